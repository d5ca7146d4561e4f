"""A rebuild or a repair that is killed, or fails, leaves an index that answers as before."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.victims import environment
from tests.vectorstore.documents import CLASSES, parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore import upkeep
from vectorstore.errors import EmbeddingError, ForeignVectorsError, IndexOwnedError
from vectorstore.index import Index
from vectorstore.spec import Viewer

ANYBODY = Viewer()

#: Rebuilds or repairs, and stops just before or after the step that it is told; the second sweep, not the opening's.
STOP = """
import os, signal, sys
from pathlib import Path
from tests.vectorstore.fakes import WordHashes
from vectorstore import folders, lexical, upkeep, writing
from vectorstore.dense import Collection

folder, what, when, step = sys.argv[1:]
owner, name, calls = {
    "upsert": (Collection, "upsert", 1),
    "write graphs": (Collection, "write_graph", 1),
    "full text": (lexical.FullText, "rebuild", 1),
    "mark": (writing, "mark_embedder", 1),
    "sweep": (folders, "sweep", 2),
}[step]
done = getattr(owner, name)

def stop(*args, **kwargs):
    global calls
    calls -= 1
    if calls or when == "after":
        done(*args, **kwargs)
    if not calls:
        os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, stop)
getattr(upkeep, what)(Path(folder), WordHashes(), lambda *_: None)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Index.open(tmp_path, WordHashes()) as index:
        for title, (code, duties) in CLASSES.items():
            index.put(source(title), parsed(title, code, duties), parsing="p1")
    return tmp_path


def answers(folder: Path, name: str = "word-hashes", dimensions: int = 128) -> None:
    with Index.open(folder, WordHashes(name, dimensions)) as index:
        assert index.check() == ()
        for title, (_, duties) in CLASSES.items():
            assert index.search(duties[0], ANYBODY)[0].entry.spec.title == title
            assert index.rank_classes((), duties[0], ANYBODY)[0].entry.spec.title == title


def stores(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name.startswith("vectors"))


def rebuild(folder: Path, embedder: WordHashes) -> list[tuple[str, int, int]]:
    steps: list[tuple[str, int, int]] = []
    upkeep.rebuild(folder, embedder, lambda *step: steps.append(step))
    return steps


def stop(folder: Path, what: str, when: str, step: str) -> None:
    command = [sys.executable, "-c", STOP, str(folder), what, when, step]
    killed = subprocess.run(command, env=environment(), check=False)
    assert killed.returncode == -signal.SIGKILL


def test_a_rebuild_makes_everything_anew_and_leaves_nothing_behind(folder: Path) -> None:
    steps = rebuild(folder, WordHashes())
    assert steps[-1] == ("statements", 12, 12)
    assert stores(folder) == ["vectors-1"]
    answers(folder)
    rebuild(folder, WordHashes())
    assert stores(folder) == ["vectors-2"]
    answers(folder)


def test_a_rebuild_changes_the_embedder(folder: Path) -> None:
    with pytest.raises(ForeignVectorsError, match="index rebuild"):
        Index.open(folder, WordHashes("another", 64))
    with pytest.raises(ForeignVectorsError):
        upkeep.repair(folder, WordHashes("another", 64), lambda *_: None)
    rebuild(folder, WordHashes("another", 64))
    answers(folder, "another", 64)
    with Index.open(folder, WordHashes("another", 64)) as index:
        assert {state.embedder for state in index.catalog.sources()} == {"another"}


@pytest.mark.parametrize(
    ("when", "step", "stays"),
    [
        pytest.param("before", "upsert", "vectors", marks=pytest.mark.long),
        pytest.param("after", "upsert", "vectors", marks=pytest.mark.long),
        pytest.param("after", "write graphs", "vectors", marks=pytest.mark.long),
        ("after", "full text", "vectors"),
        pytest.param("after", "mark", "vectors", marks=pytest.mark.long),
        ("before", "sweep", "vectors-1"),
    ],
)
def test_a_rebuild_killed_at_each_step_leaves_a_whole_index(folder: Path, when: str, step: str, stays: str) -> None:
    stop(folder, "rebuild", when, step)
    answers(folder)
    assert stores(folder) == [stays]
    rebuild(folder, WordHashes())
    answers(folder)


@pytest.mark.long
@pytest.mark.parametrize("step", ["upsert", "mark"])
def test_a_repair_killed_at_each_step_is_done_by_the_next(folder: Path, step: str) -> None:
    with Index.open(folder, WordHashes()) as index:
        index._vectors.statements.delete(list(index._vectors.statements.keys())[:5])
    stop(folder, "repair", "before", step)
    upkeep.repair(folder, WordHashes(), lambda *_: None)
    answers(folder)


def test_a_rebuild_that_fails_changes_nothing(folder: Path) -> None:
    class Failing(WordHashes):
        def embed_documents(self, texts: object) -> object:  # type: ignore[override]
            raise EmbeddingError("the provider is away")

    with pytest.raises(EmbeddingError, match="away"):
        rebuild(folder, Failing("another", 64))
    assert stores(folder) == ["vectors"]
    answers(folder)


def test_what_a_killed_rebuild_left_is_swept_and_strangers_stay(folder: Path) -> None:
    for name in ("vectors-1", "vectors-7", "vectors-old", "vectors-01"):
        (folder / name / "deep").mkdir(parents=True)
    answers(folder)
    assert stores(folder) == ["vectors", "vectors-01", "vectors-old"]


def test_an_index_in_use_is_left_alone(folder: Path) -> None:
    with Index.open(folder, WordHashes(), address="http://127.0.0.1:8000") as index:
        for work in (upkeep.repair, upkeep.rebuild):
            with pytest.raises(IndexOwnedError, match=r"serving at http://127.0.0.1:8000"):
                work(folder, WordHashes(), lambda *_: None)
        assert index.check() == ()
