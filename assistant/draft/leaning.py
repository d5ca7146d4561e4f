"""Lines that say nothing without the one before, such as "However, they cannot be …": both are proposed, or none."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.draft.likeness import likenesses
from assistant.draft.merging import Merged
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Where a statement stands: the id of its spec, and its ordinal there.
Place = tuple[str, int]


def leans(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a line leans, by the words that it begins with, on the one before it."""
    return f"{fold(text)} ".startswith(_openings(vocabulary))


def with_ground(picked: Sequence[Merged], found: Sequence[Merged], vocabulary: Vocabulary) -> list[Merged]:
    """Return `picked`, in the order of a draft, with each line that leans right behind what it leans on.

    That is the line before it in a class that says both, or one of `picked`
    alike; where none is, that line comes too. Where the class has none below
    that heading, the line that leans is left out.
    """
    kept = [one for one in picked if not leans(one.first.text, vocabulary)]
    owner = {clause.place: one for groups in (found, picked) for one in groups for clause in one.clauses}
    behind: dict[Place, list[Merged]] = defaultdict(list)
    for one in picked:
        pair = _grounded(one, owner, kept) if leans(one.first.text, vocabulary) else None
        if pair is not None:
            ground, led = pair
            ground = _said_by(ground, kept)
            if ground not in kept:
                kept.append(ground)
            behind[ground.first.place].append(led)
    kept.sort(key=lambda one: (one.first.rank, one.first.statement.ordinal))
    return [each for one in kept for each in (one, *behind[one.first.place])]


def _grounded(one: Merged, owner: Mapping[Place, Merged], kept: Sequence[Merged]) -> tuple[Merged, Merged] | None:
    """What `one` leans on, and itself in the words of the class that says so; None for nothing it could lean on."""
    pairs = list(_pairs(one, owner))
    return next((pair for pair in pairs if pair[0] in kept), next(iter(pairs), None))


def _pairs(one: Merged, owner: Mapping[Place, Merged]) -> Iterator[tuple[Merged, Merged]]:
    for clause in one.clauses:
        spec_id, ordinal = clause.place
        ground = owner.get((spec_id, ordinal - 1))
        if ground is not None and ground.kind == one.kind and ground.first.path == clause.path:
            yield ground, one.led_by(clause.rank)


def _said_by(ground: Merged, kept: Sequence[Merged]) -> Merged:
    """The line of `kept` that says the same as `ground`, else that itself."""
    if not kept or ground in kept:
        return ground
    (row,) = likenesses([ground.first.text], [one.first.text for one in kept])
    return kept[int(row.argmax())] if row.max() else ground


@lru_cache(4)
def _openings(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(f"{fold(words)} " for words in vocabulary.drafting["leaning"])
