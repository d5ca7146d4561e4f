"""The command line on a real index, in this process and as a process of its own, beside a server too."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.commands import printed, run, two_specs
from tests.assistant.processes import command, served
from tests.assistant.service.real import ready


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_specs(tmp_path_factory.mktemp("specs"))


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
