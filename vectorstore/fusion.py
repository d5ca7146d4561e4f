"""Join rankings: pure functions, no storage."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Key = TypeVar("_Key", bound=Hashable)

#: Rank constant of the original method.
_RANK_CONSTANT = 60

#: Spread below which values are taken for equal.
_FLAT = 1e-9


def reciprocal_rank_fusion(rankings: Sequence[Sequence[_Key]]) -> list[tuple[_Key, float]]:
    """Return every key of `rankings`, each best first, with its fused score, best first.

    A key scores the sum of 1 / (60 + rank) over the rankings that have it;
    keys of equal score stay in the order in which they were first met. See
    Cormack, Clarke and Büttcher, *Reciprocal Rank Fusion* (SIGIR 2009).
    """
    scores: dict[_Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(dict.fromkeys(ranking), start=1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (_RANK_CONSTANT + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])


def z_scores(values: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return how many standard deviations each of `values`, shape (n,), is above their mean.

    Values that are all the same tell nothing, and are all zero.
    """
    exact = values.astype(np.float64)
    if not len(exact) or (spread := float(exact.std())) < _FLAT * max(1.0, float(np.abs(exact).max())):
        return np.zeros(len(exact))
    scores: NDArray[np.float64] = (exact - exact.mean()) / spread
    return scores
