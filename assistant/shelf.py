"""The documents that one viewer may see, and those of a class at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.class_view import Spec
from assistant.ladder import Ladder, Ladders
from assistant.when import When, of_time, revisions
from vectorstore.classtables import TableRow
from vectorstore.spec import CatalogEntry, Statement, Viewer
from vectorstore.vocabulary import Vocabulary

if TYPE_CHECKING:
    # The vector store takes a second to load, and memory; whoever hands its work to a server needs neither.
    from vectorstore.index import Index

_MOST_DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """Takes class specs from the catalog for one viewer."""

    index: "Index"
    vocabulary: Vocabulary
    viewer: Viewer
    ladders: Callable[[], Ladders] | None = None
    """The ladders of all its classes, kept from one question to the next; None for none kept."""

    @property
    def entries(self) -> tuple[CatalogEntry, ...]:
        """Every class spec that the viewer may see, by title."""
        return self.index.catalog.entries(self.viewer)

    def ladder(self, entry: CatalogEntry) -> Ladder:
        """Return what stands around a class."""
        return self.all_ladders.of(entry)

    @property
    def all_ladders(self) -> Ladders:
        """The ladders of all classes."""
        return self.ladders() if self.ladders is not None else ladders_of(self.index, self.viewer, self.vocabulary)

    def spec(self, entry: CatalogEntry) -> Spec | None:
        """Return the class spec of `entry`, or None where its document was removed meanwhile."""
        parsed = self.index.catalog.parsed(entry.source_id, self.viewer)
        return Spec(entry, parsed) if parsed is not None else None

    def specs(self, entries: Iterable[CatalogEntry]) -> list[Spec]:
        """Return the class specs of `entries` that are still there, in their order."""
        return [spec for entry in entries if (spec := self.spec(entry)) is not None]

    def by_id(self, spec_ids: Iterable[str]) -> dict[str, Spec]:
        """Return the class specs of these ids that are there."""
        found = (self.index.catalog.entry(spec_id, self.viewer) for spec_id in spec_ids)
        return {spec.entry.spec_id: spec for spec in self.specs(entry for entry in found if entry is not None)}

    def documents(self, entry: CatalogEntry) -> tuple[CatalogEntry, ...]:
        """Return the dated documents of a class, the oldest first."""
        return revisions(entry, self.entries)

    def dated(self, spec: Spec) -> list[Spec]:
        """Return the dated documents of a class, the oldest first; the one it has where that has no date."""
        return self.specs(self.documents(spec.entry)) or [spec]

    def then(self, spec: Spec, when: When | None) -> list[Spec]:
        """Return the newest documents of a class that a time asks for; one without a date is of any time."""
        dated = self.documents(spec.entry)
        return self.specs(of_time(when, dated))[-_MOST_DOCUMENTS:] if when is not None and dated else [spec]

    def rows(self, entry: CatalogEntry) -> tuple[TableRow, ...]:
        """Return the rows of class tables that are of the class of `entry`, those of the oldest table first."""
        return self.index.catalog.tables.rows_of(entry, self.viewer)

    def rows_of_grade(self, grade: str, entry: CatalogEntry | None = None) -> tuple[TableRow, ...]:
        """Return the rows of tables of grades for `grade`, of the agency of `entry` if there is one."""
        return self.index.catalog.tables.rows_of_grade(grade, self.viewer, entry)

    def successor(self, row: TableRow, facet: str) -> TableRow | None:
        """Return a row of the table that took the place of a row's table for `facet`; None for none."""
        return self.index.catalog.tables.successor(row, facet, self.viewer)

    def is_retitled(self, entry: CatalogEntry, row: TableRow) -> bool:
        """Return whether the title of a row cannot name the class of `entry`, whose code it has."""
        return self.index.catalog.tables.differs(entry, row, self.viewer)


def ladders_of(index: "Index", viewer: Viewer, vocabulary: Vocabulary) -> Ladders:
    """Return the ladders of all classes that a viewer may see, from the catalog as it is now."""
    catalog = index.catalog

    def statements(facet: str, words: Sequence[str]) -> tuple[tuple[CatalogEntry, Statement], ...]:
        return catalog.stated.statements(facet, words, viewer)

    described = catalog.stated.described(viewer)
    return Ladders(catalog.entries(viewer), catalog.titles(viewer), statements, described, vocabulary)
