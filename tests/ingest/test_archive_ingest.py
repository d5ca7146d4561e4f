"""Members of archives as sources: added, skipped, replaced, moved and pruned as files are."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest import pipeline
from ingest.report import Outcome, Report
from tests.ingest.test_archive import bundled, spec, zipped
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return bundled(tmp_path)


def outcomes(report: Report) -> dict[str, str]:
    return {file.path.rpartition("!/")[2]: file.outcome.value for file in report.files}


def titles(index: Index) -> list[str]:
    return sorted(entry.spec.title for entry in index.catalog.entries(Viewer()))


def test_members_become_sources_and_a_second_run_changes_nothing(
    bundle: Path, index: Index, vocabulary: Vocabulary
) -> None:
    first = pipeline.ingest([bundle], index, vocabulary)
    assert outcomes(first) == {"Warden.docx": "added", "parks/Ranger.txt": "added"}
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]
    assert {state.path for state in index.catalog.sources()} == {file.path for file in first.files}
    os.utime(bundle, (1, 1))
    assert set(outcomes(pipeline.ingest([bundle], index, vocabulary)).values()) == {"unchanged"}
    assert index.check() == ()


def test_a_changed_member_is_replaced_and_a_gone_one_pruned(bundle: Path, index: Index, vocabulary: Vocabulary) -> None:
    pipeline.ingest([bundle.parent], index, vocabulary)
    zipped(bundle, {"parks/Ranger.txt": spec("PARK RANGER, SENIOR", "R101"), "bad.txt": b"\0\1\2"})
    kept = pipeline.ingest([bundle], index, vocabulary)
    assert outcomes(kept) == {"bad.txt": "refused", "parks/Ranger.txt": "replaced"}
    assert kept.gone == (f"{bundle}!/Warden.docx",)
    assert titles(index) == ["GAME WARDEN", "PARK RANGER, SENIOR"]
    pruned = pipeline.ingest([bundle], index, vocabulary, prune=True)
    assert outcomes(pruned)["Warden.docx"] == "removed"
    assert titles(index) == ["PARK RANGER, SENIOR"]


def test_a_gone_archive_takes_its_members_with_it_and_a_damaged_one_does_not(
    bundle: Path, index: Index, vocabulary: Vocabulary
) -> None:
    pipeline.ingest([bundle], index, vocabulary)
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[:100])
    assert outcomes(pipeline.ingest([bundle], index, vocabulary, prune=True)) == {str(bundle): "refused"}
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]
    bundle.unlink()
    report = pipeline.ingest([bundle], index, vocabulary, prune=True)
    assert [file.outcome for file in report.files] == [Outcome.REMOVED, Outcome.REMOVED]
    assert titles(index) == []


def test_an_archive_that_is_unpacked_is_moved_and_not_doubled(
    bundle: Path, tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    pipeline.ingest([bundle], index, vocabulary)
    with ZipFile(bundle) as packed:
        packed.extractall(tmp_path / "unpacked")
    report = pipeline.ingest([tmp_path / "unpacked"], index, vocabulary)
    assert {file.outcome for file in report.files} == {Outcome.COPY}
    assert all(file.reason.startswith(f"copy of '{bundle}!/") for file in report.files)
    bundle.unlink()
    moved = pipeline.ingest([tmp_path / "unpacked"], index, vocabulary)
    assert {file.outcome for file in moved.files} == {Outcome.MOVED}
    assert all(file.reason.startswith(f"moved from '{bundle}!/") for file in moved.files)
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]
