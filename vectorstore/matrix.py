"""Vectors of many documents in memory, as one matrix that is scored exactly.

What is ranked of one source is a `Block`; blocks are stacked into a `Stack`,
whose rows belong to the classes that they speak of. A block holds views into
the stack's matrix, so that each vector is in memory once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.dense import Matrix
from vectorstore.roster import Live

Integers = NDArray[np.int64]

#: Multiplications in one block of a product; OpenBLAS takes a second thread from twice as many on.
_BLOCK = 1 << 17


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one source: its statements, or its chunks."""

    vectors: Matrix
    """Shape (rows, dimensions), each of length 1."""

    names: Integers
    """What a row is called: a statement's ordinal, a chunk's id in the catalog."""

    pairs: Integers
    """Shape (pairs, 2): row, and ordinal of a class that it speaks of; by class, then row."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is ranked of one source."""

    live: Live
    statements: Part
    chunks: Part


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of many sources, and the classes they speak of."""

    vectors: Matrix
    names: Integers
    row: Integers
    """Row of each pair of row and class; the pairs of a class stand together."""

    spec: Integers
    """Class of each pair, as its place among all classes of the stack."""

    order: Integers
    """Rows by name."""

    def best(self, values: Matrix, specs: int) -> tuple[Matrix, Integers]:
        """Return the best of each class's rows, and which row that is.

        Args:
            values: Value of each row in each of several columns, shape (rows, columns).
            specs: How many classes there are.

        Returns:
            Shape (specs, columns), minus infinity where a class has no row; and
            the row of each, -1 where there is none.
        """
        best = np.full((specs, values.shape[1]), -np.inf, np.float32)
        rows = np.full((specs, values.shape[1]), -1, np.int64)
        if not len(self.row):
            return best, rows
        starts = np.flatnonzero(np.r_[True, self.spec[1:] != self.spec[:-1]])
        paired = values[self.row]
        best[self.spec[starts]] = np.maximum.reduceat(paired, starts, axis=0)
        # A row number only where a row reaches its class's best, so that the least one is the first such row.
        reached = np.where(paired == best[self.spec], self.row[:, None], np.iinfo(np.int64).max)
        rows[self.spec[starts]] = np.minimum.reduceat(reached, starts, axis=0)
        return best, rows

    def spread(self, values: Mapping[int, float]) -> Matrix:
        """Return a column with the value of each row that is called so, zero elsewhere; shape (rows, 1)."""
        column = np.zeros((len(self.names), 1), np.float32)
        if values and len(self.names):
            names = np.fromiter(values, np.int64, len(values))
            places = self.order[np.searchsorted(self.names, names, sorter=self.order).clip(max=len(self.names) - 1)]
            known = self.names[places] == names
            column[places[known], 0] = np.fromiter(values.values(), np.float32, len(values))[known]
        return column


@dataclass(frozen=True, slots=True)
class Stack:
    """The blocks of many sources, ready to be scored."""

    blocks: Mapping[str, Block]
    """Source id to block."""

    specs: tuple[tuple[Live, int], ...]
    """Every class: its source and its ordinal there."""

    statements: Rows
    chunks: Rows


def stack(blocks: Sequence[Block], dimensions: int) -> Stack:
    """Return `blocks` as one stack, each block's vectors now views into it."""
    offsets = np.cumsum([0, *(len(block.live.entries) for block in blocks)])
    statements = _rows([block.statements for block in blocks], offsets, dimensions)
    chunks = _rows([block.chunks for block in blocks], offsets, dimensions)
    viewed: dict[str, Block] = {}
    first = second = 0
    for block in blocks:
        ends = first + len(block.statements.names), second + len(block.chunks.names)
        said = _viewing(block.statements, statements.vectors[first : ends[0]])
        cut = _viewing(block.chunks, chunks.vectors[second : ends[1]])
        viewed[block.live.source_id] = Block(block.live, said, cut)
        first, second = ends
    specs = tuple((block.live, ordinal) for block in blocks for ordinal in range(len(block.live.entries)))
    return Stack(viewed, specs, statements, chunks)


def pairs(applies_to: Sequence[tuple[int, ...]], classes: int) -> Integers:
    """Return the pairs of row and class of a part: its rows' `applies_to`, empty for all of `classes`."""
    found = [
        (ordinal, row)
        for row, ordinals in enumerate(applies_to)
        for ordinal in (ordinals or range(classes))
        if ordinal < classes
    ]
    ordered = np.array(sorted(found), np.int64).reshape(-1, 2)
    return ordered[:, ::-1]


def cosines(vectors: Matrix, queries: Matrix) -> Matrix:
    """Return the cosine of each of `vectors` with each of `queries`, shape (vectors, queries); all of length 1.

    In blocks too small to be split among threads: under load, BLAS's threads
    wait for each other a hundred times as long as one of them would compute.
    """
    found = np.empty((len(vectors), len(queries)), np.float32)
    across = np.ascontiguousarray(queries.T)
    size = max(1, _BLOCK // max(1, queries.size))
    for start in range(0, len(vectors), size):
        np.matmul(vectors[start : start + size], across, out=found[start : start + size])
    return found


def _viewing(part: Part, vectors: Matrix) -> Part:
    return Part(vectors, part.names, part.pairs)


def _rows(parts: Sequence[Part], offsets: Integers, dimensions: int) -> Rows:
    before = np.cumsum([0, *(len(part.names) for part in parts)])
    none = np.empty(0, np.int64)
    names = np.concatenate([none, *(part.names for part in parts)])
    return Rows(
        vectors=np.concatenate(
            [np.empty((0, dimensions), np.float32), *(part.vectors for part in parts if len(part.names))]
        ),
        names=names,
        row=np.concatenate([none, *(part.pairs[:, 0] + start for part, start in zip(parts, before, strict=False))]),
        spec=np.concatenate([none, *(part.pairs[:, 1] + start for part, start in zip(parts, offsets, strict=False))]),
        order=np.argsort(names),
    )
