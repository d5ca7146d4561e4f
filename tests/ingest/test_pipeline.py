"""Folders into a real index: what becomes of each file, on the first run and on later ones."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import bounded, examine, pipeline, storing
from ingest.errors import MAX_BYTES
from ingest.report import Outcome, Report
from vectorstore.index import Index
from vectorstore.spec import ParsedDocument, Viewer
from vectorstore.vocabulary import Vocabulary, load
from vectorstore.writing import Entry

SPEC = """{title}

Class Code: {code}
Salary Grade: 41

DEFINITION

Under direction of the chief ranger, the {title} looks after the trails of the district.

EXAMPLES OF DUTIES

1. {duty}
2. Keeps records of visitors and of storms.

LICENSE

A valid driver's license is required.

NOTICE

{notice}
"""
NOTICE = "The Parks District of Elm does not discriminate on any ground that the law names."


def spec(title: str, code: str, duty: str = "Walks the trails and mends the fences.", notice: str = NOTICE) -> str:
    return SPEC.format(title=title.upper(), code=code, duty=duty, notice=notice)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "specs"
    root.mkdir()
    (root / "ranger.txt").write_text(spec("Park Ranger", "R100"))
    (root / "warden.md").write_text(spec("Game Warden", "W200", "Counts deer at dawn and at dusk."))
    return root


def outcomes(report: Report) -> dict[str, str]:
    return {Path(file.path).name: file.outcome.value for file in report.files}


def titles(index: Index) -> list[str]:
    return sorted(entry.spec.title for entry in index.catalog.entries(Viewer()))


def ids(index: Index) -> dict[str, tuple[str, str, str]]:
    """Return the ids of class, spec and source of each title."""
    entries = index.catalog.entries(Viewer())
    return {entry.spec.title: (entry.class_id, entry.spec_id, entry.source_id) for entry in entries}


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


def test_bad_files_are_named_with_their_reason_and_the_rest_goes_on(
    folder: Path, index: Index, vocabulary: Vocabulary
) -> None:
    (folder / "a-empty.txt").write_text(" \n")
    (folder / "b-binary.txt").write_bytes(b"RANGER\0\1\2")
    (folder / "c-wrong.txt").write_bytes(b"\xff\xfeodd")
    (folder / "e-other.rtf").write_bytes(b"{\\rtf1}")
    (folder / "g-odd.xyz").write_bytes(b"odd")
    with (folder / "f-huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    report = pipeline.ingest([folder], index, vocabulary)
    reasons = {Path(file.path).name: file.reason for file in report.refused}
    assert {name: reasons[name] for name in sorted(reasons)} == {
        "a-empty.txt": "'a-empty.txt' is empty",
        "b-binary.txt": "'b-binary.txt' is named as text but holds binary data (3 control characters)",
        "c-wrong.txt": "'c-wrong.txt' begins like utf-16-le but is not at byte 2; save it as UTF-8",
        "e-other.rtf": reasons["e-other.rtf"],
        "f-huge.txt": reasons["f-huge.txt"],
        "g-odd.xyz": reasons["g-odd.xyz"],
    }
    assert reasons["e-other.rtf"].endswith("not supported yet: .rtf; open it in Word and save it as .docx or PDF")
    assert reasons["g-odd.xyz"].startswith("'g-odd.xyz': format not supported yet: .xyz; what is read: .txt, ")
    assert "20,971,521 bytes" in reasons["f-huge.txt"]
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_a_refused_file_leaves_its_older_version_in(folder: Path, index: Index, vocabulary: Vocabulary) -> None:
    pipeline.ingest([folder], index, vocabulary)
    (folder / "ranger.txt").write_bytes(b"\0")
    assert outcomes(pipeline.ingest([folder], index, vocabulary))["ranger.txt"] == "refused"
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_a_flaw_of_the_parser_refuses_its_document_alone(
    folder: Path, index: Index, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = bounded.DOOR.ask

    def flawed(question: bytes) -> ParsedDocument | tuple[str, str]:
        if b"ranger.txt" in question:
            return "failed", "Traceback (most recent call last):\n  ...\nIndexError: no such line\n"
        return real(question)

    monkeypatch.setattr(bounded.DOOR, "ask", flawed)
    report = pipeline.ingest([folder], index, vocabulary)
    assert outcomes(report) == {"ranger.txt": "refused", "warden.md": "added"}
    assert report.files[0].reason == "the parser failed on 'ranger.txt': IndexError: no such line"


def test_a_document_without_headings_is_read_with_a_warning(
    tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("the ranger walks the trails, mends the fences and feeds the owls.\n")
    report = pipeline.ingest([path], index, vocabulary)
    assert outcomes(report) == {"plain.txt": "added"}
    assert "No heading was recognized." in report.files[0].warnings


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


def test_boilerplate_is_known_over_runs_and_left_out_of_search(
    tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    root = tmp_path / "specs"
    root.mkdir()
    for number in range(5):
        (root / f"{number}.txt").write_text(spec(f"Ranger of trail {number}", f"R10{number}"))
    pipeline.ingest([root], index, vocabulary)
    (root / "5.txt").write_text(spec("Ranger of the lake", "R105"))
    report = pipeline.ingest([root], index, vocabulary)
    assert report.of(Outcome.ADDED)[0].path.endswith("5.txt")
    marked = {}
    for state in index.catalog.sources():
        parsed = index.catalog.parsed(state.source_id, Viewer())
        assert parsed is not None
        marked[Path(state.path).name] = [s.text for s in parsed.statements if s.boilerplate]
    assert marked == {f"{number}.txt": [NOTICE] for number in range(6)}
    assert not any("discriminate" in found.text for found in index.search("does not discriminate", Viewer(), 20))


def test_what_is_boilerplate_does_not_depend_on_the_order_of_ingestions(
    tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    root = tmp_path / "specs"
    root.mkdir()

    def marked() -> dict[str, bool]:
        found = {}
        for state in index.catalog.sources():
            parsed = index.catalog.parsed(state.source_id, Viewer())
            assert parsed is not None
            found[Path(state.path).name] = any(s.text == NOTICE for s in parsed.statements if s.boilerplate)
        return found

    for number in range(5):
        assert not any(marked().values())
        (root / f"{number}.txt").write_text(spec(f"Ranger of trail {number}", f"R10{number}"))
        pipeline.ingest([root], index, vocabulary)
    assert list(marked().values()) == [True] * 5
    assert not any("discriminate" in found.text for found in index.search("does not discriminate", Viewer(), 20))
    before = ids(index)
    (root / "4.txt").unlink()
    pipeline.ingest([root], index, vocabulary, prune=True)
    assert list(marked().values()) == [False] * 4
    assert any("discriminate" in found.text for found in index.search("does not discriminate", Viewer(), 20))
    assert ids(index).items() <= before.items()
    assert index.check() == ()


def test_a_run_that_broke_off_before_its_end_is_made_good_by_one_that_changes_nothing(
    tmp_path: Path, index: Index, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> Iterator[list[Entry]]:
        raise KeyboardInterrupt

    root = tmp_path / "specs"
    root.mkdir()
    for number in range(4):
        (root / f"{number}.txt").write_text(spec(f"Ranger of trail {number}", f"R10{number}"))
    pipeline.ingest([root], index, vocabulary)
    (root / "4.txt").write_text(spec("Ranger of the lake", "R104"))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(storing, "resettled", killed)
        pipeline.ingest([root], index, vocabulary)
    report = pipeline.ingest([root], index, vocabulary)
    assert len(report.of(Outcome.UNCHANGED)) == 5
    for state in index.catalog.sources():
        parsed = index.catalog.parsed(state.source_id, Viewer())
        assert parsed is not None
        assert [s.text for s in parsed.statements if s.boilerplate] == [NOTICE], state.path
    # What is as it was is not looked through again.
    with monkeypatch.context() as patch:
        patch.setattr(storing, "resettled", killed)
        pipeline.ingest([root], index, vocabulary)


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
