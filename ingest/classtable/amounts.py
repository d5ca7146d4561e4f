"""Read the amounts of a row of a class table, and tell by their size which period they are for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.classtable.cells import Cell, Row
from ingest.classtable.columns import HIGH, LOW, Column
from vectorstore.vocabulary import Vocabulary

_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")

#: Dollars below which an amount is for an hour, in a table of the period; and above which none is for an hour.
_LEAST = {"month": 300.0, "year": 3_000.0}
_MOST_AN_HOUR = 1_000.0

#: How that is said.
RULE = "under ${0:,.0f}, and so for an hour by their size"


class AmountError(Exception):
    """A cell of pay says something else than an amount; the message is what and why, without file and line."""


@dataclass(frozen=True, slots=True)
class Pay:
    """What a row pays."""

    low: float
    """Dollars a `period`."""

    high: float
    printed: str
    """The amounts as printed, each with its dollar sign: `$2,758.00 to $3,455.00`."""

    period: str
    by_size: bool
    """The period is not the one that was given for the table, since the amounts cannot be of that."""

    label: str
    """Names of its columns: `low to high`."""

    name: str
    """What tells it from the other amounts of the row: `Step 1`; empty where there is one."""

    start: int
    end: int


def least(period: str) -> float:
    """Return the dollars below which an amount is for an hour in a table of `period`; 0 for none."""
    return _LEAST.get(period, 0.0)


def pays(row: Row, columns: Sequence[Column], period: str, vocabulary: Vocabulary) -> Iterator[Pay]:
    """Yield what `row` pays by its `columns` of pay; `period` is the table's, a column may name its own.

    Raises:
        AmountError: a cell is no amount, or a range is upside down.
    """
    paid = [column for column in columns if column.is_pay]
    ends = [column for column in paid if column.meaning in (LOW, HIGH)]
    for own in dict.fromkeys(column.period for column in ends):
        pair = [column for column in ends if column.period == own]
        if (found := _ranged(row, pair, own or period, vocabulary)) is not None:
            yield found
    single = [column for column in paid if column not in ends]
    for column in single:
        if (amount := _amount(row, column, vocabulary)) is not None:
            cell, dollars = amount
            name = column.label if len(single) > 1 or ends else ""
            yield _pay([(column, cell, dollars)], column.period or period, name)


def _ranged(row: Row, pair: Sequence[Column], period: str, vocabulary: Vocabulary) -> Pay | None:
    found = [(column, *amount) for column in pair if (amount := _amount(row, column, vocabulary)) is not None]
    if not found:
        return None
    ordered = sorted(found, key=lambda one: (LOW, HIGH).index(one[0].meaning))
    if ordered[0][2] > ordered[-1][2]:
        low, high = ordered[0], ordered[-1]
        raise AmountError(f"{low[1].text!r} in column {low[0].label!r} is more than {high[1].text!r}")
    return _pay(ordered, period, "")


def _pay(found: Sequence[tuple[Column, Cell, float]], period: str, name: str) -> Pay:
    amounts = [dollars for _, _, dollars in found]
    if period == "hour" and amounts[-1] >= _MOST_AN_HOUR:
        text = found[-1][1].text.strip()
        raise AmountError(f"{text!r} in column {found[-1][0].label!r} is no pay for an hour; say another --period")
    # Nothing is no size.
    by_size = 0 < amounts[-1] < least(period)
    printed = [_printed(cell.text) for _, cell, _ in found]
    return Pay(
        low=amounts[0],
        high=amounts[-1],
        printed=" to ".join(dict.fromkeys(printed)),
        period="hour" if by_size else period,
        by_size=by_size,
        label=" to ".join(column.label for column, _, _ in found),
        name=name,
        start=min(cell.start for _, cell, _ in found),
        end=max(cell.end for _, cell, _ in found),
    )


def _amount(row: Row, column: Column, vocabulary: Vocabulary) -> tuple[Cell, float] | None:
    """The cell of a column with its dollars; None where nothing stands in it."""
    cell = row.cells[column.at] if column.at < len(row.cells) else None
    if cell is None or cell.text.strip().casefold() in vocabulary.table["none"]:
        return None
    found = _AMOUNT.fullmatch(cell.text.strip())
    if found is None:
        raise AmountError(f"{cell.text.strip()!r} in column {column.label!r} is no amount of dollars")
    return cell, float(found[1].replace(",", "") + (found[2] or ""))


def _printed(text: str) -> str:
    return f"${text.strip().lstrip('$').strip()}"
