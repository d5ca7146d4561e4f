"""`jobclass ingest`: what it tells of each file, and what it leaves as it is."""

import json
import os
import re
import shlex
import zipfile
from pathlib import Path

import pytest

from tests.assistant.commands import printed, run, two_specs
from tests.assistant.processes import SPEC


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_specs(tmp_path_factory.mktemp("specs"))


def test_ingest_reports_what_was_read_and_what_was_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    for file in folder.iterdir():
        (tmp_path / "specs" / file.name).write_text(file.read_text())
    (tmp_path / "specs" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "specs" / "zero.txt").write_bytes(b"")
    result = run("ingest", tmp_path / "specs", "--data-dir", tmp_path / "data")
    assert result.exit_code == 1
    assert "format not supported yet: .png" in printed(result)
    assert "zero.txt is empty" in printed(result)
    assert "2 added, 2 refused. Read 2 classes," in printed(result)
    again = run("ingest", tmp_path / "specs" / "ranger.txt", "--data-dir", tmp_path / "data")
    assert again.exit_code == 0
    assert "1 unchanged." in printed(again)


def test_ingest_as_json_and_as_a_dry_run(folder: Path, tmp_path: Path) -> None:
    result = run("ingest", folder, "--data-dir", tmp_path, "--dry-run", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (report["dry_run"], report["outcomes"]["added"]) == (True, 2)
    assert json.loads(run("specs", "--json", "--data-dir", tmp_path).stdout) == {"items": [], "total": 0}


def test_ingest_shows_what_a_person_can_act_on(folder: Path, tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    specs.mkdir()
    for file in folder.iterdir():
        (specs / file.name).write_text(file.read_text())
    (specs / "copy.txt").write_text((folder / "ranger.txt").read_text())
    (specs / "pay.csv").write_text("code,pay")
    strange = SPEC.format(title="BEE KEEPER", code="R100", place="hives", duty="Smokes.")
    (specs / "z-bees.txt").write_text(f"{strange}\nMOON PHASES\n\nNew and full.\n")
    (specs / "jobclass-overrides.toml").write_text(
        '[[correct]]\nclass = "W200"\nfact = "class code"\nvalue = "W201"\nreason = "typing error"\n'
        '[[alias]]\nclass = "X9"\ntitles = ["Nobody"]\n'
    )
    result = run("ingest", specs, "--data-dir", tmp_path / "data", "--agency", "District of Elm")
    shown = printed(result)
    assert result.exit_code == 0, shown
    assert "3 added, 1 copy, 1 skipped. Read 3 classes," in shown
    assert "W201 LAKE WARDEN" in shown
    assert re.search(r"z-bees.txt +date +MOON PHASES", result.output)
    assert "pay.csv: a class table: jobclass table" in shown
    assert "ranger.txt: copy of 'copy.txt'" in shown
    assert "Code R100 is of 'PARK RANGER' and of 'BEE KEEPER'." in shown
    assert re.search(r"jobclass-overrides.toml:6 +X9 is also called Nobody +fits nothing", result.output)
    again = run("ingest", specs, "--data-dir", tmp_path / "data")
    assert "3 unchanged, 1 copy, 1 skipped." in printed(again)
    assert "Not recognized" not in again.output


def test_files_are_named_below_the_folder_that_they_share(folder: Path, tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    for agency in ("elm", "oak"):
        (specs / agency).mkdir(parents=True)
        (specs / agency / "pay day.csv").write_text("code,pay")
        (specs / agency / "zero.txt").write_bytes(b"")
        (specs / agency / "ranger.txt").write_text(f"{(folder / 'ranger.txt').read_text()}\nPosted in {agency}.\n")
    (specs / "two\nlines.txt").write_bytes(b"")
    with zipfile.ZipFile(specs / "packed.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK")
    arguments = ["ingest", specs, "--agency", "District of Elm", "--data-dir", tmp_path / "data"]
    lines = run(*arguments).output.splitlines()
    assert f"In {specs}" in lines
    assert {"  elm/zero.txt is empty", "  oak/zero.txt is empty", r"  two\nlines.txt is empty"} <= set(lines)
    inner = "  packed.zip!/inner.zip: 'inner.zip' in 'packed.zip' is an archive within an archive; unpack it"
    assert any(line.startswith(inner) for line in lines)
    assert any(line.startswith("oak/ranger.txt") for line in lines)
    # A command is copied into a shell, from wherever one is.
    command = f"jobclass table {shlex.quote(str(specs / 'elm' / 'pay day.csv'))} --agency NAME"
    assert any(command in line for line in lines)
    (specs / "elm" / "ranger.txt").rename(specs / "ranger.txt")
    assert "  ranger.txt: moved from 'elm/ranger.txt'" in run(*arguments).output.splitlines()


def test_an_interrupt_says_what_is_in(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.ingestion.run", interrupted)
    result = run("ingest", folder, "--data-dir", tmp_path)
    assert (result.exit_code, "what is in stays; run it again for the rest" in printed(result)) == (130, True)


def test_a_path_that_may_not_be_read_does_not_keep_the_others_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_bytes(b"")
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **how: str(path) != str(closed) and may(path, mode, **how))
    result = run("ingest", closed, folder, "--data-dir", tmp_path / "data")
    assert (result.exit_code, "2 added, 1 refused." in printed(result)) == (1, True)


def test_a_folder_without_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    result = run("ingest", tmp_path / "none", "--data-dir", tmp_path / "data")
    assert (result.exit_code, f"no file to read in {str(tmp_path / 'none')!r}" in printed(result)) == (0, True)


def test_what_many_classes_lack_is_said_once(tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    specs.mkdir()
    for number in range(45):
        text = SPEC.format(
            title=f"RANGER OF TRAIL {number}", code=f"R{number}", place="trails", duty=f"Walks {number}."
        )
        (specs / f"{number:02}.txt").write_text(text)
    result = run("ingest", specs, "--data-dir", tmp_path / "data", "--dry-run")
    assert "45 classes without date; --json names them" in result.output
    assert "and 5 more; --json has them all" in result.output
    assert len(result.output.splitlines()) < 55


def test_bad_overrides_stop_the_run(folder: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine.toml"
    named.write_text('[[retire]]\nclass = "R100"\n')
    result = run("ingest", folder, "--data-dir", tmp_path / "data", "--overrides", named)
    assert (result.exit_code, "mine.toml', line 1: [[retire]] needs `date`" in printed(result)) == (2, True)
    assert json.loads(run("specs", "--json", "--data-dir", tmp_path / "data").stdout)["total"] == 0


def test_ingest_removes_what_is_gone_when_told(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "specs"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_text(file.read_text())
    run("ingest", copy, "--data-dir", tmp_path / "data")
    (copy / "warden.md").unlink()
    assert "Gone, and still answering; --prune removes them from the index warden.md" in printed(
        run("ingest", copy, "--data-dir", tmp_path / "data")
    )
    result = run("ingest", copy, "--prune", "--data-dir", tmp_path / "data")
    assert (result.exit_code, "1 removed" in printed(result)) == (0, True)
    assert json.loads(run("specs", "--json", "--data-dir", tmp_path / "data").stdout)["total"] == 1
