"""`jobclass eval` as a user runs it: alone, beside a server, and with what cannot be asked."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.assistant.processes import code, command, served, title, write_specs
from tests.assistant.service.real import ingested, ready
from vectorstore.database import Database


def line(kind: str, question: str, *history: str, **expect: object) -> str:
    return json.dumps({"id": question, "kind": kind, "question": question, "history": history, "expect": expect})


CODE = f"What is the class code of the {title(0)}?"
ANSWERED = {"status": "answered", "contains": [code(0)], "document": f"000 {title(0)}.txt"}
RIGHT = (
    line("code", CODE, **ANSWERED),
    line("follow", "and its duties?", CODE, status="answered", section="duties", covers="mends what the storms have"),
    line("none", "What is the class code of the Astronaut?", status="unknown_class"),
)
WRONG = line("code", f"class code of the {title(1)}", status="answered", contains=["R9999"])


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("eval")
    data = ready(root / "data")
    result = run("ingest", write_specs(root / "specs", range(3)), "--data-dir", data, "--agency", "Elm")
    assert result.exit_code == 0, result.output
    return data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join([*RIGHT, WRONG]))
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(result: Result) -> str:
    return " ".join(result.output.split())


def timeless(result: Result) -> dict[str, Any]:
    """Return the scores without what differs between two runs: times and ids."""
    scores: dict[str, Any] = json.loads(result.stdout)
    del scores["latency_ms"]
    for asked in scores["questions"]:
        del asked["latency_ms"], asked["reply"]["conversation_id"], asked["reply"]["message_id"]
    return scores


def test_the_command_itself_scores(data_dir: Path, file: Path) -> None:
    report = file.with_suffix(".html")
    words = command("eval", file, "--data-dir", data_dir, "--html", report, "--floor", "0.8")
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shown = " ".join(done.stdout.split())
    assert "code 1 2 0.500 follow 1 1 1.000 none 1 1 1.000" in shown
    assert f"missed contains (R9999) got [answered] The class code of {title(1)} is" in shown
    assert "unverified quotes 0, loose numbers 0, wrong answers 1, false refusals 0, unsupported answers 0" in shown
    assert "mean over kinds 0.8333; 3 of 4 right" in shown
    assert "3 of 4 right" in report.read_text("utf-8")


@pytest.mark.long
def test_beside_a_server_the_scores_are_the_same(data_dir: Path, file: Path) -> None:
    alone = timeless(run("eval", file, "--data-dir", data_dir, "--json"))
    assert (alone["right"], alone["asked"], alone["wrong_answers"]) == (3, 4, 1)
    with served(data_dir):
        assert timeless(run("eval", file, "--data-dir", data_dir, "--json")) == alone
    with Database(data_dir / "catalog.sqlite3").read() as connection:
        counted = connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar()
    assert counted == 0, "what was asked to score is not kept"


def test_the_floor_decides_the_exit_code(data_dir: Path, file: Path) -> None:
    given = ("eval", file, "--data-dir", data_dir)
    assert run(*given, "--floor", "0.83").exit_code == 0
    result = run(*given, "--floor", "0.84")
    assert (result.exit_code, "the mean over kinds, 0.8333, is below 0.84" in printed(result)) == (1, True)
    assert run(*given, "--floor", "1", "--skip", "kind=code").exit_code == 0
    result = run(*given, "--floor", "1", "--select", "kind=code,follow", "--agency", "Elm")
    assert (result.exit_code, "2 of 3 right" in printed(result)) == (1, True)


def test_what_cannot_be_asked_is_wrong_use(data_dir: Path, file: Path, tmp_path: Path) -> None:
    given = ("--data-dir", data_dir)
    file.write_text(f'{RIGHT[0]}\n{{"question": "x", "expect": {{"contain": ["y"]}}}}\n')
    result = run("eval", file, *given)
    assert (result.exit_code, "line 2: the expectation 'contain' is not known" in printed(result)) == (2, True)
    assert "right" not in result.stdout
    file.write_text("")
    assert run("eval", file, *given).exit_code == 2
    assert run("eval", tmp_path / "none.jsonl", *given).exit_code == 2
    assert run("eval", file, "--floor", "95", *given).exit_code == 2
    file.write_text(RIGHT[0])
    assert run("eval", file, "--html", tmp_path, *given).exit_code == 2


def test_the_questions_that_the_readme_shows_are_right(tmp_path: Path) -> None:
    shown = (Path(__file__).parents[3] / "README.md").read_text("utf-8").split("```json\n")[1].split("```")[0]
    (tmp_path / "mine.jsonl").write_text(shown)
    result = run("eval", tmp_path / "mine.jsonl", "--data-dir", ingested().name)
    assert "3 of 3 right" in printed(result), result.output


def test_nothing_to_ask_of_is_unavailable(file: Path, tmp_path: Path) -> None:
    result = run("eval", file, "--data-dir", tmp_path / "empty")
    assert (result.exit_code, "the index holds no specs yet" in printed(result)) == (3, True)
