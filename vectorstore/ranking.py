"""Rank classes by how well their statements fit a described duty.

The question is cut into clauses. A class scores the sum over the clauses of
its best statement's cosine (MaxSim, as in Khattab and Zaharia's *ColBERT*,
SIGIR 2020), the cosine of its section, of its best statement for the whole
question, and the BM25 of its section's text: each as its z-score over all
candidates, so that none outweighs the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.dense import Matrix
from vectorstore.fusion import z_scores
from vectorstore.matrix import Rows, Stack, cosines


@dataclass(frozen=True, slots=True)
class Question:
    """A described duty, ready to be scored."""

    clauses: Matrix
    """Vector of each clause, shape (clauses, dimensions)."""

    whole: Matrix
    """Vector of the whole question, shape (1, dimensions)."""

    lexical: Mapping[int, float]
    """BM25 of sections by the id of their chunk."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A class of a stack with its score."""

    place: int
    """Place in the stack's `specs`."""

    score: float
    similarity: float
    """Mean over the clauses of the best statement's cosine."""

    statements: tuple[int, ...]
    """Ordinals of the statements that won a clause, best first."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for each class of a stack, as far as it has anything that is scored; else minus infinity."""

    clauses: Matrix
    """Cosine of its best statement with each clause, shape (classes, clauses)."""

    winners: NDArray[np.int64]
    """Row of that statement, -1 for none; shape (classes, clauses)."""

    whole: Matrix
    """Cosine of its best statement with the whole question, shape (classes,)."""

    section: Matrix
    """Cosine of its best section with the whole question, shape (classes,)."""

    lexical: Matrix
    """BM25 of its best section, shape (classes,)."""


def signals(stack: Stack, question: Question) -> Signals:
    """Return what speaks for each class of `stack`."""
    specs, rows = len(stack.specs), stack.statements
    queries = np.concatenate([question.clauses, question.whole])
    best, winners = rows.best(cosines(rows.vectors, queries), specs)
    section = _of_sections(stack.chunks, cosines(stack.chunks.vectors, question.whole), specs)
    lexical = _of_sections(stack.chunks, stack.chunks.spread(question.lexical), specs)
    return Signals(best[:, :-1], winners[:, :-1], best[:, -1], section, lexical)


def rank(stack: Stack, question: Question, candidates: NDArray[np.bool_], limit: int) -> list[Ranked]:
    """Return the best `limit` classes of `stack`, best first.

    Args:
        stack: What is scored.
        question: What it is scored against.
        candidates: Whether each of the stack's classes may be returned; only
            those are compared with each other.
        limit: How many classes to return at most.
    """
    found = signals(stack, question)
    places = np.flatnonzero(candidates & np.isfinite(found.whole))
    clauses = found.clauses[places]
    told = (clauses.sum(axis=1), found.whole[places], _filled(found.section[places]), _filled(found.lexical[places]))
    scores = np.sum([z_scores(signal) for signal in told], axis=0)
    order = np.argsort(-scores, kind="stable")[:limit]
    return [
        Ranked(
            place=int(places[at]),
            score=float(scores[at]),
            similarity=float(clauses[at].mean()),
            statements=_best_first(stack.statements, found.winners[places[at]], clauses[at]),
        )
        for at in order
    ]


def _of_sections(rows: Rows, values: Matrix, specs: int) -> Matrix:
    return rows.best(values, specs)[0][:, 0]


def _filled(values: Matrix) -> Matrix:
    """Return `values` with the least of them where a class has none: no section is no better than the worst."""
    known = values[np.isfinite(values)]
    return np.where(np.isfinite(values), values, known.min() if len(known) else 0.0)


def _best_first(rows: Rows, winners: NDArray[np.int64], cosines: Matrix) -> tuple[int, ...]:
    order: Sequence[int] = np.argsort(-cosines, kind="stable").tolist()
    return tuple(dict.fromkeys(int(rows.names[winners[at]]) for at in order))
