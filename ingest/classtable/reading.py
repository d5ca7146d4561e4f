"""From the bytes of a CSV to a document of the index: a class or grade a row, with a typed fact for each cell.

The canonical text is the decoded file itself, so a row is quoted in the very
words of the file. A row that cannot be taken is refused by its line, and the
others are read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.classtable.amounts import AmountError, Pay, least, pays
from ingest.classtable.cells import Row, cut, delimiter
from ingest.classtable.columns import RANGE, Column, Head, find_head
from ingest.classtable.errors import TableError
from ingest.errors import EmptyFileError, LimitError
from ingest.limits import CHARACTERS
from ingest.readers.decoded import extract
from vectorstore.folding import one_line
from vectorstore.spec import (
    ClassSpec,
    Document,
    DocumentType,
    Fact,
    ParsedDocument,
    Span,
    document_id,
    line_starts,
)
from vectorstore.vocabulary import Vocabulary

#: Longest row that is quoted whole, in characters; of a longer one the cell is.
_LONGEST = 1200

#: Facets whose values are of the class, and not of one range of it.
_OF_CLASS = frozenset({"class_code", "title"})


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was left out."""

    line: int
    """Line that it begins on, from 1."""

    reason: str
    """Why, and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """A class table, read."""

    head: Head
    parsed: ParsedDocument
    refused: tuple[RefusedRow, ...]
    by_size: tuple[int, ...]
    """Lines of the rows whose period is not the table's, by the size of their amounts."""

    least: float
    """Dollars below which that is so; 0 for never."""


def read_table(
    content: bytes,
    name: str,
    vocabulary: Vocabulary,
    *,
    agency: str,
    effective: str,
    period: str,
    columns: Mapping[str, str],
) -> Table:
    """Return the class table that the bytes `content` of the file `name` hold.

    Args:
        content: The file.
        name: Its base name, for messages.
        vocabulary: Knows the names of columns.
        agency: Agency that the classes are of.
        effective: ISO date from which on it holds.
        period: What its amounts are for, where a column does not say: `month`, `year` or `hour`.
        columns: Columns by name with what they mean, where a person says so.

    Raises:
        TableError: it has no rows, or no column of codes or grades.
        ReadError: the bytes are no text.
    """
    document = _document(content, name)
    rows = _rows(document, name)
    head = find_head(rows, columns, vocabulary, name)
    return _Reader(document, head, effective, period, vocabulary).table(_below(rows, head, name), agency)


def _rows(document: Document, name: str) -> list[Row]:
    rows = list(cut(document.text, delimiter(document.text)))
    if broken := next((row for row in rows if row.is_open), None):
        raise TableError(f"{name!r}, line {broken.line}: a quotation mark is never closed; close it, or double it")
    return rows


def _below(rows: Sequence[Row], head: Head, name: str) -> list[Row]:
    below = [row for row in rows if row.start > head.row.start and not row.is_blank]
    if not below:
        raise TableError(f"{name!r} has no row below its head on line {head.row.line}")
    return below


def _document(content: bytes, name: str) -> Document:
    extracted = extract(content, name, lambda _: ()) if content else None
    if extracted is None or not extracted.text.strip():
        raise EmptyFileError(f"{name!r} is empty")
    if len(extracted.text) > CHARACTERS:
        raise LimitError(f"{name!r} has {len(extracted.text):,} characters; at most {CHARACTERS:,} are read: split it")
    return Document(
        document_id=document_id(content),
        media_type="text/csv",
        text=extracted.text,
        line_starts=line_starts(extracted.text),
        warnings=extracted.warnings,
        wrapped=False,
    )


class _Reader:
    """Reads the rows of one table, one after another."""

    def __init__(self, document: Document, head: Head, effective: str, period: str, vocabulary: Vocabulary) -> None:
        self._specs: list[ClassSpec] = []
        self._facts: list[Fact] = []
        self._refused: list[RefusedRow] = []
        self._by_size: list[int] = []
        self._document = document
        self._head = head
        self._effective = effective
        self._period = period
        self._vocabulary = vocabulary
        self._lines: dict[tuple[str, ...], int] = {}

    def table(self, rows: Iterable[Row], agency: str) -> Table:
        """Return the table of `rows`, whose classes are of `agency`."""
        for row in rows:
            self._take(row)
        specs, facts = tuple(self._specs), tuple(self._facts)
        parsed = ParsedDocument(self._document, agency, DocumentType.TABLE, specs, (), (), facts, ())
        return Table(self._head, parsed, tuple(self._refused), tuple(self._by_size), least(self._period))

    def _take(self, row: Row) -> None:
        """Take `row`, or note why it is refused."""
        said = tuple(cell.text.strip() for cell in row.cells)
        if reason := self._problem(row, said):
            self._refused.append(RefusedRow(row.line, reason))
            return
        try:
            paid = list(pays(row, self._head.columns, self._period, self._vocabulary))
        except AmountError as error:
            self._refused.append(RefusedRow(row.line, f"{error}; mend it, or leave the cell blank"))
            return
        self._lines[said] = row.line
        if any(pay.by_size for pay in paid):
            self._by_size.append(row.line)
        self._add(row, paid)

    def _problem(self, row: Row, said: tuple[str, ...]) -> str:
        key, columns = self._head.key, self._head.columns
        if not _at(row, key):
            return f"nothing stands in column {key.label!r}; give the row its {self._named(key)}"
        if any(said[len(columns) :]):
            return f"{len(said)} cells under {len(columns)} names; quote a cell that has the mark between cells in it"
        if said in self._lines:
            return f"the same as line {self._lines[said]}; delete one of them"
        return ""

    def _named(self, key: Column) -> str:
        return self._vocabulary.facets[key.meaning].name

    def _add(self, row: Row, paid: Sequence[Pay]) -> None:
        ordinal = len(self._specs)
        key, titled = self._head.key, self._head.of("title")
        shown = titled if titled is not None and _at(row, titled) else key
        title = _at(row, shown) if shown is titled or not self._head.is_of_grades else f"{key.label} {_at(row, key)}"
        code = "" if self._head.is_of_grades else _at(row, key)
        self._specs.append(ClassSpec(ordinal, title, self._span(row, shown), code, revision=self._effective))
        self._facts += self._cells(row, ordinal)
        self._facts += self._amounts(row, ordinal, paid)

    def _cells(self, row: Row, ordinal: int) -> Iterator[Fact]:
        for column in self._head.columns:
            value = _at(row, column)
            if not value or column.is_pay or column.meaning == RANGE:
                continue
            qualifier = "" if column.meaning in _OF_CLASS else self._range(row)
            span = self._span(row, column)
            yield Fact(column.meaning, column.label, value, span, self._context(row, span), qualifier=qualifier,
                       applies_to=(ordinal,))  # fmt: skip

    def _amounts(self, row: Row, ordinal: int, paid: Sequence[Pay]) -> Iterator[Fact]:
        for pay in paid:
            span = self._document.span(pay.start, pay.end)
            yield Fact(
                facet="salary",
                label=pay.label,
                value=pay.printed,
                span=span,
                context=self._context(row, span),
                low=pay.low,
                high=pay.high,
                period=pay.period,
                qualifier=", ".join(filter(None, [self._range(row), pay.name])),
                applies_to=(ordinal,),
            )

    def _range(self, row: Row) -> str:
        column = self._head.of(RANGE)
        value = _at(row, column) if column is not None else ""
        return f"{column.label} {value}" if column is not None and value else ""

    def _span(self, row: Row, column: Column) -> Span:
        cell = row.cells[column.at]
        return self._document.span(cell.start, cell.end)

    def _context(self, row: Row, span: Span) -> Span:
        return self._document.span(row.start, row.end) if row.end - row.start <= _LONGEST else span


def _at(row: Row, column: Column) -> str:
    """What stands in a column, on one line; empty where the row ends before it."""
    return one_line(row.cells[column.at].text) if column.at < len(row.cells) else ""
