"""Find the typed literals of a question: amounts of money, dates, durations and other numbers, each with its operator.

A bare year is a date only where an operator ("in", "since"), another year or
a word for a document ("the 2015 bulletin") says so: it may as well be a class
code.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from assistant.literal_context import RANGE, Context, Rows
from ingest.dates import FoundDate, find_dates
from ingest.numbers import FoundNumber, find_numbers
from vectorstore.folding import fold, words
from vectorstore.vocabulary import Vocabulary

#: Units of time.
TIMES = frozenset({"year", "month", "week", "day", "hour"})
_THOUSANDS = re.compile(r"\s?[kK](?!\w)")
#: Two years that only a dash or a stroke joins, and a year of two digits: "2015-2018", "'15".
_JOINED_YEARS = re.compile(r"(?<![\w/-])((?:19|20)\d{2})\s?[-–/]\s?((?:19|20)\d{2})(?![\w/-])")
_SHORT_YEAR = re.compile(r"(?<![\w'’‘])['’‘](\d{2})(?![\w'’])")
_MARKS = frozenset("-–/,;")
#: A hyphen between a number and its unit: "a twelve-month probation".
_JOINED_UNIT = re.compile(rf"(?<=\w)-(?=(?:{'|'.join(sorted(TIMES))})s?\b)", re.IGNORECASE)


class Kind(StrEnum):
    """Type of a literal."""

    MONEY = "money"
    DATE = "date"
    DURATION = "duration"
    NUMBER = "number"


class Operator(StrEnum):
    """How a value compares with a literal; the words for each are the vocabulary's."""

    IS = "is"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    IN = "in"
    STARTING = "starting"
    """Of a change since then, of anything else in it: "from 2015"."""
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


_OPERATORS = frozenset(Operator)
_OF_DATES = ("in", "starting", "before", "after", "since", "until", RANGE)
_OF_NUMBERS = ("at_least", "more_than", "at_most", "less_than", RANGE)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that a question names."""

    kind: Kind
    value: float | str
    """Dollars, a count of `unit`, or for a date its ISO day, month or year."""

    operator: Operator
    start: int
    """Offset of its operator, in code points of the question; of itself where it has none."""

    end: int
    unit: str = ""
    """`year`, `percent` and so on; of a duration always one of time."""


def find_literals(text: str, vocabulary: Vocabulary) -> tuple[Literal, ...]:
    """Return the literals of `text` in order; of a range ("between 2015 and 2018") one since and one until."""
    text = _JOINED_UNIT.sub(" ", ascii_digits(text))
    said = words(text)
    dates = list(_dates(text, said, vocabulary))
    found = [*dates, *_outside(dates, _numbers(text, said, vocabulary))]
    return _ranged(text, said, sorted(found, key=lambda literal: literal.start), vocabulary)


def ascii_digits(text: str) -> str:
    """Return `text` with the decimal digits of every script as those of this one, its length unchanged."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def find_years(text: str) -> list[FoundDate]:
    """Return the dates of `text` in order, those included that are years only in their place: "2015-2018", "'15"."""
    found = list(find_dates(text))
    for match in _JOINED_YEARS.finditer(text):
        found += [FoundDate(match[n], match.start(n), match.end(n)) for n in (1, 2)]
    for match in _SHORT_YEAR.finditer(text):
        # As a date of that day would be read, which says of which century it is.
        full = next(find_dates(f"1/1/{match[1]}")).iso[:4]
        found.append(FoundDate(full, match.start(), match.end()))
    return sorted({date.start: date for date in found}.values(), key=lambda date: date.start)


def _outside(taken: Sequence[Literal], numbers: Iterator[Literal]) -> Iterator[Literal]:
    """Yield the numbers that no date of `taken`, which are in order, stands on."""
    ends = [literal.end for literal in taken]
    for number in numbers:
        at = bisect_right(ends, number.start)
        if at == len(taken) or taken[at].start >= number.end:
            yield number


def _dates(text: str, said: Sequence[tuple[str, int, int]], vocabulary: Vocabulary) -> Iterator[Literal]:
    context = Context(said, vocabulary, _OF_DATES)
    dates = find_years(text)
    joined = {one for pair in pairwise(dates) if _is_joined(text, *pair, vocabulary) for one in pair}
    for found in dates:
        operator, start = context.before(found.start)
        after, past = context.after(found.end)
        end = past or context.named_document(found.end)
        if len(found.iso) == 4 and start is None and end is None and found not in joined:
            continue
        operator = after or operator
        kept = operator if operator in _OPERATORS else Operator.IN
        yield Literal(Kind.DATE, found.iso, Operator(kept), found.start if start is None else start, end or found.end)


def _is_joined(text: str, left: FoundDate, right: FoundDate, vocabulary: Vocabulary) -> bool:
    """Whether a year stands beside another one: "2015 and 2018", "2015 vs. 2018", "2015-2018"."""
    operators = vocabulary.operators
    between = text[left.end : right.start]
    joints = {phrase[0] for phrase in (*operators["joining"], *operators["ranging"])}
    idle = {phrase[0] for phrase in operators["idle"]}
    said = [word for word, _, _ in words(between) if word not in idle]
    return said[0] in joints if len(said) == 1 else not said and bool(_MARKS & set(between))


def _numbers(text: str, said: Sequence[tuple[str, int, int]], vocabulary: Vocabulary) -> Iterator[Literal]:
    bounds = Context(said, vocabulary, _OF_NUMBERS)
    dollars = bounds.rows("dollars")
    for found, between in _counting(text, bounds):
        kind, value, end = _typed(text, found, bounds, dollars)
        operator, start = bounds.before(found.start)
        after, past = (between, None) if between else bounds.after(end)
        kept = after or operator
        yield Literal(
            kind,
            value,
            Operator(kept) if kept in _OPERATORS else Operator.IS,
            found.start if start is None else start,
            past or end,
            "" if kind is Kind.MONEY else found.unit,
        )


def _counting(text: str, bounds: Context) -> Iterator[tuple[FoundNumber, str]]:
    """Yield the numbers of `text`, each with the operator that parts it from its unit: "5 or more years"."""
    for found in find_numbers(text):
        key, past = bounds.after(found.end) if not found.unit else ("", None)
        counted = next(find_numbers(f"{found.value:g}{text[past:]}"), None) if past is not None else None
        if past is not None and counted is not None and counted.start == 0 and counted.unit:
            grown = past + counted.end - len(f"{found.value:g}")
            yield replace(found, unit=counted.unit, end=grown), key
        else:
            yield found, ""


def _typed(text: str, found: FoundNumber, context: Context, dollars: Rows) -> tuple[Kind, float, int]:
    """Return the kind of a number, its value and where it ends: "$60k" is sixty thousand dollars."""
    thousands = _THOUSANDS.match(text, found.end)
    value, end = (found.value * 1000, thousands.end()) if thousands else (found.value, found.end)
    _, named = context.first_of(dollars, end)
    # "9000 a month" is pay, and the period is said of it.
    _, rated = context.first_of(context.rows("rates"), end) if not found.unit else ("", None)
    if found.unit == "dollar" or named or rated or thousands:
        return Kind.MONEY, value, named or end
    return (Kind.DURATION if found.unit in TIMES else Kind.NUMBER), value, end


def _ranged(
    text: str, said: Sequence[tuple[str, int, int]], literals: Sequence[Literal], vocabulary: Vocabulary
) -> tuple[Literal, ...]:
    """Give the two ends of a range their operators."""
    context = Context(said, vocabulary, (RANGE,))
    ranging = {phrase[0] for phrase in vocabulary.operators["ranging"]}
    found = list(literals)
    for at, (low, high) in enumerate(pairwise(literals)):
        dated = low.kind is Kind.DATE
        if high.kind is Kind.MONEY and low.kind is Kind.NUMBER and not low.unit and context.begins(low.start):
            # "Between 85,000 and 90,000 dollars": the unit is said once.
            low = replace(low, kind=Kind.MONEY)
        between = text[low.end : high.start]
        spans = dated and (fold(between) in ranging or between.strip() in {"-", "–"})
        spans = spans or (dated and high.operator is Operator.UNTIL and not between.strip())
        if low.kind is high.kind and (context.begins(low.start) or spans):
            found[at] = replace(low, operator=Operator.SINCE if dated else Operator.AT_LEAST)
            found[at + 1] = replace(high, operator=Operator.UNTIL if dated else Operator.AT_MOST)
    return tuple(found)
