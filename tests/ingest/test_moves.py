"""Files that are renamed, copied, swapped or replaced between ingestions: ids stay, nothing is doubled."""

import os
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

import ingest
from ingest import pipeline
from ingest.ledger import Ledger
from ingest.report import Outcome, Report
from tests.ingest.park import ids, outcomes, spec, titles
from tests.vectorstore.fakes import WordHashes
from vectorstore.catalog import SourceState
from vectorstore.index import Index
from vectorstore.spec import Source, Viewer, document_id
from vectorstore.vocabulary import load

VOCABULARY = load()
RANGER = spec("Park Ranger", "R100")
WARDEN = spec("Game Warden", "W200", "Counts deer at dawn and at dusk.")


@pytest.fixture
def embedder() -> WordHashes:
    return WordHashes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "specs"
    root.mkdir()
    (root / "ranger.txt").write_text(RANGER)
    (root / "warden.md").write_text(WARDEN)
    return root


def run(index: Index, *paths: Path, agency: str = "", prune: bool = False) -> Report:
    return pipeline.ingest(paths, index, VOCABULARY, agency=agency, prune=prune)


def names(index: Index) -> set[str]:
    return {Path(state.path).name for state in index.catalog.sources()}


def test_a_renamed_folder_is_moved_without_reading_it_anew(folder: Path, index: Index, embedder: WordHashes) -> None:
    run(index, folder)
    before, embedded = ids(index), len(embedder.embedded)
    new = folder.rename(folder.parent / "specs 2024")
    report = run(index, new)
    assert outcomes(report) == {"ranger.txt": "moved", "warden.md": "moved"}
    assert [file.other_path for file in report.files] == [str(folder / "ranger.txt"), str(folder / "warden.md")]
    assert (ids(index), len(embedder.embedded)) == (before, embedded)
    entry = index.catalog.entries(Viewer())[0]
    assert entry.source_path == str(new / "warden.md")
    source = index.catalog.source(entry.source_id, Viewer())
    assert source is not None
    assert (source.path, source.name) == (str(new / "warden.md"), "warden.md")
    assert set(outcomes(run(index, new)).values()) == {"unchanged"}
    assert index.check() == ()


def test_a_document_that_is_named_after_its_file_keeps_its_ids_too(tmp_path: Path, index: Index) -> None:
    path = tmp_path / "old name.txt"
    path.write_text("the ranger walks the trails, mends the fences and feeds the owls.\n")
    run(index, path)
    (before,) = ids(index).values()
    path.rename(tmp_path / "new name.txt")
    report = run(index, tmp_path / "new name.txt")
    assert outcomes(report) == {"new name.txt": "moved"}
    assert ids(index) == {"new name": before}


def test_a_new_file_where_another_was_moved_from_gets_ids_of_its_own(folder: Path, index: Index) -> None:
    run(index, folder)
    before = ids(index)
    (folder / "ranger.txt").rename(folder / "z-ranger.txt")
    (folder / "ranger.txt").write_text(spec("Lake Keeper", "L300"))
    report = run(index, folder)
    assert outcomes(report) == {"ranger.txt": "added", "warden.md": "unchanged", "z-ranger.txt": "moved"}
    after = ids(index)
    assert {title: after[title] for title in before} == before
    assert len({source for _, _, source in after.values()}) == 3


def test_a_file_that_is_written_over_by_another_one_answers_no_more(folder: Path, index: Index) -> None:
    run(index, folder)
    before = ids(index)
    (folder / "warden.md").rename(folder / "ranger.txt")
    report = run(index, folder)
    assert outcomes(report) == {"ranger.txt": "moved"}
    assert report.files[0].reason == f"moved from {str(folder / 'warden.md')!r}, in place of another document"
    assert ids(index) == {"GAME WARDEN": before["GAME WARDEN"]}


def test_a_class_that_is_given_a_new_title_keeps_its_ids_and_answers_to_the_old_one(folder: Path, index: Index) -> None:
    run(index, folder)
    before = ids(index)["PARK RANGER"]
    (folder / "ranger.txt").write_text(spec("Trail Keeper", "R100"))
    run(index, folder)
    assert ids(index)["TRAIL KEEPER"] == before
    assert index.catalog.titles(Viewer())[before[0]] == ("PARK RANGER", "TRAIL KEEPER")


def test_two_dated_files_of_a_class_are_its_revisions(folder: Path, index: Index) -> None:
    for year in (2015, 2019):
        text = RANGER.replace("Salary Grade: 41", f"Revised: {year}-03-01")
        (folder / f"ranger {year}.txt").write_text(text)
    report = run(index, folder, agency="District of Elm")
    found = [entry for entry in index.catalog.entries(Viewer()) if entry.spec.title == "PARK RANGER"]
    assert [entry.spec.revision for entry in found] == ["", "2015-03-01", "2019-03-01"]
    assert len({entry.class_id for entry in found}) == 1
    assert report.conflicts == ()


def test_only_the_capitals_of_a_name_change(folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    run(index, folder)
    before = ids(index)
    (folder / "ranger.txt").rename(folder / "Ranger.TXT")
    # A disk that does not tell capitals apart still has a file under the old name.
    real = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: real(path) or str(path).endswith("ranger.txt"))
    report = run(index, folder, prune=True)
    assert outcomes(report) == {"Ranger.TXT": "moved", "warden.md": "unchanged"}
    assert ids(index) == before


def test_one_file_under_two_spellings_has_left_the_older(tmp_path: Path) -> None:
    old, new, other = tmp_path / "ranger.txt", tmp_path / "RANGER.txt", tmp_path / "copy.txt"
    old.write_text(RANGER)
    os.link(old, new)
    os.link(old, other)
    document = document_id(RANGER.encode())
    state = SourceState("s", str(old), "", document, "p", "e")
    assert Ledger([state]).moved(document, str(new)) == state
    assert Ledger([state]).moved(document, str(other)) is None


def test_a_folder_in_place_of_a_file_has_taken_the_document_away(folder: Path, index: Index) -> None:
    run(index, folder)
    before = ids(index)
    (folder / "ranger.txt").unlink()
    (folder / "warden.md").unlink()
    (folder / "ranger.txt").mkdir()
    (folder / "ranger.txt" / "inner.txt").write_text(RANGER)
    (folder / "warden.md").mkdir()
    report = run(index, folder)
    assert outcomes(report) == {"inner.txt": "moved"}
    assert report.gone == (str(folder / "warden.md"),)
    assert outcomes(run(index, folder, prune=True)) == {"inner.txt": "unchanged", "warden.md": "removed"}
    assert ids(index) == {"PARK RANGER": before["PARK RANGER"]}


def test_an_archive_that_became_a_folder_has_moved_its_members(tmp_path: Path, index: Index) -> None:
    path = tmp_path / "specs.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("ranger.txt", RANGER)
        packed.writestr("warden.md", WARDEN)
    run(index, path)
    before = ids(index)
    path.unlink()
    path.mkdir()
    (path / "ranger.txt").write_text(RANGER)
    report = run(index, path, prune=True)
    assert sorted(file.outcome for file in report.files) == [Outcome.MOVED, Outcome.REMOVED]
    assert ids(index) == {"PARK RANGER": before["PARK RANGER"]}


def test_a_copy_is_named_and_takes_over_when_the_first_goes(folder: Path, index: Index) -> None:
    (folder / "z-copy.txt").write_text(RANGER)
    report = run(index, folder)
    assert outcomes(report) == {"ranger.txt": "added", "warden.md": "added", "z-copy.txt": "copy"}
    (copy,) = report.of(Outcome.COPY)
    assert (copy.reason, copy.other_path) == (f"copy of {copy.other_path!r}", str(folder / "ranger.txt"))
    (conflict,) = report.conflicts
    assert (conflict.kind, conflict.path, conflict.other_path) == ("copy", copy.path, copy.other_path)
    before = ids(index)
    (folder / "ranger.txt").unlink()
    assert outcomes(run(index, folder)) == {"warden.md": "unchanged", "z-copy.txt": "moved"}
    assert ids(index) == before


def test_a_file_that_became_a_copy_says_what_it_said_no_more(folder: Path, index: Index) -> None:
    run(index, folder)
    (folder / "warden.md").write_text(RANGER)
    assert outcomes(run(index, folder)) == {"ranger.txt": "unchanged", "warden.md": "copy"}
    assert (titles(index), names(index)) == (["PARK RANGER"], {"ranger.txt"})


def test_a_copy_outside_of_what_is_ingested_is_named_too(folder: Path, tmp_path: Path, index: Index) -> None:
    run(index, folder)
    (tmp_path / "elsewhere.txt").write_text(RANGER)
    assert outcomes(run(index, tmp_path / "elsewhere.txt")) == {"elsewhere.txt": "copy"}


def test_a_copy_of_a_refused_file_is_read(tmp_path: Path, index: Index) -> None:
    example = Path(ingest.__file__).parent / "examples" / "berthing-coordinator.pdf"
    for name in ("a.txt", "b.pdf"):
        (tmp_path / name).write_bytes(example.read_bytes())
    report = run(index, tmp_path / "a.txt", tmp_path / "b.pdf")
    assert outcomes(report) == {"a.txt": "refused", "b.pdf": "added"}
    assert titles(index) == ["BERTHING COORDINATOR"]


def test_two_agencies_may_have_files_of_one_name_and_one_document(folder: Path, tmp_path: Path, index: Index) -> None:
    other = tmp_path / "oak"
    other.mkdir()
    (other / "ranger.txt").write_text(RANGER)
    (other / "warden.md").write_text(spec("Game Warden", "W200", "Counts swans."))
    run(index, folder, agency="District of Elm")
    report = run(index, other, agency="District of Oak")
    assert (outcomes(report), report.conflicts) == ({"ranger.txt": "added", "warden.md": "added"}, ())
    entries = index.catalog.entries(Viewer())
    assert len({entry.class_id for entry in entries}) == len({entry.source_id for entry in entries}) == 4
    again = pipeline.ingest([folder, other], index, VOCABULARY)
    assert {file.outcome for file in again.files} == {Outcome.UNCHANGED}


def test_of_two_documents_that_became_copies_one_stays(folder: Path, tmp_path: Path, index: Index) -> None:
    other = tmp_path / "oak"
    other.mkdir()
    (other / "ranger.txt").write_text(RANGER)
    run(index, folder, agency="District of Elm")
    run(index, other, agency="District of Oak")
    report = run(index, folder, other, agency="District of Ash")
    assert sorted(file.outcome for file in report.files) == ["copy", "replaced", "replaced"]
    assert titles(index) == ["GAME WARDEN", "PARK RANGER"]


def test_a_run_that_ended_between_moving_and_removing_is_made_good(folder: Path, index: Index) -> None:
    run(index, folder)
    before = ids(index)
    (folder / "warden.md").rename(folder / "ranger.txt")
    warden = next(state for state in index.catalog.sources() if state.path.endswith("warden.md"))
    path = str(folder / "ranger.txt")
    index.move(Source(path, "ranger.txt", source_id=warden.source_id))
    assert len(index.catalog.sources()) == 2
    assert outcomes(run(index, folder)) == {"ranger.txt": "unchanged"}
    assert ids(index) == {"GAME WARDEN": before["GAME WARDEN"]}


def test_conflicts_are_told_beforehand_and_go_with_what_caused_them(folder: Path, index: Index) -> None:
    (folder / "keeper.txt").write_text(spec("Bee Keeper", "R100"))
    (folder / "warden 2.md").write_text(spec("Game Warden", "W201", "Counts swans."))
    told = pipeline.ingest([folder], index, VOCABULARY, agency="Elm", dry_run=True)
    report = run(index, folder, agency="Elm")
    assert {conflict.says for conflict in report.conflicts} == {
        "Code R100 is of 'BEE KEEPER' and of 'PARK RANGER'.",
        "'GAME WARDEN' has code W201 and code W200.",
    }
    assert told.conflicts == report.conflicts
    assert index.catalog.conflicts(Viewer()) != ()
    (folder / "keeper.txt").unlink()
    (folder / "warden 2.md").write_text(spec("Swan Warden", "W201", "Counts swans."))
    assert pipeline.ingest([folder], index, VOCABULARY, prune=True, dry_run=True).conflicts == ()
    assert len(index.catalog.conflicts(Viewer())) == 2
    assert run(index, folder, prune=True).conflicts == ()


def test_what_programs_leave_behind_is_nobody_s_document(folder: Path, index: Index) -> None:
    left = ("~$ranger.docx", ".~lock.ranger.odt#", "Thumbs.db", "desktop.ini", "ranger.txt~", "~WRL0001.tmp", "x.part")
    for name in left:
        (folder / name).write_bytes(b"\0")
    assert outcomes(run(index, folder)) == {"ranger.txt": "added", "warden.md": "added"}


def test_a_class_table_is_named_with_the_command_that_takes_it(folder: Path, index: Index) -> None:
    (folder / "Pay.CSV").write_text("code,pay")
    report = run(index, folder)
    (skipped,) = report.of(Outcome.SKIPPED)
    command = f"jobclass table {folder / 'Pay.CSV'} --agency NAME --effective DATE --period month|year|hour"
    assert (skipped.reason, report.refused) == (f"a class table: {command}", ())


def test_what_is_in_a_folder_that_may_not_be_read_is_not_gone(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "closed"
    closed.mkdir()
    (closed / "clerk.txt").write_text(spec("Park Clerk", "C300"))
    run(index, folder)
    (folder / "warden.md").unlink()
    scandir, lstat = os.scandir, os.lstat

    # Whoever runs the tests may be the one user to whom nothing is denied.
    def listed(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    def looked_at(path: str, *, dir_fd: int | None = None) -> os.stat_result:
        if Path(path).parent == closed:
            raise PermissionError(13, "Permission denied", path)
        return lstat(path, dir_fd=dir_fd)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", listed)
        patch.setattr(os, "lstat", looked_at)
        report = run(index, folder, prune=True)
        alone = run(index, closed)
    assert outcomes(report) == {"ranger.txt": "unchanged", "closed": "refused", "warden.md": "removed"}
    assert outcomes(alone) == {"closed": "refused"}
    assert (report.gone, alone.gone) == ((), ())
    assert names(index) == {"ranger.txt", "clerk.txt"}
