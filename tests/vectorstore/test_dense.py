"""The vectors that Chroma gives back are those it was given, and its failures are ours."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import chromadb.errors
import numpy as np
import pytest

from vectorstore import dense
from vectorstore.dense import Collection, Key, Vectors, key
from vectorstore.errors import VectorsError

DIMENSIONS = 16


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[Vectors]:
    opened = Vectors(tmp_path / "vectors", "test")
    yield opened
    opened.close()


@pytest.fixture
def collection(vectors: Vectors) -> Collection:
    return vectors.chunks


def some(count: int, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSIONS)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def keys(count: int, generation: str = "g1") -> list[Key]:
    return [Key("source", generation, ordinal) for ordinal in range(count)]


def test_a_key_is_its_id_and_back() -> None:
    assert str(Key("a1b2", "f00", 12)) == "a1b2:f00:12"
    assert key("a1b2:f00:12") == Key("a1b2", "f00", 12)


def test_vectors_come_back_by_key(collection: Collection) -> None:
    made = some(20)
    collection.upsert(keys(20), made)
    found = collection.get([*keys(25)[15:], Key("other", "g1", 0)])
    assert set(found) == set(keys(20)[15:])
    for one in found:
        assert np.allclose(found[one], made[one.ordinal], atol=1e-6)
    assert collection.count() == 20
    assert set(collection.keys()) == set(keys(20))


def test_the_nearest_are_those_of_the_largest_cosine(collection: Collection) -> None:
    made, queries = some(200), some(5, seed=1)
    collection.upsert(keys(200), made)
    for query, near in zip(queries, collection.nearest(queries, 10), strict=True):
        cosines = made @ query
        assert [one.ordinal for one, _ in near] == np.argsort(-cosines)[:10].tolist()
        assert [cosine for _, cosine in near] == pytest.approx(sorted(cosines, reverse=True)[:10], abs=1e-5)


def test_more_than_there_are_is_all_there_are(collection: Collection) -> None:
    assert collection.nearest(some(1), 5) == [[]]
    assert collection.nearest(some(0), 5) == []
    collection.upsert(keys(7), some(7))
    assert len(collection.nearest(some(1), 500)[0]) == 7


def test_a_search_may_be_told_which_generations_to_look_at(collection: Collection) -> None:
    for generation in ("g1", "g2", "g3"):
        collection.upsert(keys(4, generation), some(4, seed=int(generation[1])))
    (near,) = collection.nearest(some(1, seed=1), 50, ["g2", "g3", "never"])
    assert {one.generation for one, _ in near} == {"g2", "g3"}
    assert len(near) == 8


def test_a_second_write_replaces_the_first(collection: Collection) -> None:
    collection.upsert(keys(3), some(3))
    collection.upsert(keys(3), some(3, seed=9))
    assert collection.count() == 3
    assert np.allclose(collection.get(keys(3))[keys(3)[0]], some(3, seed=9)[0], atol=1e-6)


def test_a_generation_goes_as_one(collection: Collection) -> None:
    for generation in ("g1", "g2", "g3"):
        collection.upsert(keys(4, generation), some(4))
    collection.delete_generations(["g1", "g3", "never"])
    assert set(collection.keys()) == set(keys(4, "g2"))
    collection.delete_generations([])
    collection.delete([*keys(2, "g2"), *keys(2, "never")])
    assert set(collection.keys()) == set(keys(4, "g2")[2:])


def test_more_rows_than_a_page_take_several_calls(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "PAGE", 10)
    collection.upsert(keys(35), some(35))
    assert len(collection.get(keys(35))) == 35
    assert sorted(collection.keys()) == keys(35)
    collection.delete(keys(35)[:30])
    assert sorted(collection.keys()) == keys(35)[30:]


def test_as_many_as_chroma_would_refuse_at_once(collection: Collection) -> None:
    """Chroma itself takes 5,461 rows a write, hence the page."""
    collection.upsert(keys(5600), some(5600))
    assert collection.count() == len(set(collection.keys())) == 5600


def test_both_collections_are_apart_and_outlive_the_process(tmp_path: Path) -> None:
    first = Vectors(tmp_path, "test")
    first.chunks.upsert(keys(2), some(2))
    first.statements.upsert(keys(3), some(3))
    first.close()
    second = Vectors(tmp_path, "test")
    assert [collection.count() for collection in second.collections] == [2, 3]
    second.close()


def test_another_embedder_is_refused(tmp_path: Path) -> None:
    Vectors(tmp_path, "one").close()
    with pytest.raises(VectorsError, match="made by 'one', the embedder is 'two'"):
        Vectors(tmp_path, "two")
    Vectors(tmp_path, "one").close()


def test_vectors_of_another_length_are_refused(collection: Collection) -> None:
    collection.upsert(keys(2), some(2))
    with pytest.raises(VectorsError, match="dimension"):
        collection.upsert(keys(1), np.ones((1, DIMENSIONS + 1), np.float32))


def test_a_broken_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database at all " * 100)
    with pytest.raises(VectorsError, match=str(tmp_path)):
        Vectors(tmp_path, "test")


CALLS: dict[str, Callable[[Collection], object]] = {
    "upsert": lambda collection: collection.upsert(keys(1), some(1)),
    "delete": lambda collection: collection.delete(keys(1)),
    "delete_generations": lambda collection: collection.delete_generations(["g1"]),
    "get": lambda collection: collection.get(keys(1)),
    "keys": lambda collection: list(collection.keys()),
    "noted": lambda collection: list(collection.noted()),
    "write_graph": lambda collection: collection.write_graph(),
    "write_graph_after": lambda collection: collection.write_graph_after(5),
    "nearest": lambda collection: collection.nearest(some(1), 1),
    "count": lambda collection: collection.count(),
}


def test_every_method_has_its_failures_tested() -> None:
    public = {name for name, value in vars(Collection).items() if callable(value) and not name.startswith("_")}
    assert public == set(CALLS)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "error", [chromadb.errors.InternalError("disk full"), ValueError("odd"), RuntimeError("rust"), OSError("gone")]
)
def test_no_failure_of_chroma_leaves_as_its_own(call: str, error: Exception) -> None:
    class Failing:
        configuration_json: ClassVar[dict[str, object]] = {}

        def __getattr__(self, name: str) -> Callable[..., object]:
            def fail(**_: object) -> object:
                raise error

            return fail

    with pytest.raises(VectorsError, match=str(error.args[0])):
        CALLS[call](Collection("chunks", Failing()))  # type: ignore[arg-type]
