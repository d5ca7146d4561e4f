"""An ingestion that is stopped keeps what it has acknowledged, says so, and removes nothing."""

import json
from pathlib import Path

import pytest

from ingest import pipeline
from ingest.report import Outcome, Report
from tests.assistant.processes import title, write_specs
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load


def test_what_was_acknowledged_stays_and_nothing_is_removed(tmp_path: Path) -> None:
    folder, told = write_specs(tmp_path / "specs", range(10)), list[str]()
    with Index.open(tmp_path / "data", WordHashes()) as index:
        pipeline.ingest([folder], index, load())
        for number in (0, 1):
            (folder / f"{number:03} {title(number)}.txt").unlink()
        write_specs(folder, range(10, 30))
        report = pipeline.ingest(
            [folder],
            index,
            load(),
            prune=True,
            progress=lambda path, done, total: told.append(path) if done else None,
            stop=lambda: len(told) >= 12,
        )
        assert (report.cancelled, report.gone) == (True, ())
        assert [file.path for file in report.files] == told
        assert 12 <= len(told) < 28
        assert not report.of(Outcome.REMOVED)
        added = len(report.of(Outcome.ADDED))
        assert len(index.catalog.entries(Viewer())) == 10 + added
        assert index.check() == ()
        rest = pipeline.ingest([folder], index, load(), prune=True)
        assert (rest.cancelled, len(rest.of(Outcome.REMOVED)), len(rest.of(Outcome.ADDED))) == (False, 2, 20 - added)


@pytest.mark.parametrize("files", [0, 3])
def test_one_that_is_stopped_at_once_reads_nothing(tmp_path: Path, files: int) -> None:
    folder = write_specs(tmp_path / "specs", range(files))
    with Index.open(tmp_path / "data", WordHashes()) as index:
        report = pipeline.ingest([folder], index, load(), stop=lambda: True)
        # Where there was nothing to do, nothing was left undone.
        assert (report.files, report.cancelled) == ((), files > 0)
        assert index.catalog.entries(Viewer()) == ()


def test_a_report_comes_back_from_its_json(tmp_path: Path) -> None:
    folder = write_specs(tmp_path / "specs", range(3))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    with Index.open(tmp_path / "data", WordHashes()) as index:
        report = pipeline.ingest([folder], index, load(), dry_run=True)
    assert report.refused
    assert Report.from_dict(json.loads(json.dumps(report.as_dict()))) == report
    with pytest.raises(ValueError, match="seconds"):
        Report.from_dict({"files": []})
