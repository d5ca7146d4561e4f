"""Find below which heading of an agency a gathered line belongs."""

from collections.abc import Iterable, Sequence

from assistant.draft.gather import Clause
from assistant.draft.outline import Head
from assistant.draft.outline_order import Path
from vectorstore.vocabulary import Vocabulary


def head_for(clause: Clause, heads: Sequence[Head], vocabulary: Vocabulary) -> Head | None:
    """Return the heading that `clause` belongs below; None where the agency has none that would fit.

    The same heading below the same ones; else one that means the same, the
    commonest first; else one whose facet takes in that of the clause.
    """
    if same := next((head for head in heads if head.path == clause.path), None):
        return _narrowed(same, heads)
    key = clause.path[-1]
    if alike := _commonest(head for head in heads if head.path[-1] == key):
        return alike
    if clause.kind != key and (alike := _commonest(head for head in heads if head.kind and head.kind == clause.kind)):
        return alike
    wider = (head for head in heads if head.kind in vocabulary.facets and _takes_in(head.kind, clause, vocabulary))
    return _commonest(wider)


def with_missing(heads: Sequence[Head], clauses: Iterable[Clause], vocabulary: Vocabulary) -> tuple[Head, ...]:
    """Return `heads` with those that `clauses` stand below and the agency has not, as their documents print them.

    One stands below the heading that it has in its document, after what the agency has there; else at the end.
    What no vocabulary knows is left out.
    """
    made = list(heads)
    for clause in clauses:
        part = clause.part
        if not part.kind or head_for(clause, made, vocabulary) is not None:
            continue
        around = part.path[:-1] if any(head.path == part.path[:-1] for head in made) else ()
        path = (*around, part.path[-1])
        after = (
            max(at for at, head in enumerate(made) if head.path[: len(around)] == around) if around else len(made) - 1
        )
        made.insert(after + 1, Head(part.heading, part.kind, len(path), 0.0, path))
    return tuple(made)


def _narrowed(same: Head, heads: Iterable[Head]) -> Head:
    """The heading below `same` that means the same, where there mostly is one: "Knowledge of" below "Knowledge"."""
    path: Path = (*same.path, same.path[-1])
    below = next((head for head in heads if head.path == path), None)
    return below if below is not None and 2 * below.share >= same.share else same


def _commonest(heads: Iterable[Head]) -> Head | None:
    return max(heads, key=lambda head: head.share, default=None)


def _takes_in(kind: str, clause: Clause, vocabulary: Vocabulary) -> bool:
    return clause.kind in vocabulary.facets[kind].includes
