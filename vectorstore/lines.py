"""Read what many documents say at once: the lines that a list over all classes is judged by.

A line is a statement with the heading that it stands below. To load whole
documents for a question over all of them would take a second; what speaks of
one facet is a small part, and is kept until the catalog changes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, Text, and_, func, or_, select, true, type_coerce

from vectorstore.database import Database
from vectorstore.folding import fold
from vectorstore.roster import Roster
from vectorstore.rows import columns_of
from vectorstore.spec import CatalogEntry, Modality, Section, Span, Statement, Viewer, speaks_of
from vectorstore.tables import facts, sections, sources, statements

_Result = TypeVar("_Result")

#: Facets whose lines are kept in memory, of one state of the catalog.
_KEPT = 16
#: As many ids go into one query.
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A statement, and where it stands."""

    source_id: str
    statement: Statement
    heading: str
    """Heading of its section, as printed."""

    kind: str
    """Facet that the heading means; empty where the vocabulary knows none."""

    path: tuple[str, ...]
    """Headings from the top down to its section's own."""


class Settled(Protocol):
    """Gives a roster that does not change while it is read, see `Catalog.settled`."""

    def __call__(self, read: Callable[[Roster], _Result]) -> _Result:
        """Return what `read` makes of it."""


class Lines:
    """Bulk reads of one catalog."""

    def __init__(self, database: Database, settled: Settled) -> None:
        """Read `database`."""
        self._database = database
        self._settled = settled
        self._of_facet = lru_cache(_KEPT)(self._load_facet)
        self._joined = lru_cache(1)(self._load_joined)
        self._headed = lru_cache(1)(self._load_headed)

    def of_facet(self, facet: str, viewer: Viewer) -> tuple[tuple[CatalogEntry, Line], ...]:
        """Return the lines that speak of `facet`, and those that stand for "none", with each class they speak of."""
        return self._settled(lambda now: tuple(_with_classes(self._of_facet(facet, now.number), now, viewer)))

    def saying(self, words: Sequence[str], viewer: Viewer) -> tuple[tuple[CatalogEntry, Line], ...]:
        """Return the lines that have each of `words` somewhere, in lower case, with each class they speak of."""
        return self._settled(lambda now: tuple(_with_classes(self._load_saying(tuple(words)), now, viewer)))

    def measuring(self, unit: str, viewer: Viewer) -> tuple[tuple[CatalogEntry, Line], ...]:
        """Return the lines that name a number of `unit`, with each class they speak of."""
        named = type_coerce(statements.c.numbers, Text).contains(f'"{unit}"', autoescape=True)
        return self._settled(lambda now: tuple(_with_classes(self._load(named), now, viewer)))

    def joined(self) -> Mapping[tuple[str, int], tuple[Statement, ...]]:
        """Return by source id and ordinal every statement's run of those that "or" joins, it itself among them."""
        return self._settled(lambda now: self._joined(now.number))

    def headed(self, beginnings: Iterable[str], viewer: Viewer) -> tuple[tuple[str, Section], ...]:
        """Return the sections, each with its source id, whose headings begin with one of the words `beginnings`."""
        words = tuple(sorted(beginnings))

        def read(now: Roster) -> tuple[tuple[str, Section], ...]:
            seen = now.view(viewer).by_source
            return tuple(found for found in self._headed(words, now.number) if found[0] in seen)

        return self._settled(read)

    def headings(self, viewer: Viewer) -> tuple[tuple[CatalogEntry, str, str], ...]:
        """Return the headings of documents as printed, each with a class it is of and the facet that it means."""
        of = sections.c
        query = select(of.source_id, of.applies_to, of.kind, of.heading).where(of.heading != "").distinct()
        with self._database.read() as connection:
            found = connection.execute(query).all()
        seen = self._settled(lambda now: now.view(viewer).by_source)
        return tuple(
            (entry, kind, heading)
            for source_id, applies_to, kind, heading in found
            if source_id in seen
            for entry in seen[source_id].entries
            if speaks_of(applies_to, entry.spec.ordinal)
        )

    def values(self, facets: Iterable[str], viewer: Viewer) -> Mapping[str, tuple[str, ...]]:
        """Return every folded value that facts of `facets` state, with the facets that it is of."""
        query = select(facts.c.source_id, facts.c.facet, facts.c.value).where(facts.c.facet.in_(tuple(facets)))
        with self._database.read() as connection:
            found = connection.execute(query.where(facts.c.value != "").distinct()).all()
        seen = self._settled(lambda now: now.view(viewer).by_source)
        stated: dict[str, dict[str, None]] = {}
        for source_id, facet, value in found:
            if source_id in seen:
                stated.setdefault(fold(value), {})[facet] = None
        return {value: tuple(of) for value, of in stated.items()}

    def quotes(self, places: Sequence[tuple[str, Span]]) -> list[str]:
        """Return the verbatim text of each place, a source id and a span; empty where the source is gone."""
        wanted = list(dict.fromkeys(source_id for source_id, _ in places))
        texts: dict[str, str] = {}
        with self._database.read() as connection:
            for start in range(0, len(wanted), _PAGE):
                page = sources.c.source_id.in_(wanted[start : start + _PAGE])
                query = select(sources.c.source_id, sources.c.text).where(page)
                texts.update((source_id, text) for source_id, text in connection.execute(query))
        return [texts.get(source_id, "")[span.start : span.end] for source_id, span in places]

    def _load_facet(self, facet: str, _changed: int) -> tuple[Line, ...]:
        speaks = type_coerce(statements.c.facets, Text).contains(f'"{facet}"', autoescape=True)
        return tuple(self._load(or_(speaks, statements.c.modality == Modality.STATED)))

    def _load_saying(self, words: tuple[str, ...]) -> tuple[Line, ...]:
        lower = func.lower(statements.c.text)
        return tuple(self._load(and_(true(), *(lower.contains(word, autoescape=True) for word in words))))

    def _load(self, condition: ColumnElement[bool]) -> Iterator[Line]:
        said = statements.c
        where = and_(sections.c.source_id == said.source_id, sections.c.ordinal == said.section)
        columns = [sections.c.heading, sections.c.kind, sections.c.path]
        query = select(said.source_id, *columns, *columns_of(statements, Statement)).join_from(
            statements, sections, where
        )
        with self._database.read() as connection:
            found = connection.execute(query.where(condition).order_by(said.source_id, said.ordinal))
            for source_id, heading, kind, path, *values in found:
                yield Line(source_id, Statement(*values), heading, kind, path)

    def _load_headed(self, beginnings: tuple[str, ...], _changed: int) -> tuple[tuple[str, Section], ...]:
        heading = func.lower(sections.c.heading)
        begins = or_(*(heading.startswith(word, autoescape=True) for word in beginnings))
        query = select(sections.c.source_id, *columns_of(sections, Section)).where(begins)
        with self._database.read() as connection:
            found = connection.execute(query.order_by(sections.c.source_id, sections.c.ordinal))
            return tuple((source_id, Section(*values)) for source_id, *values in found)

    def _load_joined(self, _changed: int) -> Mapping[tuple[str, int], tuple[Statement, ...]]:
        before = statements.alias()
        follows = and_(before.c.source_id == statements.c.source_id, before.c.ordinal == statements.c.ordinal - 1)
        query = select(statements.c.source_id, *columns_of(statements, Statement)).join_from(
            statements, before, follows, isouter=True
        )
        joined = or_(statements.c.group == "or", before.c.group == "or")
        runs: list[tuple[str, list[Statement]]] = []
        with self._database.read() as connection:
            found = connection.execute(query.where(joined).order_by(statements.c.source_id, statements.c.ordinal))
            for source_id, *values in found:
                statement = Statement(*values)
                if runs and runs[-1][0] == source_id and _goes_on(runs[-1][1][-1], statement):
                    runs[-1][1].append(statement)
                else:
                    runs.append((source_id, [statement]))
        return {(source_id, one.ordinal): tuple(run) for source_id, run in runs for one in run if len(run) > 1}


def _goes_on(before: Statement, after: Statement) -> bool:
    joined = before.group == "or" and before.section == after.section
    return joined and before.ordinal + 1 == after.ordinal


def _with_classes(lines: Iterable[Line], now: Roster, viewer: Viewer) -> Iterator[tuple[CatalogEntry, Line]]:
    seen = now.view(viewer).by_source
    for line in lines:
        live = seen.get(line.source_id)
        for entry in live.entries if live is not None else ():
            if speaks_of(line.statement.applies_to, entry.spec.ordinal):
                yield entry, line
