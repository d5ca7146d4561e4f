"""What class tables say, as one viewer may see it: by class, by grade, by facet."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.classtables import Held, TableRow, superseded, takes_place
from vectorstore.roster import Live, Roster, View
from vectorstore.spec import CatalogEntry, Fact, ParsedDocument, Viewer
from vectorstore.stated import Stated

#: As many tables stay in memory.
_KEPT = 32

#: Returns the document of a source in a generation, None where that is gone.
Load = Callable[[str, str], ParsedDocument | None]


@dataclass(frozen=True)
class _Loaded:
    """A table in memory."""

    parsed: ParsedDocument
    facts: Mapping[int, tuple[Fact, ...]]
    """Row to its cells."""

    facets: frozenset[str]


class ClassTables:
    """Reads of the class tables of one catalog; safe to call from several threads."""

    def __init__(self, stated: Stated, roster: Callable[[], Roster], load: Load) -> None:
        """Read tables by `load`, `roster` returning what is live, and beside them what documents have `stated`."""
        self._stated = stated
        self._roster = roster
        self._load = load
        self._loaded = lru_cache(_KEPT)(self._read)
        self._held = lru_cache(_KEPT)(self._load_held)

    def rows_of(self, entry: CatalogEntry, viewer: Viewer) -> tuple[TableRow, ...]:
        """Return the rows of the class of `entry`, by its agency and code, those of the oldest table first.

        `entry` is a document's class, or a row of a table itself. A row's title may differ, see `differs`.
        """
        view = self._view(viewer)
        return self._told(view, view.rows.of(entry))

    def rows_of_grade(self, grade: str, viewer: Viewer, entry: CatalogEntry | None = None) -> tuple[TableRow, ...]:
        """Return the rows of tables of grades for `grade` as printed, of the agency of `entry` if there is one."""
        view = self._view(viewer)
        agency = view.rows.agency_of(entry) if entry is not None else None
        return self._told(view, view.rows.of_grade(grade, agency))

    def have_grades(self, viewer: Viewer) -> bool:
        """Return whether any table is one of grades."""
        return self._view(viewer).rows.have_grades

    def newest_of(self, entry: CatalogEntry, viewer: Viewer, *, grades: bool) -> str:
        """Return the date of the newest table of grades, or of classes, of an entry's agency; empty for none."""
        rows = self._view(viewer).rows
        tables = rows.tables_of(rows.agency_of(entry), grades=grades)
        return tables[-1].entries[0].spec.revision if tables else ""

    def differs(self, entry: CatalogEntry, row: TableRow, viewer: Viewer) -> bool:
        """Return whether the title of a row of the class of `entry` cannot name that class."""
        return self._view(viewer).rows.titles_differ(entry, row.entry)

    def unlisted(self, viewer: Viewer) -> tuple[CatalogEntry, ...]:
        """Return the newest row of each class that no document describes."""
        return self._view(viewer).rows.unlisted

    def document_of(self, entry: CatalogEntry, viewer: Viewer) -> CatalogEntry:
        """Return the class with a document that a row is of; `entry` itself where it is no row, or there is none."""
        view = self._view(viewer)
        if entry.source_id not in view.by_table:
            return entry
        return next((one for one in view.entries if entry in view.rows.of(one)), entry)

    def held(self, facet: str, viewer: Viewer) -> tuple[Held, ...]:
        """Return every fact of `facet` of a class that has a document, blanks included: of documents, and of rows.

        Of the rows of a class, those of its newest table that has a column of
        the facet, unless a newer one took that table's place, where the class
        is not in it any more; every revision of the class has them. A `Held`
        says which class is shown and whose source is cited.
        """
        return self._held(facet, viewer, self._roster().number)

    def _load_held(self, facet: str, viewer: Viewer, _changed: int) -> tuple[Held, ...]:
        found = [Held(entry, entry, fact) for entry, fact in self._stated.facts(facet, viewer)]
        view = self._view(viewer)
        having = {
            live.source_id: loaded for live in view.tables if (loaded := self._of(live)) and facet in loaded.facets
        }
        current = having.keys() - superseded([live for live in view.tables if live.source_id in having])
        for entry in view.entries if current else ():
            rows = [row for row in view.rows.of(entry) if row.source_id in having]
            newest = max((row.spec.revision for row in rows), default="")
            for row in rows:
                if row.spec.revision == newest and row.source_id in current:
                    own = having[row.source_id].facts.get(row.spec.ordinal, ())
                    found += [Held(entry, row, fact) for fact in own if fact.facet == facet]
        return tuple(found)

    def successor(self, row: TableRow, facet: str, viewer: Viewer) -> TableRow | None:
        """Return the first row of the newest table that took the place of a row's table for `facet`; None for none."""
        view = self._view(viewer)
        having = [live for live in view.tables if (loaded := self._of(live)) and facet in loaded.facets]
        newer = [live for live in having if takes_place(live, view.by_table[row.entry.source_id])]
        newest = max(newer, key=lambda live: live.entries[0].spec.revision, default=None)
        return self._told(view, newest.entries[:1])[0] if newest is not None else None

    def own_labels(self, viewer: Viewer) -> frozenset[str]:
        """Return the columns that no vocabulary knows, as facets: `label:arcrit`."""
        loaded = (self._loaded(live.source_id, live.generation) for live in self._view(viewer).tables)
        facets = frozenset[str]().union(*(one.facets for one in loaded if one is not None))
        return frozenset(facet for facet in facets if ":" in facet)

    def values(self, facets: Iterable[str], viewer: Viewer) -> frozenset[tuple[str, str]]:
        """Return every value that rows state of `facets`, each with its facet before it."""
        wanted = frozenset(facets)
        tables = (self._of(live) for live in self._view(viewer).tables)
        rows = (row for table in tables if table is not None for row in table.facts.values())
        return frozenset((f.facet, f.value) for row in rows for f in row if f.facet in wanted and f.value)

    def parsed(self, source_id: str, viewer: Viewer) -> ParsedDocument | None:
        """Return a whole table; None where the source is none."""
        live = self._view(viewer).by_table.get(source_id)
        loaded = self._loaded(live.source_id, live.generation) if live is not None else None
        return loaded.parsed if loaded is not None else None

    def _view(self, viewer: Viewer) -> View:
        return self._roster().view(viewer)

    def _told(self, view: View, rows: Iterable[CatalogEntry]) -> tuple[TableRow, ...]:
        found = ((row, self._of(view.by_table.get(row.source_id))) for row in rows)
        return tuple(
            TableRow(row, loaded.parsed, loaded.facts.get(row.spec.ordinal, ()), loaded.facets)
            for row, loaded in found
            if loaded is not None
        )

    def _of(self, live: Live | None) -> _Loaded | None:
        return self._loaded(live.source_id, live.generation) if live is not None else None

    def _read(self, source_id: str, generation: str) -> _Loaded | None:
        parsed = self._load(source_id, generation)
        if parsed is None:
            return None
        facts: dict[int, list[Fact]] = defaultdict(list)
        for fact in parsed.facts:
            for ordinal in fact.applies_to:
                facts[ordinal].append(fact)
        kept = {ordinal: tuple(own) for ordinal, own in facts.items()}
        return _Loaded(parsed, kept, frozenset(fact.facet for fact in parsed.facts))
