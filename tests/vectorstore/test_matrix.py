"""Exact scoring: what the matrix says of a class is what its rows, one by one, say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.matrix import Block, Part, Stack, cosines, pairs, stack
from vectorstore.roster import Live
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span

DIMENSIONS = 8


def entry(source_id: str, ordinal: int) -> CatalogEntry:
    spec = ClassSpec(ordinal, f"Class {ordinal}", Span(0, 1, 1), "")
    return CatalogEntry(f"{source_id}-{ordinal}", "c", source_id, "n", "p", "a", DocumentType.SPECIFICATION, spec)


def part(random: np.random.Generator, rows: int, classes: int, name: int) -> Part:
    vectors = random.normal(size=(rows, DIMENSIONS)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    choices: list[tuple[int, ...]] = [(), (0,), (classes - 1,)]
    applies_to = [choices[at] for at in random.integers(0, 3, rows)]
    return Part(vectors, np.arange(name, name + rows), pairs(applies_to, classes))


def blocks(seed: int, sizes: list[tuple[int, int, int]]) -> list[Block]:
    random = np.random.default_rng(seed)
    made = []
    for at, (classes, said, cut) in enumerate(sizes):
        live = Live(str(at), "g", "public", "a", tuple(entry(str(at), ordinal) for ordinal in range(classes)))
        made.append(Block(live, part(random, said, classes, 0), part(random, cut, classes, 1000 * at)))
    return made


SIZES = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5), st.integers(0, 2)), max_size=6)


def by_hand(stacked: Stack, values: np.ndarray) -> list[list[tuple[float, int]]]:
    """Best value and first row that has it, of each class and column."""
    found: list[list[tuple[float, int]]] = []
    rows = stacked.statements
    for spec in range(len(stacked.specs)):
        mine = sorted(int(r) for r, s in zip(rows.row, rows.spec, strict=True) if s == spec)
        found.append(
            [
                max(
                    ((float(values[r, c]), r) for r in mine),
                    key=lambda best: (best[0], -best[1]),
                    default=(-np.inf, -1),
                )
                for c in range(values.shape[1])
            ]
        )
    return found


@settings(deadline=None)
@given(st.integers(0, 1000), SIZES)
def test_the_best_row_of_each_class_is_the_best_by_hand(seed: int, sizes: list[tuple[int, int, int]]) -> None:
    stacked = stack(blocks(seed, sizes), DIMENSIONS)
    queries = np.random.default_rng(seed + 1).normal(size=(2, DIMENSIONS)).astype(np.float32)
    values = cosines(stacked.statements.vectors, queries)
    best, rows = stacked.statements.best(values, len(stacked.specs))
    found = [list(zip(map(float, b), map(int, r), strict=True)) for b, r in zip(best, rows, strict=True)]
    assert found == by_hand(stacked, values)


@settings(deadline=None)
@given(st.integers(0, 1000), SIZES)
def test_stacking_what_was_stacked_changes_nothing(seed: int, sizes: list[tuple[int, int, int]]) -> None:
    once = stack(blocks(seed, sizes), DIMENSIONS)
    twice = stack(list(once.blocks.values()), DIMENSIONS)
    for first, second in ((once.statements, twice.statements), (once.chunks, twice.chunks)):
        assert np.array_equal(first.vectors, second.vectors)
        assert np.array_equal(first.row, second.row)
        assert np.array_equal(first.spec, second.spec)


def test_vectors_are_in_memory_once() -> None:
    stacked = stack(blocks(1, [(1, 3, 1), (2, 4, 2)]), DIMENSIONS)
    for block in stacked.blocks.values():
        assert np.shares_memory(block.statements.vectors, stacked.statements.vectors)
        assert np.shares_memory(block.chunks.vectors, stacked.chunks.vectors)


def test_a_product_in_blocks_is_the_product() -> None:
    random = np.random.default_rng(3)
    vectors = random.normal(size=(5000, 64)).astype(np.float32)
    queries = random.normal(size=(5, 64)).astype(np.float32)
    assert np.allclose(cosines(vectors, queries), vectors @ queries.T, atol=1e-4)
    assert cosines(vectors[:0], queries).shape == (0, 5)


def test_values_are_spread_over_the_rows_of_their_names() -> None:
    stacked = stack(blocks(1, [(1, 0, 2), (1, 0, 2)]), DIMENSIONS)
    column = stacked.chunks.spread({1001: 2.5, 0: 1.5, 77: 9.0})
    assert dict(zip(stacked.chunks.names.tolist(), column[:, 0].tolist(), strict=True)) == {
        0: 1.5, 1: 0.0, 1000: 0.0, 1001: 2.5,
    }  # fmt: skip
