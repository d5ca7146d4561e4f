"""Merge clauses that say the same, so that each is a line once, with every class that says it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.draft.gather import Clause
from assistant.draft.likeness import likenesses
from assistant.draft.taking import origins_of, taken
from assistant.draft.values import ChangeKind, Line
from assistant.draft.wording import changes
from vectorstore.vocabulary import Vocabulary

#: Kinds of changes over which two lines still ask for the same.
_OF_WORDING = frozenset({ChangeKind.WORD, ChangeKind.TITLE})
#: Facets of schooling and experience, and the one of all that is asked for.
ASKING = "requirements"
SCHOOLED = frozenset({ASKING, "education", "experience", "substitution"})


@dataclass(frozen=True, slots=True)
class Merged:
    """Clauses alike, one of each spec; the first is the one whose words count."""

    clauses: tuple[Clause, ...]

    @property
    def first(self) -> Clause:
        """That of the most similar class."""
        return self.clauses[0]

    @property
    def documents(self) -> int:
        """How many documents say it; the levels of one series share theirs."""
        return len({clause.spec.entry.source_id for clause in self.clauses})

    @property
    def kind(self) -> str:
        """Facet that it is of."""
        return self.first.kind

    @property
    def family(self) -> str:
        """Its kind, or that of all that asks for schooling and experience: it is asked for as a whole."""
        return ASKING if self.kind in SCHOOLED else self.kind

    def led_by(self, rank: int) -> "Merged":
        """Return it with the words of the class of that rank, if that says it."""
        return Merged(tuple(sorted(self.clauses, key=lambda clause: (clause.rank != rank, clause.rank))))

    def line(self, line_id: str) -> Line:
        """Return the line that it is: the words of the first with all sources, the spans of a class in their order."""
        line = taken(self.first.spec, self.first.statement, line_id)
        more = (origin for one in self.clauses[1:] for origin in origins_of(one.spec, one.statement.spans))
        return Line(
            line.line_id, line.text, line.provenance, (*line.sources, *more), depth=line.depth, joint=line.joint
        )


def merged(clauses: Sequence[Clause], vocabulary: Vocabulary) -> list[Merged]:
    """Return `clauses` (by rank of their class) with those of one kind and way that are alike as one, by the first."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, clause in enumerate(clauses):
        places[clause.kind, clause.way].append(at)
    groups = [group for of_kind in places.values() for group in _groups(clauses, of_kind, vocabulary)]
    return [Merged(tuple(_one_of_each(clauses[at] for at in group))) for group in sorted(groups)]


def _groups(clauses: Sequence[Clause], places: Sequence[int], vocabulary: Vocabulary) -> list[list[int]]:
    """Put each clause to the first one before it that it is alike, or begin with it."""
    texts = [clauses[at].text for at in places]
    grid = likenesses(texts, texts)
    groups: dict[int, list[int]] = {}
    for row, at in enumerate(places):
        near = (other for other in groups if grid[row, other] and asks_alike(texts[row], texts[other], vocabulary))
        beside = next(near, None)
        groups.setdefault(row if beside is None else beside, []).append(at)
    return list(groups.values())


def asks_alike(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Return whether two lines differ in wording alone: "may" for "must", or another license, is more than that."""
    return one == other or all(change.kind in _OF_WORDING for change in changes(one, other, vocabulary))


def _one_of_each(clauses: Iterable[Clause]) -> Iterator[Clause]:
    seen: set[str] = set()
    for clause in clauses:
        if clause.spec.entry.spec_id not in seen:
            seen.add(clause.spec.entry.spec_id)
            yield clause
