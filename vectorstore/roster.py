"""What the catalog holds at one moment, in memory: the sources that are live and the classes they describe.

Most questions begin with every title there is; a roster answers them without
a query, and a new one takes over from the last whatever did not change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, select

from vectorstore import tables
from vectorstore.classtables import Rows
from vectorstore.joining import agency_key
from vectorstore.rows import columns_of
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Viewer

#: As many ids go into one query.
_PAGE = 500
#: A search that looks at everything finds little of a smaller share than this.
_NARROW = 0.2
#: As many viewers' views of one roster are kept.
_VIEWS = 64


@dataclass(frozen=True, slots=True)
class Live:
    """One source that answers."""

    source_id: str
    generation: str
    audience: str
    agency: str
    """Key of its agency."""

    entries: tuple[CatalogEntry, ...]
    """Its classes, by their ordinal in the document."""

    path: str = ""
    """Where its file is."""

    is_table: bool = False
    """It is a class table: its entries are rows."""


@dataclass(frozen=True)
class Roster:
    """Every live source at one moment."""

    number: int
    """How often the catalog had changed by then."""

    live: Mapping[str, Live]
    """Source id to source, in no order that means anything; class tables are not among them."""

    tables: Mapping[str, Live] = field(default_factory=dict)
    """Source id to class table."""

    _views: dict[Viewer, "View"] = field(default_factory=dict, compare=False, repr=False)

    def view(self, viewer: Viewer) -> "View":
        """Return what `viewer` may see of it."""
        found = self._views.get(viewer)
        if found is None:
            seen, tables = (tuple(_seen(all_.values(), viewer)) for all_ in (self.live, self.tables))
            found = View(seen, len(self.live), tables)
            if len(self._views) >= _VIEWS:
                self._views.clear()
            self._views[viewer] = found
        return found


@dataclass(frozen=True)
class View:
    """What one viewer may see of a roster."""

    sources: tuple[Live, ...]
    documents: int
    """How many sources there are for everybody together."""

    tables: tuple[Live, ...] = ()
    """The class tables; nothing but the look-ups of `rows` says anything of them."""

    @property
    def share(self) -> float:
        """Share of all sources that these are, 0 to 1."""
        return len(self.sources) / max(1, self.documents)

    @property
    def is_narrow(self) -> bool:
        """Whether it is so small a part of the whole that a search must be told what to look at."""
        return self.share < _NARROW and len(self.sources) <= _PAGE

    @cached_property
    def by_source(self) -> Mapping[str, Live]:
        """Source id to source."""
        return {live.source_id: live for live in self.sources}

    @cached_property
    def by_table(self) -> Mapping[str, Live]:
        """Source id to class table."""
        return {live.source_id: live for live in self.tables}

    @cached_property
    def rows(self) -> Rows:
        """The rows of the class tables, by the classes that they are of."""
        return Rows(self.entries, {**self.by_source, **self.by_table}, self.tables)

    def live(self, source_id: str, generation: str) -> Live | None:
        """Return the source if this generation of it is live and seen."""
        found = self.by_source.get(source_id)
        return found if found is not None and found.generation == generation else None

    @cached_property
    def entries(self) -> tuple[CatalogEntry, ...]:
        """Every class, by title, agency and revision; of documents of one date, that of the fewest classes first."""
        found = [(entry, len(live.entries)) for live in self.sources for entry in live.entries]
        return tuple(entry for entry, _ in sorted(found, key=_order))

    @cached_property
    def by_spec(self) -> Mapping[str, CatalogEntry]:
        """Spec id to class, or to the row of a class table."""
        rows = {entry.spec_id: entry for live in self.tables for entry in live.entries}
        return rows | {entry.spec_id: entry for entry in self.entries}

    @cached_property
    def current(self) -> frozenset[str]:
        """Spec ids of the newest revision of each class."""
        newest: dict[str, CatalogEntry] = {}
        for entry in self.entries:
            known = newest.get(entry.class_id)
            if known is None or entry.spec.revision > known.spec.revision:
                newest[entry.class_id] = entry
        return frozenset(entry.spec_id for entry in newest.values())

    @cached_property
    def current_sources(self) -> frozenset[str]:
        """Ids of the sources that describe a class in its newest revision."""
        return frozenset(entry.source_id for entry in self.entries if entry.spec_id in self.current)


def load(connection: Connection, before: Roster) -> Roster:
    """Return the roster of now, taking what is unchanged from `before`."""
    number = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == "changed"))
    columns = [tables.sources.c[name] for name in ("source_id", "generation", "path")]
    states = connection.execute(select(*columns)).all()
    was = {**before.live, **before.tables}
    kept = {
        source_id: known
        for source_id, generation, path in states
        if (known := was.get(source_id)) is not None and (known.generation, known.path) == (generation, path)
    }
    now = kept | _load_live(connection, [source_id for source_id, *_ in states if source_id not in kept])
    documents, of_rows = ({key: live for key, live in now.items() if live.is_table == one} for one in (False, True))
    return Roster(number or 0, documents, of_rows)


def _load_live(connection: Connection, source_ids: list[str]) -> dict[str, Live]:
    found: dict[str, Live] = {}
    for start in range(0, len(source_ids), _PAGE):
        page = source_ids[start : start + _PAGE]
        entries = _load_entries(connection, page)
        names = ("source_id", "generation", "audience", "agency_key", "path", "type")
        columns = [tables.sources.c[name] for name in names]
        for row in connection.execute(select(*columns).where(tables.sources.c.source_id.in_(page))):
            source_id, generation, audience, agency, path, kind = row
            own = tuple(entries.get(source_id, ()))
            is_table = kind is DocumentType.TABLE
            found[source_id] = Live(source_id, generation, audience, agency, own, path, is_table)
    return found


def _load_entries(connection: Connection, source_ids: Iterable[str]) -> dict[str, list[CatalogEntry]]:
    origin, spec = tables.sources.c, tables.specs.c
    head = [spec.spec_id, spec.class_id, origin.source_id, origin.name, origin.path]
    query = (
        select(*head, origin.document_agency, origin.agency, origin.type, *columns_of(tables.specs, ClassSpec))
        .join_from(tables.specs, tables.sources)
        .where(origin.source_id.in_(source_ids))
        .order_by(origin.source_id, spec.ordinal)
    )
    found: dict[str, list[CatalogEntry]] = {}
    for spec_id, class_id, source_id, name, path, printed, given, kind, *values in connection.execute(query):
        entry = CatalogEntry(
            spec_id, class_id, source_id, name, path, printed or given, DocumentType(kind), ClassSpec(*values)
        )
        found.setdefault(source_id, []).append(entry)
    return found


def _seen(sources: Iterable[Live], viewer: Viewer) -> Iterable[Live]:
    agency = None if viewer.agency is None else agency_key(viewer.agency)
    return (live for live in sources if live.audience in viewer.groups and agency in (None, live.agency))


def _order(found: tuple[CatalogEntry, int]) -> tuple[str, str, str, int, str, str]:
    entry, beside = found
    title, agency = entry.spec.title.casefold(), entry.agency.casefold()
    return (title, agency, entry.spec.revision, beside, entry.source_path, entry.spec_id)
