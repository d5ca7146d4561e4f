"""Choose which of the gathered lines are proposed.

What the most similar class says is the base; what several documents say alike
is added, since it is said of the work and not of the one class. Alternatives
and joined requirements come from one class alone: those of two classes side by
side would ask for both.
"""

from collections.abc import Collection, Iterable, Sequence

from assistant.draft.likeness import likenesses
from assistant.draft.merging import Merged

#: Documents that say a line of another class than the base, at least.
_AGREEING = 3
#: Share of the score of the most similar class that one has at least, to be the base of what that says nothing of.
_NEAR = 0.7


def chosen(groups: Sequence[Merged], scores: Sequence[float]) -> list[Merged]:
    """Return those of `groups` that are proposed, in their order; `scores` are those of the classes, by rank."""
    near = {rank for rank, score in enumerate(scores) if score >= _NEAR * max(scores)}
    base = _bases(one for one in groups if one.first.rank in near)
    kept = [one for one in groups if one.first.rank == base.get(one.kind) or _is_shared(one)]
    return _without_repeats(kept)


def _bases(groups: Iterable[Merged]) -> dict[str, int]:
    """Kind to the rank of the most similar class that says anything of it."""
    found: dict[str, int] = {}
    for one in groups:
        found[one.kind] = min(one.first.rank, found.get(one.kind, one.first.rank))
    return found


def _is_shared(one: Merged) -> bool:
    alone = not one.first.way and not one.first.statement.group
    return alone and one.documents >= _AGREEING


def _without_repeats(groups: Sequence[Merged]) -> list[Merged]:
    """Leave out what another class says alike below another heading."""
    texts = [one.first.text for one in groups]
    grid = likenesses(texts, texts)
    kept: list[int] = []
    for at, one in enumerate(groups):
        if not any(grid[at, other] and groups[other].first.rank != one.first.rank for other in kept):
            kept.append(at)
    return [groups[at] for at in kept]


def ranked(groups: Collection[Merged]) -> list[Merged]:
    """Return `groups` in the order of a draft: those of the most similar class first, each class in its own order."""
    return sorted(groups, key=lambda one: (one.first.rank, one.first.statement.ordinal))
