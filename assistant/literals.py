"""Find the typed literals of a question: amounts of money, dates, durations and other numbers, each with its operator.

A bare year is a date only where an operator ("in", "since") or a word for a
document ("the 2015 bulletin") says so: it may as well be a class code.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from ingest.dates import find_dates
from ingest.numbers import FoundNumber, find_numbers
from vectorstore.folding import words
from vectorstore.vocabulary import Vocabulary

_TIMES = frozenset({"year", "month", "week", "day", "hour"})
_THOUSANDS = re.compile(r"\s?[kK](?!\w)")
#: Words that may stand between an operator and its literal: "since the year 1990", "at least a 3.0".
_BETWEEN = frozenset({"the", "year", "a", "of", "about"})
_MOST_BETWEEN = 2
_RANGE = "between"


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
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"


_OPERATORS = frozenset(Operator)


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
    dates = list(_dates(text, vocabulary))
    taken = [(date.start, date.end) for date in dates]
    found = [*dates, *(number for number in _numbers(text, vocabulary) if not _within(number, taken))]
    return _ranged(text, sorted(found, key=lambda literal: literal.start), vocabulary)


def _within(literal: Literal, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < literal.end and literal.start < end for start, end in taken)


def _dates(text: str, vocabulary: Vocabulary) -> Iterator[Literal]:
    years = _Context(text, vocabulary.operators, ("in", "before", "after", "since", "until", _RANGE))
    for found in find_dates(text):
        operator, start = years.before(found.start)
        end = years.named_document(found.end)
        joined = start is not None or end is not None or _joins_years(text, found.start, found.end)
        if len(found.iso) == 4 and not joined:
            continue
        kept = operator if operator in _OPERATORS else Operator.IN
        yield Literal(Kind.DATE, found.iso, Operator(kept), found.start if start is None else start, end or found.end)


def _joins_years(text: str, start: int, end: int) -> bool:
    """Whether a year stands beside another one: "2015 and 2018", "2015 vs. 2018", "2015-2018"."""
    year = r"(?:19|20)\d{2}"
    joint = r"\s*(?:and|to|vs\.?|versus|or|through|with|-|–|/|,)\s*(?:the\s+)?"
    return bool(re.match(rf"{joint}{year}(?!\d)", text[end:]) or re.search(rf"(?<!\d){year}{joint}$", text[:start]))


def _numbers(text: str, vocabulary: Vocabulary) -> Iterator[Literal]:
    bounds = _Context(text, vocabulary.operators, ("at_least", "more_than", "at_most", "less_than", _RANGE))
    for found in find_numbers(text):
        kind, value, end = _typed(text, found)
        operator, start = bounds.before(found.start)
        after, past = bounds.after(end)
        kept = after or operator
        yield Literal(
            kind,
            value,
            Operator(kept) if kept in _OPERATORS else Operator.IS,
            found.start if start is None else start,
            past or end,
            "" if kind is Kind.MONEY else found.unit,
        )


def _typed(text: str, found: FoundNumber) -> tuple[Kind, float, int]:
    """Return the kind of a number, its value and where it ends: "$60k" is sixty thousand dollars."""
    thousands = _THOUSANDS.match(text, found.end)
    value, end = (found.value * 1000, thousands.end()) if thousands else (found.value, found.end)
    dollars = re.match(r"\s*(?:dollars?|bucks)(?!\w)", text[end:])
    if found.unit == "dollar" or dollars or thousands:
        return Kind.MONEY, value, end + (dollars.end() if dollars else 0)
    return (Kind.DURATION if found.unit in _TIMES else Kind.NUMBER), value, end


def _ranged(text: str, literals: Sequence[Literal], vocabulary: Vocabulary) -> tuple[Literal, ...]:
    """Give the two ends of a range their operators."""
    context = _Context(text, vocabulary.operators, (_RANGE,))
    found = list(literals)
    for at, (low, high) in enumerate(pairwise(literals)):
        if low.kind is high.kind and context.begins(low.start):
            dated = low.kind is Kind.DATE
            found[at] = replace(low, operator=Operator.SINCE if dated else Operator.AT_LEAST)
            found[at + 1] = replace(high, operator=Operator.UNTIL if dated else Operator.AT_MOST)
    return tuple(found)


_Rows = list[tuple[tuple[str, ...], str]]


def _longest_first(operators: Mapping[str, tuple[tuple[str, ...], ...]], keys: Sequence[str], ending: str) -> _Rows:
    rows = [(phrase, key) for key in keys for phrase in operators.get(f"{key}{ending}", ())]
    return sorted(rows, key=lambda row: -len(row[0]))


class _Context:
    """The words around a literal, and which of them are operators."""

    def __init__(self, text: str, operators: Mapping[str, tuple[tuple[str, ...], ...]], keys: Sequence[str]) -> None:
        self._words = words(text)
        self._phrases = _longest_first(operators, keys, "")
        self._weak = _longest_first(operators, keys, "_weak")
        self._after = _longest_first(operators, keys, "_behind")
        self._documents = operators["documents"]

    def before(self, start: int) -> tuple[str, int | None]:
        """Return the operator right before `start` and where it begins."""
        ahead = [word for word in self._words if word[2] <= start]
        for phrases in (self._phrases, self._weak):
            for idle in range(_MOST_BETWEEN + 1):
                if idle and (len(ahead) < idle or ahead[-idle][0] not in _BETWEEN):
                    break
                kept = ahead[: len(ahead) - idle]
                for phrase, key in phrases:
                    if kept and tuple(word for word, _, _ in kept[-len(phrase) :]) == phrase:
                        return key, kept[-len(phrase)][1]
        return "", None

    def begins(self, start: int) -> bool:
        """Return whether an operator begins at `start`."""
        here = [word for word, at, _ in self._words if at >= start]
        return any(tuple(here[: len(phrase)]) == phrase for phrase, _ in self._phrases)

    def after(self, end: int) -> tuple[str, int | None]:
        """Return the operator right behind `end` ("or more") and where it ends."""
        here = [word for word in self._words if word[1] >= end]
        for phrase, key in self._after:
            if tuple(word for word, _, _ in here[: len(phrase)]) == phrase:
                return key, here[len(phrase) - 1][2]
        return "", None

    def named_document(self, end: int) -> int | None:
        """Return where a word for a document right behind `end` ends: "2015 bulletin"."""
        here = [word for word in self._words if word[1] >= end]
        for phrase in self._documents:
            if tuple(word for word, _, _ in here[: len(phrase)]) == phrase:
                return here[len(phrase) - 1][2]
        return None
