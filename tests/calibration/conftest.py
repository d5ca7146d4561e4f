"""Two small corpora, each with a question file: what a calibration is run over."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.opening import open_index
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.service.real import ingested
from vectorstore.vocabulary import load

QUESTIONS = Path(__file__).parents[1] / "examples" / "questions.jsonl"

SPEC = """\
TOWN OF ELDERMERE
GLASS BLOWER

Class Code: 1234

DEFINITION

Under general supervision, blows lamps and bottles for the street lights of the town.

DUTIES

1. Gathers molten glass on the pipe and blows it into molds.
2. Anneals lamps and bottles overnight and discards those that crack.

REQUIREMENTS

1. Two years as the helper of a glass blower.
"""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the examples."""
    folder = tmp_path_factory.mktemp("calibration") / "examples"
    shutil.copytree(ingested().name, folder)
    return folder


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index of the one class of another agency."""
    folder = tmp_path_factory.mktemp("calibration") / "town"
    source = tmp_path_factory.mktemp("specs") / "glass-blower.txt"
    source.write_text(SPEC, "utf-8")
    with open_index(Settings(data_dir=folder)) as index:
        report = ingest([source], index, load())
    assert not report.refused, report
    return folder


def row(question: str, expect: Mapping[str, Any], *history: str, kind: str = "any") -> dict[str, Any]:
    """Return a line of a question file."""
    return {"question": question, "expect": dict(expect), "history": list(history), "kind": kind}


def written(path: Path, *rows: Mapping[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return path
