"""`jobclass ingest` where somebody else owns the index: a server takes it over, another command is waited for."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from ingest.report import Report
from tests.assistant.processes import command, owner_client, served, title, until, write_specs
from tests.assistant.service.real import ready
from vectorstore.owner import Owner, holder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(result: Result) -> str:
    return " ".join(result.output.split())


def outcome(report: dict[str, Any]) -> dict[str, Any]:
    """Return `report` without the time that it took."""
    return {name: value for name, value in report.items() if name != "seconds"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handed")


@pytest.fixture(scope="module")
def data_dir(root: Path) -> Iterator[Path]:
    """The data directory of a running server."""
    with served(ready(root / "data")):
        yield root / "data"


def test_the_server_reads_what_the_command_is_given_and_the_report_is_the_same(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_specs(tmp_path / "specs", range(5))
    (tmp_path / "specs" / "picture.png").write_bytes(b"\x89PNG")
    # A relative path means the same to the server.
    monkeypatch.chdir(tmp_path)
    arguments = ("ingest", "specs", "--agency", "District of Elm")
    for extra in (("--dry-run",), (), ()):
        alone = run(*arguments, *extra, "--json", "--data-dir", tmp_path / "alone")
        beside = run(*arguments, *extra, "--json", "--data-dir", data_dir)
        assert (alone.exit_code, beside.exit_code) == (1, 1), beside.output
        assert outcome(json.loads(beside.stdout)) == outcome(json.loads(alone.stdout))
    table = run(*arguments, "--data-dir", data_dir)
    assert "picture.png: format not supported yet: .png" in printed(table)
    assert "5 unchanged, 1 refused." in printed(table)
    (tmp_path / "specs" / "picture.png").unlink()
    (tmp_path / "specs" / f"000 {title(0)}.txt").unlink()
    result = run(*arguments, "--prune", "--data-dir", data_dir)
    assert (result.exit_code, "4 unchanged, 1 removed." in printed(result)) == (0, True)


def test_what_the_server_says_no_to_is_wrong_use(data_dir: Path, tmp_path: Path) -> None:
    result = run("ingest", tmp_path, "--agency", "x" * 501, "--data-dir", data_dir)
    assert (result.exit_code, "agency" in printed(result)) == (2, True)


def test_overrides_go_with_the_job_and_wrong_ones_are_wrong_use(data_dir: Path, tmp_path: Path) -> None:
    folder, overrides = write_specs(tmp_path / "specs", range(20, 22)), tmp_path / "our.toml"
    arguments = ("ingest", folder, "--overrides", overrides, "--agency", "District of Fir")
    overrides.write_text("[[alias]]\nclass = 7\n")
    alone, beside = (run(*arguments, "--data-dir", place) for place in (tmp_path / "alone", data_dir))
    assert (alone.exit_code, beside.exit_code) == (2, 2)
    assert printed(alone) == printed(beside)
    overrides.write_text(f'[[alias]]\nclass = "{title(20)}"\ntitles = ["Path Finder"]\n')
    result = run(*arguments, "--data-dir", data_dir)
    assert (result.exit_code, "2 added." in printed(result)) == (0, True), result.output
    assert json.loads(run("specs", "Path Finder", "--json", "--data-dir", data_dir).stdout)["total"] == 1


def test_a_job_that_failed_is_told_with_its_reason(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant import ingestion

    def failed(job: dict[str, Any], *_: object) -> dict[str, Any]:
        return job | {"state": "failed", "error": "the disk has no room"}

    monkeypatch.setattr(ingestion, "_followed", failed)
    result = run("ingest", tmp_path, "--data-dir", data_dir)
    assert (result.exit_code, "the disk has no room" in printed(result)) == (3, True)


def test_an_interrupt_cancels_the_job_on_the_server_and_says_so(data_dir: Path, tmp_path: Path) -> None:
    folder = write_specs(tmp_path / "many", range(320))
    arguments = command("ingest", folder, "--agency", "District of Ash", "--json", "--data-dir", data_dir)
    with (
        owner_client(data_dir) as client,
        # A shell that runs the tests in the background has them ignore interrupts, and so what they start.
        subprocess.Popen(
            arguments,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        ) as process,
    ):
        until(lambda: any(j["agency"] == "District of Ash" and j["progress"]["done"] for j in jobs(client)))
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
        job = newest(client)
    assert (process.returncode, job["state"]) == (1, "cancelled"), errors
    assert "cancelling the job on the server; what is in stays" in errors
    assert "was cancelled on the server" in errors
    report = Report.from_dict(json.loads(out))
    assert report.cancelled
    assert 0 < len(report.files) < 180
    assert run("index", "check", "--data-dir", data_dir).exit_code == 0


def jobs(client: httpx.Client) -> list[dict[str, Any]]:
    return list(client.get("/v1/ingest").json()["items"])


def newest(client: httpx.Client) -> dict[str, Any]:
    items = client.get("/v1/ingest", params={"limit": 1}).json()["items"]
    return dict(items[0])


@pytest.mark.long
def test_another_command_is_waited_for(tmp_path: Path) -> None:
    folder, data_dir = write_specs(tmp_path / "specs", range(3)), tmp_path / "data"
    data_dir.mkdir()
    with ExitStack() as owning:
        owning.enter_context(Owner(data_dir))
        at_once = run("ingest", folder, "--wait", "0", "--data-dir", data_dir)
        assert at_once.exit_code == 3
        assert "owns the index" in printed(at_once) and "--wait" in printed(at_once)
        arguments = command("ingest", folder, "--data-dir", data_dir)
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            said = process.stderr.readline()
            assert f"owns the index in {str(data_dir)!r}; waiting up to 600 s" in said
            owning.close()
            out, errors = process.communicate(timeout=60)
    assert (process.returncode, "3 added." in out) == (0, True), errors


@pytest.mark.long
def test_two_commands_at_once_both_end_well(tmp_path: Path) -> None:
    folder = write_specs(tmp_path / "specs", range(8))
    arguments = command("ingest", folder, "--json", "--data-dir", tmp_path / "data")
    both = [subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    reports = [Report.from_dict(json.loads(out)).as_dict()["outcomes"] for out, _ in told]
    assert sorted(report["added"] for report in reports) == [0, 8]
    assert sorted(report["unchanged"] for report in reports) == [0, 8]
    assert run("index", "check", "--data-dir", tmp_path / "data").exit_code == 0


def test_to_hand_over_loads_nothing_heavy(data_dir: Path, tmp_path: Path) -> None:
    heavy = "chromadb", "onnxruntime", "fastapi", "tokenizers"
    check = f"atexit.register(lambda: print([m for m in {heavy} if m in sys.modules]))"
    code = f"import atexit, sys; {check}; from assistant.cli import main; main()"
    arguments = ["ingest", str(tmp_path), "--data-dir", str(data_dir)]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.rstrip().endswith("[]")) == (0, True), done.stdout + done.stderr


@pytest.mark.long
def test_a_server_that_is_gone_owns_nothing_and_the_job_waits(tmp_path: Path) -> None:
    """The command goes on with the server that was started in place of the one that it began with."""
    folder, data_dir = write_specs(tmp_path / "many", range(48)), tmp_path / "data"
    arguments = command("ingest", folder, "--json", "--data-dir", data_dir)
    with ExitStack() as first:
        server, _ = first.enter_context(served(data_dir))
        process = first.enter_context(
            subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        )
        with owner_client(data_dir) as client:
            until(lambda: (items := client.get("/v1/ingest").json()["items"]) and items[0]["progress"]["done"])
        server.kill()
        server.wait(30)
        assert holder(data_dir) is None
        with served(data_dir):
            out, errors = process.communicate(timeout=120)
            assert process.returncode == 0, errors
            report = Report.from_dict(json.loads(out))
            outcomes = report.as_dict()["outcomes"]
            assert outcomes["added"] + outcomes["unchanged"] == 48
            assert 0 < outcomes["added"] < 48
            assert run("index", "check", "--data-dir", data_dir).exit_code == 0
