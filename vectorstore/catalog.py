"""The catalog: what is known of every document, as one viewer may see it.

Each read sees one state of the database, and nothing of a source that its
viewer may not see: not in lists, not in counts, not by id.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from sqlalchemy import select

from vectorstore import originals, roster, rows, tables
from vectorstore.classtables import Held, TableRow
from vectorstore.database import Database
from vectorstore.folding import fold
from vectorstore.lines import Lines
from vectorstore.roster import Live, Roster
from vectorstore.spec import CatalogEntry, DocumentType, ParsedDocument, Source, Viewer
from vectorstore.stated import Stated
from vectorstore.tablereads import ClassTables

_Result = TypeVar("_Result")

#: As many parsed documents stay in memory.
_KEPT = 128

#: As often a read starts over when what it reads is replaced meanwhile.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class SourceState:
    """What ingestion must know of a source to tell whether it changed."""

    source_id: str
    path: str
    agency: str
    """The agency that whoever ingested gave it."""

    document_id: str
    """Hash of the bytes that were ingested."""

    parsing: str
    """Fingerprint of what parsed it."""

    embedder: str
    """Fingerprint of what made its vectors."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources that do not agree; a person has to settle it."""

    kind: str
    """`code`: two titles share a code; `title`: one title has two codes; `copy`: the same document twice; `table`: a
    row of a class table has another title than the class of its code."""

    source: Source
    other: Source
    class_code: str
    """Code that the source gives; empty for a copy, as the rest."""

    title: str
    other_class_code: str
    other_title: str


class Catalog:
    """Everything that is read of the database: here by class and document, over all of them by what it holds."""

    def __init__(self, database: Database, writing: AbstractContextManager[object] | None = None) -> None:
        """Read `database`; `writing` is what its writer holds while it writes, where that is in this process."""
        self._database = database
        self._writing = writing or threading.Lock()
        self._roster = Roster(-1, {})
        self._refreshing = threading.Lock()
        self._load = lru_cache(_KEPT)(self._load_parsed)
        self.stated = Stated(database, self.roster)
        self.tables = ClassTables(self.stated, self.roster, self._load_parsed)
        self.lines = Lines(database, self.settled)

    def entries(self, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        """Return every class spec, by title; rows of class tables are not among them, see `tables`."""
        return self.roster().view(viewer).entries

    def entry(self, spec_id: str, viewer: Viewer) -> CatalogEntry | None:
        """Return the class spec of this id, or the row of a class table."""
        return self.roster().view(viewer).by_spec.get(spec_id)

    def find(
        self, words: str, viewer: Viewer, limit: int = 50, offset: int = 0
    ) -> tuple[tuple[CatalogEntry, ...], int]:
        """Return a page of the class specs that `words` match, and how many match.

        Each word must begin a word of the title, of an alias, of the code or of
        the agency; no words match everything.
        """
        wanted = [f" {word}" for word in fold(words).split()]
        found = [entry for entry in self.entries(viewer) if all(map(_haystack(entry).__contains__, wanted))]
        return tuple(found[offset : offset + limit]), len(found)

    def parsed(self, source_id: str, viewer: Viewer) -> ParsedDocument | None:
        """Return everything that is known of a document."""

        def read(now: Roster) -> ParsedDocument | None:
            view = now.view(viewer)
            live = view.by_source.get(source_id)
            if source_id in view.by_table:
                return self.tables.parsed(source_id, viewer)
            return None if live is None else self._load(source_id, live.generation)

        return self.settled(read)

    def source(self, source_id: str, viewer: Viewer) -> Source | None:
        """Return where a document came from."""
        if self._live(source_id, viewer) is None:
            return None
        with self._database.read() as connection:
            return rows.read_source(connection, source_id)

    def original(self, source_id: str, viewer: Viewer) -> bytes | None:
        """Return the bytes of a document as they were ingested; None where they are not kept."""
        if self._live(source_id, viewer) is None:
            return None
        with self._database.read() as connection:
            return originals.read(connection, source_id)

    def has_original(self, source_id: str, viewer: Viewer) -> bool:
        """Return whether the bytes of a document are kept."""
        if self._live(source_id, viewer) is None:
            return False
        with self._database.read() as connection:
            return originals.has(connection, source_id)

    def rows_of(self, entry: CatalogEntry, viewer: Viewer) -> tuple[TableRow, ...]:
        """Return the rows of class tables that are of the class of `entry`; see `tables.rows_of`."""
        return self.tables.rows_of(entry, viewer)

    def held(self, facet: str, viewer: Viewer) -> tuple[Held, ...]:
        """Return the facts of documents and of the newest class tables; see `tables.held`."""
        return self.tables.held(facet, viewer)

    def text(self, source_id: str, viewer: Viewer) -> str | None:
        """Return the canonical text of a document."""
        parsed = self.parsed(source_id, viewer)
        return None if parsed is None else parsed.document.text

    def changed(self) -> int:
        """Return a number that grows with every change of the catalog."""
        return self._database.changed()

    def roster(self) -> Roster:
        """Return what is live now; one that has not changed is the same object."""
        number = self.changed()
        if self._roster.number == number:
            return self._roster
        with self._refreshing:
            if self._roster.number < number:
                with self._database.read() as connection:
                    self._roster = roster.load(connection, self._roster)
            return self._roster

    def settled(self, read: Callable[[Roster], _Result]) -> _Result:
        """Return what `read` makes of the roster when nothing changed while it did.

        What is live in a roster may be replaced, and its vectors deleted, before
        they are read; then `read` starts over, and at last it has writers wait.
        """
        for _ in range(_TRIES):
            now = self.roster()
            result = read(now)
            if self.changed() == now.number:
                return result
        with self._writing:
            return read(self.roster())

    def sources(self) -> tuple[SourceState, ...]:
        """Return the ledger for ingestion, by path; class tables are none of its business."""
        columns = rows.columns_of(tables.sources, SourceState)
        documents = tables.sources.c.type != DocumentType.TABLE
        with self._database.read() as connection:
            found = connection.execute(select(*columns).where(documents).order_by(tables.sources.c.path))
            return tuple(SourceState(*row) for row in found)

    def conflicts(self, viewer: Viewer) -> tuple[Conflict, ...]:
        """Return the conflicts between sources that `viewer` may both see."""
        with self._database.read() as connection:
            found = connection.execute(select(tables.conflicts).order_by(tables.conflicts.c.id)).all()
        seen: list[Conflict] = []
        for row in found:
            source, other = self.source(row.source_id, viewer), self.source(row.other_source_id, viewer)
            if source is not None and other is not None:
                names = (row.class_code, row.title, row.other_class_code, row.other_title)
                seen.append(Conflict(row.kind, source, other, *names))
        return (*seen, *self._retitled(viewer))

    def _retitled(self, viewer: Viewer) -> Iterator[Conflict]:
        """Yield where the row of a class table has another title than the class of its code."""
        for row, entry in self.roster().view(viewer).rows.retitled:
            table, other = self.source(row.source_id, viewer), self.source(entry.source_id, viewer)
            if table is not None and other is not None:
                names = (row.spec.class_code, row.spec.title, entry.spec.class_code, entry.spec.title)
                yield Conflict("table", table, other, *names)

    def titles(self, viewer: Viewer) -> dict[str, tuple[str, ...]]:
        """Return every title that a document gave a class, by class id: old ones among them."""
        view = self.roster().view(viewer).by_source
        with self._database.read() as connection:
            found = connection.execute(select(tables.aliases).order_by(tables.aliases.c.title)).all()
        titles: dict[str, dict[str, None]] = {}
        for row in found:
            if row.source_id in view:
                titles.setdefault(row.class_id, {})[row.title] = None
        return {class_id: tuple(given) for class_id, given in titles.items()}

    def _live(self, source_id: str, viewer: Viewer) -> Live | None:
        view = self.roster().view(viewer)
        return view.by_source.get(source_id) or view.by_table.get(source_id)

    def _load_parsed(self, source_id: str, generation: str) -> ParsedDocument | None:
        with self._database.read() as connection:
            now = select(tables.sources.c.generation).where(tables.sources.c.source_id == source_id)
            return rows.read_parsed(connection, source_id) if connection.scalar(now) == generation else None


def _haystack(entry: CatalogEntry) -> str:
    return _folded(entry.spec.title, entry.spec.aliases, entry.spec.class_code, entry.agency)


@lru_cache(20_000)
def _folded(title: str, aliases: tuple[str, ...], code: str, agency: str) -> str:
    return " " + fold(" ".join((title, *aliases, code, agency)))
