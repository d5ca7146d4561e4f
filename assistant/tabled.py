"""What class tables say of a class on what is asked, at the time that is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.comparing import FromTables
from assistant.literals import Operator
from assistant.shelf import Shelf
from assistant.when import When, compared, of_time
from vectorstore.classtables import TableRow
from vectorstore.spec import CatalogEntry, Fact

#: What a document says of its class better than any table.
OF_DOCUMENTS = frozenset({"title", "class_code"})
#: What asks for what was then and what is now.
_SINCE = (Operator.SINCE, Operator.AFTER, Operator.STARTING)


@dataclass(frozen=True, slots=True)
class Then:
    """The time that is asked about."""

    when: When | None
    """None for now."""

    compares: bool = False
    """What changed is asked for: of two tables."""

    def of(self, dated: Sequence[CatalogEntry]) -> Sequence[CatalogEntry]:
        """Return which of the tables `dated`, the oldest first, are asked for."""
        since = self.when is not None and self.when.operator in _SINCE and not self.when.until
        if (self.compares or since) and (pair := compared(self.when, dated)):
            return pair
        return of_time(self.when, dated) if self.when is not None else dated[-1:]


@dataclass(frozen=True, slots=True)
class Tabled:
    """What tables say on one facet."""

    facet: str
    rows: tuple[TableRow, ...]
    """Rows of the tables in force at the time; none where no table was yet."""

    every: tuple[TableRow, ...]
    """One row of each table that has a column of it, the oldest first."""

    grade: Fact | None = None
    """The grade of the class by its document, where the rows are of that and not of the class."""

    @property
    def facts(self) -> tuple[tuple[TableRow, Fact], ...]:
        """The cells of the facet, each with its row."""
        return tuple((row, fact) for row in self.rows for fact in row.facts if fact.facet == self.facet)


def tabled(shelf: Shelf, entry: CatalogEntry, asked: Sequence[str], time: Then) -> Tabled | None:
    """Return what tables say on the first of the facets `asked` that a row of the class has; None for none."""
    rows = shelf.rows(entry)
    for facet in asked:
        if any(fact.facet == facet for row in rows for fact in row.facts):
            return _of(facet, rows, time)
    return None


def graded(shelf: Shelf, spec: Spec, asked: Sequence[str], time: Then) -> Tabled | None:
    """Return what tables of grades pay for the grade that a document gives; None where pay is not asked for."""
    if "salary" not in asked:
        return None
    for fact in spec.facts("grade"):
        rows = shelf.rows_of_grade(fact.value, spec.entry) if fact.value else ()
        if rows:
            return _of("salary", rows, time, fact)
    return None


def told_of(shelf: Shelf, time: Then) -> FromTables:
    """Return what reads from tables what they say of a class at a time, for a comparison."""

    def told(spec: Spec, asked: Sequence[str]) -> Sequence[tuple[TableRow, Fact]]:
        if set(asked) & OF_DOCUMENTS:
            return ()
        found = tabled(shelf, spec.entry, asked, time) or graded(shelf, spec, asked, time)
        return found.facts if found is not None else ()

    return told


def of_grade(shelf: Shelf, grade: str, time: Then) -> Tabled | None:
    """Return what tables of grades pay for `grade` as it is written; None for a grade that none has."""
    rows = shelf.rows_of_grade(grade)
    return _of("salary", rows, time) if rows else None


def _of(facet: str, rows: Sequence[TableRow], time: Then, grade: Fact | None = None) -> Tabled:
    having = [row for row in rows if facet in row.facets]
    every = {row.effective: row for row in reversed(having)}
    dated = [every[date] for date in sorted(every)]
    dates = {entry.spec.revision for entry in time.of([row.entry for row in dated])}
    return Tabled(facet, tuple(row for row in having if row.effective in dates), tuple(dated), grade)
