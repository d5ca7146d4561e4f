"""Take a class table into the index, in place of what the same file said of the same date."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ingest.classtable.differences import differences
from ingest.classtable.errors import TableError
from ingest.classtable.reading import Table, read_table
from ingest.classtable.report import ColumnReport, TableReport
from ingest.files import anything
from vectorstore.catalog import Catalog
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.roster import Live
from vectorstore.spec import ParsedDocument, Source, Viewer, source_id
from vectorstore.vocabulary import Vocabulary

if TYPE_CHECKING:
    # The vector store takes a second to load, and memory; whoever hands its work to a server needs neither.
    from vectorstore.index import Index

#: What amounts of a table can be for.
PERIODS = ("month", "year", "hour")

#: What stored a table, in place of a parser's fingerprint: no ingestion reads it again.
_STORED_BY = "class table"

_IDLE = frozenset({"of", "the"})


@dataclass(frozen=True, slots=True)
class TableTask:
    """What is asked of a table."""

    path: str
    """Absolute path of the file."""

    agency: str = ""
    """The agency that it is of; empty where the specs are of one."""

    effective: str = ""
    """ISO date from which on it holds."""

    period: str = ""
    """One of `PERIODS`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns by name with what they mean, where a person says so."""

    dry_run: bool = False
    """Write nothing."""

    remove: bool = False
    """Take out what the file said, of `effective` alone where that is given."""


def perform(task: TableTask, index: "Index", vocabulary: Vocabulary) -> TableReport:
    """Do what `task` asks and return what came of it.

    Raises:
        TableError, ReadError: the file cannot be taken; nothing was changed.
        VectorstoreError: the index failed; nothing was changed.
    """
    return _removed(task, index) if task.remove else _imported(task, index, vocabulary)


def read(task: TableTask, vocabulary: Vocabulary) -> Table:
    """Return the table of `task`, read.

    Raises:
        TableError, ReadError: it cannot be.
    """
    require_date(task.effective)
    if task.period not in PERIODS:
        raise TableError(f"{task.period!r} is no period; say --period {'|'.join(PERIODS)}")
    name = os.path.basename(task.path)
    return read_table(anything(task.path), name, vocabulary, agency=task.agency, effective=task.effective,
                      period=task.period, columns=task.columns)  # fmt: skip


def require_date(text: str) -> None:
    """Return quietly if `text` is a day, as ISO writes it.

    Raises:
        TableError: it is none.
    """
    try:
        if date.fromisoformat(text).isoformat() != text:
            raise ValueError
    except ValueError:
        told = f"{text!r} is no date" if text else "there is no date from which on the table holds"
        raise TableError(f"{told}; say --effective YYYY-MM-DD") from None


def _imported(task: TableTask, index: "Index", vocabulary: Vocabulary) -> TableReport:
    agency, notes = _agency(task.agency, index.catalog)
    table = read(replace(task, agency=agency), vocabulary)
    name = os.path.basename(task.path)
    made = Source(task.path, name, agency, source_id=source_id(agency, f"{task.path}\n{task.effective}"))
    before = list(_before(table.parsed, made, task, index.catalog))
    if table.parsed.specs and not task.dry_run:
        _store(made, table.parsed, before, index)
    taken = "replaced" if before else "added"
    return TableReport(
        path=task.path,
        agency=agency,
        effective=task.effective,
        period=task.period,
        outcome=taken if table.parsed.specs else "refused",
        columns=tuple(ColumnReport(one.label, one.meaning, one.period) for one in table.head.columns),
        head_line=table.head.row.line,
        rows=len(table.parsed.specs),
        classes=len({spec.class_code or spec.title for spec in table.parsed.specs}),
        refused=table.refused,
        by_size=table.by_size,
        least=table.least,
        replaced=tuple(sorted({_date(live) for live in before})),
        differences=differences(made, table.parsed, index.catalog),
        notes=(*notes, *table.parsed.document.warnings),
        dry_run=task.dry_run,
    )


def _before(parsed: ParsedDocument, made: Source, task: TableTask, catalog: Catalog) -> Iterator[Live]:
    """Yield the tables whose place a new one takes: of its file, and of its date or with its very bytes."""
    for live in _of_file(task.path, agency_key(made.agency), catalog):
        known = catalog.parsed(live.source_id, Viewer())
        same = known is not None and known.document.document_id == parsed.document.document_id
        if same or _date(live) == task.effective:
            yield live


def _of_file(path: str, agency: str | None, catalog: Catalog) -> Iterator[Live]:
    tables = catalog.roster().tables.values()
    return (live for live in tables if live.path == path and agency in (None, live.agency))


def _date(live: Live) -> str:
    return live.entries[0].spec.revision if live.entries else ""


def _store(made: Source, parsed: ParsedDocument, before: Iterable[Live], index: "Index") -> None:
    # A table has no statement: what documents share is as it was.
    was_compared = index.is_compared()
    index.put(made, parsed, parsing=_STORED_BY)
    _remove((live for live in before if live.source_id != made.source_id), index)
    if was_compared:
        index.note_compared()


def _remove(tables: Iterable[Live], index: "Index") -> None:
    for live in tables:
        index.remove(live.source_id)


def _removed(task: TableTask, index: "Index") -> TableReport:
    if task.effective:
        require_date(task.effective)
    agency, notes = _agency(task.agency, index.catalog) if task.agency else ("", ())
    found = _of_file(task.path, agency_key(agency) if agency else None, index.catalog)
    gone = [live for live in found if task.effective in ("", _date(live))]
    if not gone:
        dated = f" of {task.effective}" if task.effective else ""
        raise TableError(f"no table{dated} was taken from {task.path!r}; `jobclass table` names what it takes")
    if not task.dry_run:
        was_compared = index.is_compared()
        _remove(gone, index)
        if was_compared:
            index.note_compared()
    dates = tuple(sorted(map(_date, gone)))
    rows = sum(len(live.entries) for live in gone)
    return TableReport(task.path, agency, task.effective, task.period, "removed", rows=rows, replaced=dates,
                       notes=notes, dry_run=task.dry_run)  # fmt: skip


def _agency(given: str, catalog: Catalog) -> tuple[str, tuple[str, ...]]:
    """Return the agency that a table is of, as specs print it, and what a person should know of how it was told.

    Raises:
        TableError: none is given, and specs are of several.
    """
    entries = catalog.entries(Viewer())
    known = {agency_key(entry.agency): entry.agency for entry in entries if entry.agency}
    if not given:
        if len(known) > 1:
            raise TableError(f"the specs are of several agencies ({_listed(known.values())}); name one with --agency")
        agency = next(iter(known.values()), "")
        return agency, (f"It is taken for a table of {agency}, the agency of the specs.",) if agency else ()
    if agency_key(given) in known:
        return known[agency_key(given)], ()
    words = set(fold(given).split()) - _IDLE
    fits = [name for key, name in known.items() if words and words <= set(key.split())]
    if len(fits) == 1:
        return fits[0], (f"{given!r} is taken for {fits[0]}, the agency of the specs.",)
    if not entries:
        return given, ()
    told = f"they are of {_listed(known.values())}" if known else "they name none"
    return given, (f"No spec is of the agency {given!r}, so no row joins one: {told}.",)


def _listed(names: Iterable[str]) -> str:
    return "; ".join(sorted(names)[:10])
