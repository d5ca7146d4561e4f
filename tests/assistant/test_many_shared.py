"""Questions over many classes of real documents: skipped where these are absent.

Not of `la_bulletins` are its older revisions in `pdf/`: the answers were read in the bulletins beside them.
"""

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.cli import app
from assistant.engine import Assistant
from assistant.opening import open_index
from assistant.settings import Settings
from ingest.pipeline import ingest
from tests.assistant.many_classes import BY_HAND, Asked, ask_all, report, rows_of
from tests.assistant.many_judging import recall_and_precision
from vectorstore.vocabulary import load

SHARE = 0.95
DOCUMENTS = {"la_bulletins": ("*.txt",), "ca_state": ("*.html", "raw/*.html")}
STATE = "California State Personnel Board"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=sorted(DOCUMENTS))
def asked(request: pytest.FixtureRequest, corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    corpus = request.param
    folder, data = corpora / corpus, tmp_path_factory.mktemp(corpus)
    settings, vocabulary = Settings(data_dir=data), load()
    with open_index(settings) as index:
        paths = sorted(path for pattern in DOCUMENTS[corpus] for path in folder.glob(pattern))
        done = ingest(paths, index, vocabulary)
        assert not done.refused, done
    tables = _with_tables(sorted(folder.glob("pay_*.csv")), data)
    with open_index(settings) as index:
        return ask_all(rows_of(corpus, tables=tables), Assistant(index, vocabulary, settings), index)


def _with_tables(paths: list[Path], data: Path) -> bool:
    """Load class tables where the command line can, and return whether there are any."""
    if "table" not in {command.callback.__name__ for command in app.registered_commands if command.callback}:
        return False
    for path in paths:
        given = ["--agency", STATE, "--effective", path.stem.removeprefix("pay_"), "--period", "month"]
        command = [sys.executable, "-m", "assistant.cli", "table", str(path), *given, "--data-dir", str(data)]
        # 1: rows without a code are refused, and named.
        assert subprocess.run(command, capture_output=True, timeout=300, check=False).returncode in (0, 1), path
    return bool(paths)


def test_nearly_all_are_answered_right(asked: list[Asked]) -> None:
    wrong = [one for one in asked if one.missed]
    assert len(wrong) <= (1 - SHARE) * len(asked), "\n".join(report(asked))


def test_no_answer_says_what_its_sources_do_not(asked: list[Asked]) -> None:
    assert [str(one) for one in asked if one.broken] == []


def test_lists_read_by_hand_are_complete_and_clean(asked: list[Asked]) -> None:
    listed = [one for one in asked if one.row["kind"] == BY_HAND]
    assert len(listed) >= 8
    for one in listed:
        recall, precision = recall_and_precision(one.row["expect"], asdict(one.answer))
        assert min(recall, precision) >= SHARE, str(one)
