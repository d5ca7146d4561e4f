"""A process that is killed in mid-write leaves the old version answering, or the new one, and nothing in between."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.vectorstore.documents import CLASSES, parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Viewer

ANYBODY = Viewer()

#: Puts a second version, and stops just before or after the step that it is told.
STOP = """
import os, signal, sys
from pathlib import Path
from tests.vectorstore.documents import parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore import reconcile, writing
from vectorstore.dense import Collection
from vectorstore.index import Index

folder, when, step = sys.argv[1:]
owner, name = {
    "upsert": (Collection, "upsert"),
    "begin": (writing, "begin"),
    "replace": (writing, "replace"),
    "sweep": (reconcile, "sweep"),
    "delete": (Collection, "delete_generations"),
}[step]
done = getattr(owner, name)

def stop(*args, **kwargs):
    if when == "after":
        done(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)

with Index.open(Path(folder), WordHashes()) as index:
    setattr(owner, name, stop)
    index.put(source("bees"), parsed("Bee Keeper", "B200", ("Paints the hives.",)), parsing="p2")
"""

#: Puts version after version, and says so after each.
RUN = """
import sys
from pathlib import Path
from tests.vectorstore.documents import parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index

with Index.open(Path(sys.argv[1]), WordHashes()) as index:
    for number in range(int(sys.argv[2]), 10_000):
        index.put(source("bees"), parsed("Bee Keeper", "B200", (f"Tends hive {number}.",)), parsing=str(number))
        print(number, flush=True)
"""


def stocked(folder: Path) -> None:
    with Index.open(folder, WordHashes()) as index:
        index.put(source("bees"), parsed("Bee Keeper", "B200", ("Harvests honey.",)), parsing="p1")
        index.put(source("boats"), parsed("Ferry Pilot", *CLASSES["Ferry Pilot"]), parsing="p1")


def said(index: Index) -> str:
    """What the class is said to do, after asking every store whether it says the same and nothing else."""
    document = index.catalog.parsed(source("bees").source_id, ANYBODY)
    assert document is not None
    duty = document.statements[0].text
    assert document.document.quote(document.statements[0].span) == duty
    passages = [p for p in index.search(duty, ANYBODY, limit=50) if p.section.kind == "duties"]
    assert sorted(p.text.splitlines()[0] for p in passages) == sorted([CLASSES["Ferry Pilot"][1][0], duty])
    ranked = index.rank_classes((), duty, ANYBODY)
    assert [one.text for one in ranked[0].statements] == [duty]
    return duty


@pytest.mark.parametrize(
    ("step", "when", "survives"),
    [
        ("upsert", "after", "Harvests honey."),
        pytest.param("replace", "before", "Harvests honey.", marks=pytest.mark.long),
        pytest.param("replace", "after", "Harvests honey.", marks=pytest.mark.long),
        ("sweep", "before", "Paints the hives."),
        pytest.param("delete", "after", "Paints the hives.", marks=pytest.mark.long),
    ],
)
def test_a_kill_at_each_step_leaves_one_whole_version(tmp_path: Path, step: str, when: str, survives: str) -> None:
    stocked(tmp_path)
    killed = subprocess.run([sys.executable, "-c", STOP, str(tmp_path), when, step], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Index.open(tmp_path, WordHashes()) as index:
        assert said(index) == survives
        assert index.check() == (), "what the crash left was not swept at the next open"
        index.put(source("bees"), parsed("Bee Keeper", "B200", ("Sells wax.",)), parsing="p3")
        assert said(index) == "Sells wax."
        assert index.check() == ()


def kill_at_random(folder: Path, first: int, delay: float) -> int:
    """Run a writer from version `first` on, kill it some time after its first write; return the last it told of."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(folder), str(first)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline())]
        time.sleep(delay)
        process.kill()
        told += [int(line) for line in process.stdout.read().splitlines()]
    return told[-1]


def run_and_kill(folder: Path, times: int) -> None:
    stocked(folder)
    last, chance = 0, random.Random(7)
    for _ in range(times):
        last = kill_at_random(folder, last + 1, chance.uniform(0, 0.3))
        with Index.open(folder, WordHashes()) as index:
            # What was acknowledged answers; one more may have been written and not told of.
            answered = int(said(index).removesuffix(".").split()[-1])
            assert answered in (last, last + 1)
            assert index.check() == ()
        last = answered


@pytest.mark.long
def test_many_kills_at_random_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    run_and_kill(tmp_path, 100)
