"""Folders into a real index: what becomes of each file, on the first run and on later ones."""

import json
from pathlib import Path

import pytest

from ingest import examine, pipeline
from ingest.report import Outcome
from tests.ingest.park import ids, outcomes, spec, titles, two_specs
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_specs(tmp_path / "specs")


def test_a_folder_becomes_the_index_and_the_second_run_changes_nothing(
    folder: Path, index: Index, vocabulary: Vocabulary
) -> None:
    first = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(first) == {"ranger.txt": "added", "warden.md": "added"}
    assert [file.specs for file in first.files] == [("R100 PARK RANGER",), ("W200 GAME WARDEN",)]
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]
    assert first.totals.specs == 2
    assert first.totals.chunks == sum(file.counts.chunks for file in first.files) > 2
    changed = index.catalog.changed()
    second = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(second) == {"ranger.txt": "unchanged", "warden.md": "unchanged"}
    assert index.catalog.changed() == changed
    assert index.check() == ()


def test_a_changed_file_is_replaced_and_its_old_words_answer_no_more(
    folder: Path, index: Index, vocabulary: Vocabulary
) -> None:
    pipeline.ingest([folder], index, vocabulary)
    (folder / "ranger.txt").write_text(spec("Park Ranger", "R100", "Feeds the owls of the district."))
    report = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(report) == {"ranger.txt": "replaced", "warden.md": "unchanged"}
    found = index.search("walks trails mends fences", Viewer(), 20)
    assert found
    assert not any("mends the fences" in passage.text for passage in found)
    assert any("Feeds the owls" in passage.text for passage in index.search("feeds owls", Viewer(), 5))


def test_a_gone_file_stays_until_it_is_pruned(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    pipeline.ingest([folder], index, vocabulary)
    gone = folder / "warden.md"
    gone.unlink()
    kept = pipeline.ingest([folder], index, vocabulary)
    assert kept.gone == (str(gone),)
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]
    pruned = pipeline.ingest([folder], index, vocabulary, prune=True)
    assert outcomes(pruned) == {"ranger.txt": "unchanged", "warden.md": "removed"}
    assert pruned.gone == ()
    assert titles(index) == ["PARK RANGER"]
    assert not any("deer" in passage.text for passage in index.search("counts deer at dawn", Viewer(), 20))


def test_pruning_touches_neither_other_folders_nor_one_that_is_missing_as_a_whole(
    folder: Path, tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    pipeline.ingest([folder], index, vocabulary)
    other = tmp_path / "other"
    other.mkdir()
    assert pipeline.ingest([other], index, vocabulary, prune=True).files == ()
    folder.rename(tmp_path / "unmounted")
    report = pipeline.ingest([folder], index, vocabulary, prune=True)
    assert outcomes(report) == {"specs": "refused"}
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_a_gone_file_asked_for_by_name_is_pruned(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    pipeline.ingest([folder], index, vocabulary)
    (folder / "warden.md").unlink()
    report = pipeline.ingest([folder / "warden.md"], index, vocabulary, prune=True)
    assert outcomes(report) == {"warden.md": "removed"}
    assert titles(index) == ["PARK RANGER"]


def test_a_renamed_file_keeps_its_class_and_leaves_nothing_behind(
    folder: Path, index: Index, vocabulary: Vocabulary
) -> None:
    pipeline.ingest([folder], index, vocabulary)
    before = ids(index)
    (folder / "warden.md").rename(folder / "game warden.md")
    report = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(report) == {"game warden.md": "moved", "ranger.txt": "unchanged"}
    assert report.files[0].reason == f"moved from {str(folder / 'warden.md')!r}"
    assert ids(index) == before
    assert {Path(state.path).name for state in index.catalog.sources()} == {"game warden.md", "ranger.txt"}


def test_two_files_that_swap_their_names_keep_their_ids(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    pipeline.ingest([folder], index, vocabulary)
    before = ids(index)
    ranger, warden = folder / "ranger.txt", folder / "warden.md"
    one, other = ranger.read_text(), warden.read_text()
    ranger.write_text(other)
    warden.write_text(one)
    report = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(report) == {"ranger.txt": "moved", "warden.md": "moved"}
    assert ids(index) == before
    sources = {entry.source_name: entry.spec.title for entry in index.catalog.entries(Viewer())}
    assert sources == {"ranger.txt": "GAME WARDEN", "warden.md": "PARK RANGER"}


def test_a_dry_run_tells_all_and_writes_nothing(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    report = pipeline.ingest([folder], index, vocabulary, dry_run=True)
    assert (report.dry_run, outcomes(report)) == (True, {"ranger.txt": "added", "warden.md": "added"})
    assert titles(index) == []
    pipeline.ingest([folder], index, vocabulary)
    (folder / "ranger.txt").unlink()
    report = pipeline.ingest([folder], index, vocabulary, dry_run=True, prune=True)
    assert outcomes(report) == {"ranger.txt": "removed", "warden.md": "unchanged"}
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_an_agency_holds_until_another_is_given(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    def agencies() -> set[str]:
        return {entry.agency for entry in index.catalog.entries(Viewer())}

    pipeline.ingest([folder], index, vocabulary, agency="District of Elm")
    assert agencies() == {"District of Elm"}
    again = pipeline.ingest([folder], index, vocabulary)
    assert set(outcomes(again).values()) == {"unchanged"}
    moved = pipeline.ingest([folder], index, vocabulary, agency="District of Oak")
    assert set(outcomes(moved).values()) == {"replaced"}
    assert agencies() == {"District of Oak"}
    assert len(index.catalog.sources()) == 2


def test_a_new_vocabulary_reads_every_file_again(
    folder: Path, index: Index, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.ingest([folder], index, vocabulary)
    monkeypatch.setattr(examine, "parsing_fingerprint", lambda _: "another")
    assert set(outcomes(pipeline.ingest([folder], index, vocabulary)).values()) == {"replaced"}
    assert set(outcomes(pipeline.ingest([folder], index, vocabulary)).values()) == {"unchanged"}


def test_progress_counts_each_file_once(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    seen: list[tuple[str, int, int]] = []
    pipeline.ingest([folder], index, vocabulary, progress=lambda path, done, total: seen.append((path, done, total)))
    assert seen == [("", 0, 2), (str(folder / "ranger.txt"), 1, 2), (str(folder / "warden.md"), 2, 2)]


def test_the_report_is_json(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    (folder / "odd.csv").write_text("a,b")
    data = json.loads(json.dumps(pipeline.ingest([folder], index, vocabulary).as_dict()))
    assert data["outcomes"] == dict.fromkeys(Outcome, 0) | {"added": 2, "skipped": 1}
    assert data["totals"]["specs"] == 2
    assert (data["files"][0]["outcome"], data["conflicts"], data["overrides"]) == ("skipped", [], [])
