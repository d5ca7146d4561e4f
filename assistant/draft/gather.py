"""Gather from specs what may be a line of a draft, with the heading that it stands below."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.changes import RECRUITMENT
from assistant.class_view import Spec
from assistant.draft.outline_order import Path
from assistant.draft.outline_parts import Part, parts_of
from assistant.likeness import own_statements
from ingest.alternatives import is_way
from vectorstore.kinds import section_kinds
from vectorstore.spec import Statement
from vectorstore.vocabulary import Vocabulary

#: Facets that speak of how a class came about, which a new one has not.
_OF_THE_PAST = frozenset({"history", "abolished", "title_changed"})


#: Facets that tell the classes of one document apart.
_OF_A_SERIES = frozenset({"scope", "levels"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement of a spec that may be a line of a draft."""

    spec: Spec
    statement: Statement
    rank: int
    """Place of its class among those that are drawn on, from 0."""

    kind: str
    """Facet of its section, or of the one around that; empty for none."""

    part: Part
    """The heading that it stands below."""

    way: str
    """Heading of the way to qualify that it belongs to, as printed, such as "Either I"; empty for none."""

    @property
    def path(self) -> Path:
        """Path of its heading."""
        return self.part.path

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: the id of its spec, and the ordinal of its statement."""
        return self.spec.entry.spec_id, self.statement.ordinal

    @property
    def text(self) -> str:
        """Its words."""
        return self.statement.text


def gathered(specs: Sequence[Spec], vocabulary: Vocabulary) -> list[Clause]:
    """Return the clauses of `specs` (the most similar first), each spec in its own order.

    Left out is what has no word, as a crumb of markup ("--"), what says the
    value of a label, what many documents repeat, what is about a recruitment,
    and what a spec says twice.
    """
    return [clause for rank, spec in enumerate(specs) for clause in _unique(_of(spec, rank, vocabulary))]


def _of(spec: Spec, rank: int, vocabulary: Vocabulary) -> Iterator[Clause]:
    kinds = section_kinds(spec.parsed)
    owner = {ordinal: part for part in parts_of(spec, vocabulary) for ordinal in part.sections}
    opening = frozenset(vocabulary.document["alternatives"])
    not_of_the_work = RECRUITMENT | _OF_THE_PAST | _valued(vocabulary)
    valued = [fact.context for fact in spec.parsed.facts if fact.facet in not_of_the_work]
    for statement in own_statements(spec):
        kind, part = kinds.get(statement.section, ""), owner.get(statement.section)
        inside = any(span.start <= statement.span.start < span.end for span in valued)
        is_of_series = len(spec.parsed.specs) > 1 and kind in _OF_A_SERIES
        is_said = any(map(str.isalnum, statement.text))
        if part is None or inside or not is_said or is_of_series or not_of_the_work & {kind, *part.path}:
            continue
        yield Clause(spec, statement, rank, kind, part, _way(spec, statement, opening))


def _valued(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(key for key, facet in vocabulary.facets.items() if facet.value)


def _way(spec: Spec, statement: Statement, opening: Collection[str]) -> str:
    """The heading of the way to qualify that `statement` is a part of; empty for none."""
    at: int | None = statement.section
    while at is not None:
        section = spec.parsed.sections[at]
        if is_way(section.heading, opening):
            return section.heading.rstrip(" :")
        at = section.parent
    return ""


def _unique(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Leave out what is said twice; in two ways to qualify it is said once of each."""
    seen: set[tuple[str, str, str]] = set()
    for clause in clauses:
        key = clause.kind, clause.way, clause.text.casefold()
        if key not in seen:
            seen.add(key)
            yield clause
