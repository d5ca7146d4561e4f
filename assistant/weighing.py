"""Say which of two classes has more, by the numbers as printed; and why numbers are not compared where they are not.

Only like is compared with like: pay of one period, lengths of one unit where
each document names one, dates, numbers of one label. Nothing is converted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.comparing import Cell, Row
from vectorstore.folding import fold
from vectorstore.spec import Fact
from vectorstore.vocabulary import Vocabulary

_LENGTHS = ("year", "month")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the numbers of a row come to."""

    more: int | None
    """Place of the class that has more; None for neither."""

    why: str
    """The reason in a clause; what is more where one is."""


_OF_TWO_KINDS = Weighed(None, "the amounts are of documents and tables of different dates, so they are not compared")


def weighed(row: Row, vocabulary: Vocabulary) -> Weighed | None:
    """Return which class has more of what a row is about; None where it is no number, or not said by each."""
    facet = vocabulary.facets.get(row.facet)
    if facet is None or not all(cell.says for cell in row.cells):
        return None
    if facet.value == "money":
        return weighed_pay([cell.facts for cell in row.cells]) if _of_one_kind(row.cells) else _OF_TWO_KINDS
    if facet.value == "date":
        return _of_dates(row.cells)
    if facet.value in ("number", "grade"):
        return _of_numbers(row.cells, "grade" if facet.value == "grade" else "number")
    return _of_lengths(row.cells) if row.facet == "experience" else None


def _of_one_kind(cells: Sequence[Cell]) -> bool:
    """Whether all pay is of documents, or of class tables of one date."""
    return len({cell.tabled[0].effective if cell.tabled else None for cell in cells}) == 1


def article(noun: str) -> str:
    """Return the article before the name of a period."""
    return "an" if noun.startswith("h") else "a"


def weighed_pay(pay: Sequence[Sequence[Fact]]) -> Weighed | None:
    """Return which class pays more by the amounts stated of each; None where one has none."""
    facts = [[fact for fact in of_class if fact.low is not None] for of_class in pay]
    if not all(facts):
        return None
    periods = {fact.period for of_class in facts for fact in of_class}
    if len(periods) > 1:
        named = [period for period in ("year", "month", "week", "day", "hour") if period in periods]
        told = f" ({', '.join(f'{article(one)} {one}' for one in named)})" if len(named) > 1 else ""
        return Weighed(None, f"the amounts are not stated for one period{told}, so they are not compared here")
    ends = [(min(map(_low, of_class)), max(map(_high, of_class))) for of_class in facts]
    several = any(len(of_class) > 1 for of_class in facts)
    how = "by its lowest and by its highest amount" if several else "at both ends of the range"
    best = [at for at, one in enumerate(ends) if all(_above(one, other) for other in ends if other is not one)]
    if len(best) == 1:
        flat = all(low == high for low, high in ends)
        return Weighed(best[0], "pays more" if flat else f"pays more, {how}")
    if len(set(ends)) == 1:
        return Weighed(None, "the amounts are the same")
    return Weighed(None, "neither pays more throughout: one begins and another ends higher, or they share an end")


def _above(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] > other[0] and one[1] > other[1]


def _low(fact: Fact) -> float:
    return fact.low or 0.0


def _high(fact: Fact) -> float:
    return fact.high if fact.high is not None else _low(fact)


def _of_dates(cells: Sequence[Cell]) -> Weighed | None:
    dates = [max((fact.value for fact in cell.facts), default="") for cell in cells]
    shortest = min(map(len, dates))
    cut = [date[:shortest] for date in dates]
    if not shortest or cut.count(max(cut)) > 1:
        return None
    return Weighed(cut.index(max(cut)), "is the later one")


def _of_numbers(cells: Sequence[Cell], name: str) -> Weighed | None:
    """The higher number, where it is of one agency: another's grade is another's scale."""
    values = [[fact.value for fact in cell.facts] for cell in cells]
    if len({cell.spec.entry.agency.casefold() for cell in cells}) > 1:
        return Weighed(None, f"a {name} of one agency is not one of the other, so they are not compared here")
    if not all(len(of_class) == 1 and of_class[0].isdecimal() for of_class in values):
        return None
    numbers = [int(of_class[0]) for of_class in values]
    if numbers.count(max(numbers)) > 1:
        return None
    return Weighed(numbers.index(max(numbers)), f"has the higher {name}")


def _of_lengths(cells: Sequence[Cell]) -> Weighed | None:
    """The longer experience, where each class asks for one length."""
    long = [
        [told.statement for told in cell.told if set(_LENGTHS) & set(fold(told.statement.text).split())]
        for cell in cells
    ]
    if not all(long):
        return None
    lengths = [[n for statement in of_class for n in statement.numbers if n.unit in _LENGTHS] for of_class in long]
    if any(len(statements) > 1 or len(numbers) != 1 for statements, numbers in zip(long, lengths, strict=True)):
        return Weighed(None, "there is more than one length of experience in them, so no one number compares them")
    if len({number.unit for of_class in lengths for number in of_class}) > 1:
        return Weighed(None, "one is in years and another in months, so they are not compared here")
    values = [of_class[0].value for of_class in lengths]
    if len(set(values)) == 1:
        return Weighed(None, "the lengths are the same")
    return (
        Weighed(values.index(max(values)), "asks for the longer experience") if values.count(max(values)) == 1 else None
    )
