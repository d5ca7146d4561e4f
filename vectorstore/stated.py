"""What documents state, read over all of them at once: facts, statements, labels, and classes named in passing."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Table, Text, func, select, type_coerce

from vectorstore import rows, tables
from vectorstore.database import Database
from vectorstore.folding import fold
from vectorstore.roster import Roster
from vectorstore.spec import OWN_HEADING, OWN_LABEL, CatalogEntry, Described, Fact, Statement, Viewer, speaks_of

_Value = TypeVar("_Value")


class Stated:
    """Reads over all documents of one catalog, as one viewer may see them."""

    def __init__(self, database: Database, roster: Callable[[], Roster]) -> None:
        """Read `database`, of which `roster` returns what is live."""
        self._database = database
        self._roster = roster

    def facts(self, facet: str, viewer: Viewer) -> tuple[tuple[CatalogEntry, Fact], ...]:
        """Return every fact of `facet`, blanks included, with each class that it speaks of.

        What a document says of a class goes before what it says of the whole series.
        """
        found = self._values(tables.facts, Fact, viewer, tables.facts.c.facet == facet)
        told = [(entry, fact) for entry, fact in found if speaks_of(fact.applies_to, entry.spec.ordinal)]
        own = {entry.spec_id for entry, fact in told if fact.applies_to}
        return tuple((entry, fact) for entry, fact in told if fact.applies_to or entry.spec_id not in own)

    def statements(
        self, facet: str, words: Sequence[str], viewer: Viewer
    ) -> tuple[tuple[CatalogEntry, Statement], ...]:
        """Return the statements that speak of `facet` (empty for any) and have all of the folded `words`."""
        said = tables.statements.c
        like = [func.lower(said.text).contains(word, autoescape=True) for word in words]
        if facet:
            like.append(type_coerce(said.facets, Text).contains(f'"{facet}"', autoescape=True))
        found = self._values(tables.statements, Statement, viewer, *like) if facet or words else ()
        return tuple(
            (entry, statement)
            for entry, statement in found
            if speaks_of(statement.applies_to, entry.spec.ordinal) and (not facet or facet in statement.facets)
        )

    def described(self, viewer: Viewer) -> tuple[tuple[CatalogEntry, Described], ...]:
        """Return the classes that documents describe in passing, each with the first class of its document."""
        seen = self._roster().view(viewer).by_source
        columns = rows.columns_of(tables.described, Described)
        with self._database.read() as connection:
            found = connection.execute(select(tables.described.c.source_id, *columns)).all()
        return tuple(
            (seen[source_id].entries[0], Described(*values))
            for source_id, *values in found
            if source_id in seen and seen[source_id].entries
        )

    def own_labels(self, viewer: Viewer) -> frozenset[str]:
        """Return labels and headings that no vocabulary knows, as facets: `label:tool allowance`, `heading:pets`."""
        seen = self._roster().view(viewer).by_source
        facts, sections = tables.facts.c, tables.sections.c
        labels = select(facts.source_id, facts.facet).where(facts.facet.startswith(OWN_LABEL)).distinct()
        headings = select(sections.source_id, sections.heading).where(sections.kind == "", sections.heading != "")
        with self._database.read() as connection:
            found = [facet for source_id, facet in connection.execute(labels) if source_id in seen]
            headed = [fold(heading) for source_id, heading in connection.execute(headings) if source_id in seen]
        return frozenset(found) | {OWN_HEADING + heading for heading in headed if heading}

    def statement_texts(self, viewer: Viewer, shortest: int) -> tuple[tuple[str, str], ...]:
        """Return the source id and the text of every statement of at least `shortest` characters."""
        view = self._roster().view(viewer).by_source
        said = tables.statements.c
        query = select(said.source_id, said.text).where(func.length(said.text) >= shortest)
        with self._database.read() as connection:
            return tuple((source_id, text) for source_id, text in connection.execute(query) if source_id in view)

    def boilerplate(self, viewer: Viewer, shortest: int) -> tuple[tuple[str, str, tuple[str, ...], bool], ...]:
        """Return of every statement of at least `shortest` characters the source id, text, facets and whether it is."""
        view = self._roster().view(viewer).by_source
        said = tables.statements.c
        query = select(said.source_id, said.text, said.facets, said.boilerplate)
        with self._database.read() as connection:
            found = connection.execute(query.where(func.length(said.text) >= shortest)).all()
        return tuple((row[0], row[1], row[2], row[3]) for row in found if row[0] in view)

    def _values(
        self, table: Table, kind: type[_Value], viewer: Viewer, *conditions: ColumnElement[bool]
    ) -> Iterator[tuple[CatalogEntry, _Value]]:
        """Yield the rows of `table` with each class of their source."""
        view = self._roster().view(viewer)
        seen, documents = view.by_source, table.c.source_id.not_in(view.by_table)
        query = select(table.c.source_id, *rows.columns_of(table, kind)).where(documents, *conditions)
        with self._database.read() as connection:
            found = connection.execute(query.order_by(table.c.source_id, table.c.ordinal)).all()
        for source_id, *kept in found:
            if source_id in seen:
                value = kind(*kept)
                yield from ((entry, value) for entry in seen[source_id].entries)
