"""Whether whoever qualifies for one class by some way qualifies for another by some way of that, and by how much."""

from collections.abc import Sequence

from assistant.draft.checks.qualifying_ways import Condition, Way, Words
from assistant.draft.likeness import ALIKE, alike_lines
from assistant.qualify.need import Kind, Need
from ingest.numbers import find_numbers


def margin(asked: Way, held: Way) -> float | None:
    """Return by how much whoever meets `held` does more than `asked` asks for; None where they may not meet it.

    The greatest of the differences: months of experience, ranks of schooling, units of study.
    """
    if not asked.conditions or not _are_said(asked.others, held.words):
        return None
    margins = [_margin(condition, held) for condition in asked.conditions]
    known = [one for one in margins if one is not None]
    return max(known) if len(known) == len(margins) else None


def offers_no_less(upper: Sequence[Words], lower: Sequence[Words]) -> bool:
    """Return whether all that may stand in for what a lower class asks for may do so for the upper one."""
    return _are_said(lower, upper)


def _are_said(told: Sequence[Words], others: Sequence[Words]) -> bool:
    return all(any(_say_the_same(words, other) for other in others) for words in told)


def _say_the_same(one: Words, other: Words) -> bool:
    return one.named == other.named and alike_lines(one.text, other.text)


def _margin(asked: Condition, held: Way) -> float | None:
    fitting = [one.need.amount - asked.need.amount for one in held.conditions if _meets(one, asked)]
    return max(fitting, default=None)


def _meets(held: Condition, asked: Condition) -> bool:
    """Whether whoever has what `held` asks for has what `asked` asks for: the same, as much of it, and as narrow."""
    same = held.need.kind is asked.need.kind and held.need.amount >= asked.need.amount
    named = held.words.named == asked.words.named
    return same and named and _is_alike(held.need, asked.need) and _is_as_narrow(held, asked)


def _is_as_narrow(held: Condition, asked: Condition) -> bool:
    if not _are_said(asked.narrowed_by, held.narrowed_by):
        return False
    # What is narrowed by its own words, and by none below it, is met by about the same words.
    worded = asked.need.narrowed and not asked.leaf.remarks
    return not worded or alike_lines(_without_amount(held.words.text), _without_amount(asked.words.text))


def _without_amount(text: str) -> str:
    """The words of a condition but for the first number in them."""
    first = next(find_numbers(text.lower()), None)
    return text if first is None else text[: first.start] + text[first.end :]


def _is_alike(held: Need, asked: Need) -> bool:
    if asked.kind is Kind.EXPERIENCE:
        told = asked.words or asked.classes
        alike = len(held.words & asked.words) >= ALIKE * len(held.words | asked.words)
        return bool(told) and alike and held.classes == asked.classes and set(held.quality) == set(asked.quality)
    if asked.kind is Kind.EDUCATION:
        return not asked.fields or set(held.fields) == set(asked.fields)
    names = ("words", "terms", "level", "fields", "steps", "figures")
    return all(getattr(held, name) == getattr(asked, name) for name in names)
