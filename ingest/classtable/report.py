"""What came of a class table: its columns, its rows, what was refused, and how it differs from the specs."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from pydantic import TypeAdapter

from ingest.classtable.reading import RefusedRow


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """A column as it was read."""

    name: str
    """As printed."""

    meaning: str
    """Facet, `low`, `high`, `step` or `range`; `label:…` where the vocabulary knows none."""

    period: str = ""
    """What its amounts are for, where its name says so."""


@dataclass(frozen=True, slots=True)
class NamedClass:
    """A class by code and title."""

    class_code: str
    title: str
    line: int = 0
    """Line of the table; 0 for a class of a spec."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a row and the spec of its class do not say the same."""

    facet: str
    """`title`, or what both state: `overtime`, `unit`."""

    class_code: str
    line: int
    """Line of the row."""

    table: str
    """What the table has."""

    spec: str
    """What the spec has."""

    spec_path: str


@dataclass(frozen=True, slots=True)
class Differences:
    """How a table differs from the specs of its agency."""

    found: tuple[Difference, ...] = ()
    unknown_codes: tuple[NamedClass, ...] = ()
    """Classes of the table that no spec describes."""

    without_row: tuple[NamedClass, ...] = ()
    """Classes of specs that the table has no row of."""


@dataclass(frozen=True, slots=True)
class TableReport:
    """What came of one table."""

    path: str
    agency: str
    """The agency that it is of, as the specs print it."""

    effective: str
    period: str
    outcome: str
    """`added`, `replaced`, `removed`, or `refused` where no row could be taken."""

    columns: tuple[ColumnReport, ...] = ()
    head_line: int = 0
    """Line of the names of the columns, from 1."""

    rows: int = 0
    """Rows that are in."""

    classes: int = 0
    """Classes, or grades, that they are of."""

    refused: tuple[RefusedRow, ...] = ()
    by_size: tuple[int, ...] = ()
    """Lines of the rows with an amount for an hour by its size."""

    least: float = 0.0
    """Dollars below which that is so."""

    replaced: tuple[str, ...] = ()
    """Dates of the tables whose place it takes, or that were removed."""

    differences: Differences = Differences()
    notes: tuple[str, ...] = ()
    """What a person should know, one sentence each."""

    dry_run: bool = False
    """Nothing was written."""

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the report whose `as_dict` is `data`, also when that was JSON meanwhile.

        Raises:
            ValueError: `data` is no report.
        """
        return TypeAdapter(cls).validate_python(data)
