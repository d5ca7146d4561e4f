"""Ingestions killed at random moments: what was acknowledged answers, nothing is half in, and a repair mends the rest.

`JOBCLASS_FAULT_SEED` repeats a run whose seed was printed, `JOBCLASS_FAULT_RUNS` says how many kills.
"""

import os
import random
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.faults.reference import Reference
from tests.faults.site import Site
from tests.faults.victims import Moment, run, some_moment
from vectorstore.embedder import Embedder

EXAMPLES = Path(__file__).parents[2] / "ingest" / "examples"

#: An index is begun afresh after so many kills.
_AFRESH = 50


def kill_and_examine(site: Site, runs: int) -> int:
    """Kill ingestions until `runs` were killed; return how many came to their end before."""
    killed = ended = 0
    while killed < runs:
        if not any(len(may_be) > 1 for may_be in site.may_be.values()):
            site.alter(site.chance.randint(2, min(8, len(site.now))))
        if site.ingest(some_moment(site.chance)).was_killed:
            killed += 1
            if killed % _AFRESH == 0 and killed < runs:
                site.examine(whole=True)
                site.start_afresh(site.data_dir.with_name(f"data-{killed}"))
        else:
            ended += 1
        site.examine(whole=killed % 10 == 0)
    return ended


def kills(documents: Iterable[Path], runs: int, tmp_path: Path, embedder: Embedder) -> None:
    seed = int(os.environ.get("JOBCLASS_FAULT_SEED") or random.randrange(10**6))
    runs = int(os.environ.get("JOBCLASS_FAULT_RUNS") or runs)
    print(f"JOBCLASS_FAULT_SEED={seed} repeats this")
    folder = tmp_path / "specs"
    folder.mkdir()
    for file in documents:
        shutil.copy(file, folder)
    reference = Reference(folder, tmp_path / "reference", embedder)
    site = Site(folder, tmp_path / "data", embedder, reference, random.Random(seed))
    started = time.monotonic()
    try:
        site.look()
        ended = kill_and_examine(site, runs)
        last = site.ingest(Moment("never", 1, 0))
        assert not last.was_killed
        site.examine(whole=True)
    finally:
        reference.close()
    checked = run("index", "check", "--data-dir", site.data_dir)
    assert (checked.returncode, checked.stdout) == (0, "The index is clean.\n"), checked.stderr
    print(f"{runs} kills, {ended} runs that ended before, {time.monotonic() - started:.0f} s", *site.repaired, sep="\n")


@pytest.mark.long
def test_kills_lose_nothing(tmp_path: Path, embedder: Embedder) -> None:
    kills(sorted(EXAMPLES.glob("M2*.txt"))[:5], 2, tmp_path, embedder)


@pytest.mark.long
def test_a_hundred_kills_lose_nothing(
    tmp_path: Path, embedder: Embedder, corpora: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = sorted((corpora / "la_bulletins").glob("*.txt"))
    assert len(documents) == 75
    with capsys.disabled():
        kills(documents, 100, tmp_path, embedder)
