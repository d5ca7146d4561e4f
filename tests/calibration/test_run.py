"""A whole calibration over two small corpora."""

import importlib
import json
import re
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import assistant.confidence
from assistant.confidence import Confidence, calibrated
from tests.calibration import collect
from tests.calibration.conftest import QUESTIONS, row, written

#: What is printed of a run, in its order.
_PRINTED = ("describes", "outside", "personal", "fits", "answers")
#: Kinds of questions of the examples' own file that are asked, and so many wordings of each sort.
_KINDS, _WORDINGS = ("paraphrase", "duty2class", "followup", "out"), 8

#: Questions on as many documents as there are folds, with what the answering statement says; none for none.
STATED = {
    "How far must a Harbor Patrol Officer swim?": "swim 500 yards",
    "what happens with torn pages, Library Assistant, Senior": "Mends torn pages",
    "Does the Vessel Traffic Dispatcher watch radar?": "watches radar",
    "How high does a Crane Electrician climb?": "up to 140 feet",
    "Does a Public Safety Dispatcher I give CPR instructions over the phone?": "instructions for CPR",
    "Would I handle taste complaints from customers as a Senior Water Treatment Operator?": "taste and odor",
    "How many years of multibeam sonar for Land Surveyor II (Hydrographic)?": "multibeam sonar",
    "Does an Animal Services Officer quarantine dogs?": "quarantines biting dogs",
    "Does the Heavy Equipment Mechanic weld buckets?": "straighten buckets",
    "Does a Permit Technician perform autopsies?": "",
    "Does the Harbor Patrol Officer teach ballet?": "",
    "how many horses does an Accountant II own": "",
}


@pytest.fixture(scope="module")
def calibration() -> ModuleType:
    pytest.importorskip("sklearn", reason="the extra `calibrate` is not installed")
    return importlib.import_module("tests.calibration.__main__")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Questions on the examples, and on the town."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    some = [one for one in rows if one["kind"] in _KINDS]
    for question, says in STATED.items():
        some.append(row(question, {"status": "answered", "contains": [says]} if says else {"status": "not_stated"}))
    blower = row("who blows lamps and bottles", {"status": "answered", "document_cited": "glass-blower.txt"})
    return written(tmp_path / "some.jsonl", *some), written(tmp_path / "town.jsonl", blower)


def _once(collect: Callable[..., Iterable[Any]]) -> Callable[..., list[Any]]:
    """Collect once of each folder: the second run of a test is over the same."""
    kept: dict[Path, list[Any]] = {}

    def collected(folder: Path, *more: object) -> list[Any]:
        if folder not in kept:
            kept[folder] = list(collect(folder, *more))
        return kept[folder]

    return collected


@pytest.mark.long
def test_run_writes_what_the_assistant_reads(
    calibration: ModuleType,
    corpus: Path,
    town: Path,
    files: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    few = {meant: wordings[:_WORDINGS] for meant, wordings in collect.WORDINGS.items()}
    monkeypatch.setattr(collect, "WORDINGS", few)
    monkeypatch.setattr(calibration, "TARGET", tmp_path / "confidence.json")
    for name in ("samples", "compared"):
        monkeypatch.setattr(calibration, name, _once(getattr(calibration, name)))
    given = [f"{corpus}={files[0]}", f"{town}={files[1]}"]
    calibration.main(given)
    assert not (tmp_path / "confidence.json").exists()
    calibration.main(["--write", *given])
    monkeypatch.setattr(assistant.confidence.resources, "files", lambda package: tmp_path)
    read = calibrated.__wrapped__()
    assert all(isinstance(judged, Confidence) for judged in read.values())
    monkeypatch.undo()
    assert {n: set(j.weights) for n, j in read.items()} == {n: set(j.weights) for n, j in calibrated().items()}
    assert {name: judged.threshold for name, judged in read.items()} == calibration.THRESHOLDS
    printed = capsys.readouterr().out
    assert re.findall(r"^## (\w+), threshold", printed, re.MULTILINE) == [*_PRINTED, *_PRINTED]
    assert re.search(r"^\| name \| \d+ \| [01]\.\d{3} \|$", printed, re.MULTILINE)


def test_run_without_a_corpus_says_how_it_is_run(calibration: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"python -m tests\.calibration"):
        calibration.main(["--write"])


def test_shipped_judgments_have_the_thresholds_that_a_run_gives(calibration: ModuleType) -> None:
    assert {name: judged.threshold for name, judged in calibrated().items()} == calibration.THRESHOLDS
    assert calibration.TARGET == Path(str(resources.files("assistant"))) / "confidence.json"
