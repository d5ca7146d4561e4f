"""Which of a class's documents a question is about: the newest, one of a date that it names, or an older one.

A document is in force from its own date until that of the next one, so "in
2016" asks for the newest that was there by the end of that year.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.literals import Kind, Literal, Operator
from vectorstore.folding import words
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Sorts behind every day of a year or month that it is put after.
_END = "~"


@dataclass(frozen=True, slots=True)
class When:
    """The time that a question asks about."""

    iso: str = ""
    """Day, month or year; empty where only an age is named."""

    operator: Operator = Operator.IN
    age: str = ""
    """`previous` or `oldest`, where the question says so and names no date."""

    until: str = ""
    """The later of two dates."""

    words: tuple[tuple[int, int], ...] = ()
    """Where the question says it: start and end, in code points."""

    said: str = ""
    """The question's own words for it."""


def find_when(text: str, literals: Sequence[Literal], vocabulary: Vocabulary) -> When | None:
    """Return the time that `text` asks about, None where it names none."""
    dates = [literal for literal in literals if literal.kind is Kind.DATE]
    places = tuple((date.start, date.end) for date in dates)
    if dates:
        first, last = sorted((dates[0], dates[-1]), key=lambda date: str(date.value))
        until = str(last.value) if last is not first else ""
        said = " ".join(text[start:end] for start, end in places)
        return When(str(first.value), first.operator, until=until, words=places, said=said)
    for age in ("oldest", "previous"):
        if place := _phrase(text, vocabulary.operators[age]):
            return When(age=age, words=(place,), said=text[slice(*place)])
    return None


def without(text: str, when: When | None) -> str:
    """Return `text` with the words of `when` blanked, its length unchanged: what is left says class and facet."""
    for start, end in when.words if when else ():
        # The mark keeps what stands on both sides apart.
        text = text[:start] + ";".ljust(end - start) + text[end:]
    return text


def revisions(entry: CatalogEntry, entries: Sequence[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """Return the documents of the class of `entry` that have a date, one of each, the oldest first."""
    found: dict[str, CatalogEntry] = {}
    for other in entries:
        if other.class_id == entry.class_id and other.spec.revision:
            found.setdefault(other.spec.revision, other)
    return tuple(found[date] for date in sorted(found))


def chosen(when: When, dated: Sequence[CatalogEntry]) -> CatalogEntry | None:
    """Return which of the documents `dated`, the oldest first, `when` asks for; None where none is of that time."""
    if when.age:
        at = 0 if when.age == "oldest" else len(dated) - 2
        return dated[at] if 0 <= at < len(dated) else None
    if when.operator in (Operator.SINCE, Operator.AFTER):
        newest = dated[-1] if dated else None
        return newest if newest and newest.spec.revision >= when.iso else None
    end = when.iso if when.operator is Operator.BEFORE else when.iso + _END
    before = [entry for entry in dated if entry.spec.revision < end]
    return before[-1] if before else None


def compared(when: When | None, dated: Sequence[CatalogEntry]) -> tuple[CatalogEntry, CatalogEntry] | None:
    """Return the two documents, older and newer, whose difference is asked for; None where there are no two.

    Two dates name both; one names the older, the newest is the other; else they are the newest two.
    """
    if len(dated) < 2:
        return None
    newer = chosen(When(when.until), dated) if when and when.until else dated[-1]
    if newer is None or newer is dated[0]:
        newer = dated[1]
    older = chosen(When(when.iso, age=when.age), dated) if when else dated[dated.index(newer) - 1]
    if older is None or older.spec.revision >= newer.spec.revision:
        older = dated[max(0, dated.index(newer) - 1)] if older is not None else dated[0]
    return older, newer


def _phrase(text: str, phrases: Sequence[tuple[str, ...]]) -> tuple[int, int] | None:
    said = words(text)
    for phrase in sorted(phrases, key=len, reverse=True):
        for at in range(len(said) - len(phrase) + 1):
            if tuple(word for word, _, _ in said[at : at + len(phrase)]) == phrase:
                return said[at][1], said[at + len(phrase) - 1][2]
    return None
