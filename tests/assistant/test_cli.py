"""The command line on a real index, in this process and as a process of its own, beside a server too."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.assistant.processes import command, served
from tests.assistant.service.real import ready

SPEC = """{title}

Class Code: {code}
FLSA Status: Exempt

DEFINITION

Under direction of the chief ranger, looks after the {place} of the district.

EXAMPLES OF DUTIES

1. {duty}
2. Keeps records of visitors and of storms.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(result: Result) -> str:
    """Return the output as one line, for a terminal's width wraps it anywhere."""
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("specs")
    ranger = SPEC.format(title="PARK RANGER", code="R100", place="trails", duty="Walks the trails and mends fences.")
    warden = SPEC.format(title="LAKE WARDEN", code="W200", place="lakes", duty="Counts herons and pike at dawn.")
    (root / "ranger.txt").write_text(ranger)
    (root / "warden.md").write_text(warden)
    return root


@pytest.fixture(scope="module")
def data_dir(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an index of both specs; tests read it."""
    path = ready(tmp_path_factory.mktemp("data"))
    result = run("ingest", folder, "--data-dir", path, "--agency", "District of Elm")
    assert result.exit_code == 0, result.output
    return path


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    code = "import sys; from assistant.cli import main; main()"
    heavy = "chromadb", "onnxruntime", "fastapi", "sqlalchemy"
    check = f"import atexit, sys; atexit.register(lambda: print([m for m in {heavy} if m in sys.modules])); {code}"
    done = subprocess.run([sys.executable, "-c", check, "--help"], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in ("setup", "ingest", "ask", "serve", "specs", "show", "eval", "index"))
    assert done.stdout.rstrip().endswith("[]")


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


def test_ask_answers_with_the_quote_and_its_place(data_dir: Path) -> None:
    result = run("ask", "What is the class code of the Park Ranger?", "--data-dir", data_dir)
    assert result.exit_code == 0, result.output
    assert "R100" in printed(result)
    assert "Class Code: R100" in printed(result)
    assert "ranger.txt, line 3" in printed(result)


def test_ask_as_json_is_the_reply_of_the_contract(data_dir: Path) -> None:
    result = run("ask", "Is the Lake Warden exempt from overtime?", "--json", "--data-dir", data_dir)
    reply = json.loads(result.stdout)
    assert reply["status"] == "answered"
    assert reply["conversation_id"]
    quoted = reply["citations"][0]
    text = (Path(quoted["source_path"])).read_text()
    assert text[quoted["start"] : quoted["end"]] == quoted["quote"]


def test_ask_for_an_unknown_class_shows_the_nearest_and_is_done(data_dir: Path) -> None:
    result = run("ask", "What is the class code of the Park Rangerette?", "--data-dir", data_dir)
    assert result.exit_code == 0
    assert "PARK RANGER" in printed(result).upper()


def test_ask_of_an_empty_index_says_what_to_do(tmp_path: Path) -> None:
    result = run("ask", "What is R100?", "--data-dir", tmp_path)
    assert result.exit_code == 3
    assert "run `jobclass ingest PATH` first" in printed(result)


@pytest.mark.parametrize("question", [" ", "a" * 10_000])
def test_a_message_that_is_none_is_wrong_use(data_dir: Path, question: str) -> None:
    result = run("ask", question, "--data-dir", data_dir)
    assert result.exit_code == 2
    assert "message" in printed(result)


def test_specs_lists_and_finds(data_dir: Path) -> None:
    assert "2 specs" in printed(run("specs", "--data-dir", data_dir))
    found = json.loads(run("specs", "warden", "lake", "--json", "--data-dir", data_dir).stdout)
    assert [item["class_code"] for item in found["items"]] == ["W200"]
    assert found["items"][0]["agency"] == "District of Elm"
    assert printed(run("specs", "heron", "--data-dir", data_dir)).endswith("0 specs")


def test_show_takes_a_code_a_title_and_an_id(data_dir: Path) -> None:
    by_code = json.loads(run("show", "w200", "--json", "--data-dir", data_dir).stdout)
    by_title = json.loads(run("show", "Warden, Lake", "--json", "--data-dir", data_dir).stdout)
    by_id = json.loads(run("show", by_code["spec_id"], "--json", "--data-dir", data_dir).stdout)
    assert by_code == by_title == by_id
    assert by_code["title"] == "LAKE WARDEN"
    shown = printed(run("show", "R100", "--data-dir", data_dir))
    assert "Class Code: R100" in shown
    assert "EXAMPLES OF DUTIES 1. Walks the trails and mends fences." in shown


def test_show_names_what_fits_several_and_what_fits_none(data_dir: Path) -> None:
    several = run("show", "District Elm", "--data-dir", data_dir)
    assert several.exit_code == 2
    assert "'District Elm' fits 2 specs" in printed(several)
    assert "R100 PARK RANGER" in printed(several)
    none = run("show", "Owl Keeper", "--data-dir", data_dir)
    assert none.exit_code == 2
    assert "no spec has the id, code or title 'Owl Keeper'" in printed(none)


def test_check_finds_the_index_clean(data_dir: Path) -> None:
    result = run("index", "check", "--repair", "--data-dir", data_dir)
    assert (result.exit_code, printed(result)) == (0, "The index is clean.")


@pytest.mark.parametrize(
    "arguments", [("ingest",), ("ask",), ("show",), ("specs", "--colour"), ("fly",), ("ingest", "a", "--agency")]
)
def test_wrong_use_is_told_as_such(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_wrong_setting_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBCLASS_PORT", "many")
    result = run("specs")
    assert (result.exit_code, "JOBCLASS_PORT is 'many'" in printed(result)) == (2, True)


@pytest.mark.parametrize("command", [("specs",), ("serve",), ("ask", "What is R100?"), ("ingest", ".")])
def test_missing_model_files_are_named_with_what_to_do(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBCLASS_MODEL_DIR", str(tmp_path / "models"))
    result = run(*command, "--data-dir", tmp_path / "data")
    assert result.exit_code == 3
    assert "jobclass setup" in printed(result)


@pytest.mark.long
def test_setup_again_changes_nothing() -> None:
    result = run("setup")
    assert result.exit_code == 0
    assert "are complete" in printed(result)


def test_what_could_steer_a_terminal_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "odd\x1b[2J\n.txt").write_text(" ")
    result = run("ingest", tmp_path / "specs", "--data-dir", tmp_path / "data")
    assert result.exit_code == 1
    assert "\x1b[2J" not in result.output
    assert "odd\\x1b[2J" in printed(result)


def reply(*arguments: str | Path) -> Any:  # noqa: ANN401
    return json.loads(run(*arguments, "--json").stdout)


def test_beside_a_server_the_commands_print_the_same(data_dir: Path) -> None:
    asked = ("ask", "What is the class code of the Park Ranger?", "--data-dir", data_dir)
    alone = reply("specs", "--data-dir", data_dir), reply("show", "R100", "--data-dir", data_dir), reply(*asked)
    with served(data_dir) as (process, _):
        beside = reply("specs", "--data-dir", data_dir), reply("show", "R100", "--data-dir", data_dir), reply(*asked)
        assert beside[:2] == alone[:2]
        for answer in (alone[2], beside[2]):
            answer.pop("conversation_id")
            answer.pop("message_id")
        assert beside[2] == alone[2]
        assert run("ask", " ", "--data-dir", data_dir).exit_code == 2
        assert run("show", "Owl Keeper", "--data-dir", data_dir).exit_code == 2
        result = run("serve", "--port", "0", "--data-dir", data_dir)
        assert (result.exit_code, str(process.pid) in printed(result)) == (3, True)
        result = run("index", "check", "--repair", "--data-dir", data_dir)
        assert (result.exit_code, printed(result)) == (0, "The index is clean.")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in (0, 130, -signal.SIGINT)
    assert "2 specs" in printed(run("specs", "--data-dir", data_dir))


@pytest.mark.long
def test_a_server_that_was_killed_owns_nothing(data_dir: Path) -> None:
    with served(data_dir) as (process, _):
        process.kill()
        process.wait(30)
        assert run("index", "check", "--data-dir", data_dir).exit_code == 0


def test_a_port_in_use_is_told(data_dir: Path, tmp_path: Path) -> None:
    with served(data_dir) as (_, address):
        port = address.rpartition(":")[2]
        result = run("serve", "--port", port, "--data-dir", tmp_path)
        assert result.exit_code == 3
        assert f"cannot listen on 127.0.0.1:{port}" in printed(result)


def test_the_command_itself_answers(data_dir: Path) -> None:
    done = subprocess.run(
        command("ask", "What is the class code of the Lake Warden?", "--data-dir", data_dir),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "W200" in done.stdout
