"""How near every class is to a description, line by line: for whoever weighs more than a search does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.dense import Matrix
from vectorstore.matrix import Integers, Stack
from vectorstore.ranking import Signals
from vectorstore.spec import CatalogEntry


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near classes are to a description; one without a statement that counts is as far as can be."""

    entries: tuple[CatalogEntry, ...]
    """The classes, each by its newest document."""

    lines: Matrix
    """Cosine of a class's best statement with each line, shape (classes, lines); 0 where it has none."""

    statements: Integers
    """Ordinal of that statement in its document, shape (classes, lines); -1 where it has none."""

    section: Matrix
    """Cosine of its best section with the whole, shape (classes,); 0 where it has none."""

    lexical: Matrix
    """BM25 of its best section for the words of the whole, shape (classes,); 0 where it has none."""


def near_classes(stack: Stack, signals: Signals, candidates: NDArray[np.bool_]) -> Nearness:
    """Return the `signals` of those classes of `stack` that `candidates` names."""
    places = np.flatnonzero(candidates)
    specs = [stack.specs[int(at)] for at in places]
    winners = signals.winners[places]
    names = np.append(stack.statements.names, -1)
    return Nearness(
        entries=tuple(live.entries[ordinal] for live, ordinal in specs),
        lines=_known(signals.clauses[places]),
        statements=names[winners],
        section=_known(signals.section[places]),
        lexical=_known(signals.lexical[places]),
    )


def _known(values: Matrix) -> Matrix:
    return np.where(np.isfinite(values), values, np.float32(0))
