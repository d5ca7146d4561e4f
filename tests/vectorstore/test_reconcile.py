"""Whatever of the three stores loses or gains something, a check names it and a repair mends it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vectorstore.documents import CLASSES, parsed, source
from vectorstore import reconcile
from vectorstore.dense import Key
from vectorstore.errors import VectorsError
from vectorstore.index import Index
from vectorstore.lexical import CHUNKS
from vectorstore.spec import Viewer

ANYBODY = Viewer()


def lose_chunk_vectors(index: Index) -> None:
    collection = index._vectors.chunks
    collection.delete(sorted(collection.keys())[:3])


def lose_all_statement_vectors(index: Index) -> None:
    collection = index._vectors.statements
    collection.delete(list(collection.keys()))


def gain_a_vector(index: Index) -> None:
    index._vectors.statements.upsert([Key("nobody", "g", 1)], np.ones((1, 128), np.float32))


def keep_an_old_generation(index: Index) -> None:
    known = min(index._vectors.chunks.keys())
    index._vectors.chunks.upsert([Key(known.source_id, "older", 0)], np.ones((1, 128), np.float32))


def forget_the_generation(index: Index) -> None:
    collection = index._vectors.chunks._collection
    collection.update(ids=collection.get(limit=2)["ids"], metadatas=[{"generation": "another"}] * 2)


def lose_full_text(index: Index) -> None:
    with index._database.write() as connection:
        CHUNKS.drop(connection, source("specs/Bee Keeper.txt").source_id)


def gain_full_text(index: Index) -> None:
    with index._database.write() as connection:
        connection.exec_driver_sql("INSERT INTO chunk_words(rowid, text) VALUES (9999, 'ghost')")


def change_a_text(index: Index) -> None:
    with index._database.write() as connection:
        connection.exec_driver_sql("UPDATE chunks SET text = text || ' ghost' WHERE embedded")


def lose_chunk_rows(index: Index) -> None:
    with index._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM chunks WHERE kind = 'requirements'")


FAULTS: dict[Callable[[Index], None], str] = {
    lose_chunk_vectors: "vectors of chunks missing: 3",
    lose_all_statement_vectors: "vectors of statements missing: 12",
    gain_a_vector: "vectors of statements that belong to no document: 1",
    keep_an_old_generation: "vectors of chunks that belong to no document: 1",
    forget_the_generation: "vectors of chunks missing: 2",
    lose_full_text: "the full text chunk_words does not agree",
    gain_full_text: "the full text chunk_words does not agree",
    change_a_text: "the full text section_words does not agree",
    lose_chunk_rows: "vectors of chunks that belong to no document: 4",
}


def answers(index: Index) -> None:
    """Assert that every class is found by its duties, through all three stores."""
    for title, (_, duties) in CLASSES.items():
        assert index.rank_classes(duties, " ".join(duties), ANYBODY)[0].entry.spec.title == title
        assert index.search(" ".join(duties), ANYBODY)[0].entry.spec.title == title


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_is_named_and_mended(stocked: Index, fault: Callable[[Index], None]) -> None:
    answers(stocked)
    fault(stocked)
    found = stocked.check()
    assert any(FAULTS[fault] in sentence for sentence in found)
    assert stocked.check() == found, "a check changed something"
    assert stocked.repair() == found
    assert stocked.check() == ()
    answers(stocked)


def test_a_whole_index_has_nothing_to_mend(stocked: Index) -> None:
    assert stocked.check() == ()
    assert stocked.repair() == ()
    assert stocked.check() == ()


def test_a_vector_that_no_search_finds_is_named_and_takes_a_new_store(
    stocked: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks = stocked._vectors.chunks
    lost = min(chunks.keys())
    nearest = chunks.nearest

    def blind(vectors: np.ndarray, limit: int) -> list[list[tuple[Key, float]]]:
        return [[(one, cosine) for one, cosine in near if one != lost] for near in nearest(vectors, limit)]

    monkeypatch.setattr(chunks, "nearest", blind)
    assert stocked.check() == ("vectors of chunks not found when looked for, in a sample of 100: 1",)
    with pytest.raises(VectorsError, match="index check --repair"):
        stocked.repair()


def test_a_vector_that_only_a_hasty_search_misses_is_not_lost(stocked: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search of a graph is allowed to miss one now and then."""
    chunks = stocked._vectors.chunks
    nearest = chunks.nearest

    def hasty(vectors: np.ndarray, limit: int) -> list[list[tuple[Key, float]]]:
        return nearest(vectors, limit) if limit > 10 else [[] for _ in vectors]

    monkeypatch.setattr(chunks, "nearest", hasty)
    assert stocked.check() == ()


def test_a_vector_whose_equal_is_found_is_not_lost(index: Index) -> None:
    for path in "abcdefgh":
        index.put(source(path), parsed("Ferry Pilot", "F1", ("Steers the ferry.",)), parsing="p1")
    assert index.check() == ()


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "remove", "lose", "sweep"]), st.sampled_from("abc"), st.integers(0, 3)),
    max_size=7,
)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_after_any_history_a_repaired_index_is_whole(index: Index, steps: list[tuple[str, str, int]]) -> None:
    for step, path, number in steps:
        if step == "put":
            index.put(source(path), parsed(f"Ferry Pilot {path}", path, (f"Steers ferry {number}.",)), parsing="p1")
        elif step == "remove":
            index.remove(source(path).source_id)
        elif step == "lose":
            collection = index._vectors.collections[number % 2]
            collection.delete(sorted(collection.keys())[number:])
        else:
            reconcile.sweep(index._database, index._vectors)
    index.repair()
    assert index.check() == ()
    for entry in index.catalog.entries(ANYBODY):
        assert any(r.entry == entry for r in index.rank_classes((), "steers ferry", ANYBODY, limit=9))
