"""`jobclass lint`: a table, a spreadsheet, JSON; exit code 1 where there are errors."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.draft.checks.rules import OWN_FILE
from tests.assistant.processes import served
from tests.assistant.service.real import ingested


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ingested().name, tmp_path_factory.mktemp("linted") / "data"))


def lint(data_dir: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["lint", *map(str, arguments), "--data-dir", str(data_dir)])


def test_errors_are_told_with_their_place_and_end_in_exit_code_1(data_dir: Path) -> None:
    result = lint(data_dir, "--rule", "no_code", "--rule", "empty_section")
    assert result.exit_code == 1, result.output
    said = " ".join(result.output.split())
    assert "error no_code LIBRARY ASSISTANT, SENIOR – Library Assistant, Senior.txt, line" in said
    assert "2 errors, 4 warnings, 0 notes" in said


def test_one_class_without_errors_ends_in_exit_code_0_with_every_note(data_dir: Path) -> None:
    result = lint(data_dir, "M2041")
    assert result.exit_code == 0, result.output
    assert "empty_section  Accounting Technician (M2041)" in result.output
    assert "0 errors, 1 warning, 0 notes" in " ".join(result.output.split())


def test_the_file_and_the_json_have_all_of_them(data_dir: Path, tmp_path: Path) -> None:
    result = lint(data_dir, "--agency", "Marlow County", "--json", "--csv", tmp_path / "found.csv")
    reply = json.loads(result.stdout)
    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["rule"], row["title"]) for row in rows] == [(o["rule"], o["title"]) for o in reply["findings"]]
    assert result.exit_code == 1


def test_what_is_wrong_is_named(data_dir: Path, tmp_path: Path) -> None:
    for arguments, said in (
        (("--rule", "no_such"), "no rules ['no_such']"),
        (("No Such Class",), "no spec has the id, code or title"),
        (("--rule", "no_code", "--csv", tmp_path), "cannot be written"),
    ):
        result = lint(data_dir, *arguments)
        assert result.exit_code == 2, result.output
        assert said in " ".join(result.output.split())


def test_an_agencys_file_that_cannot_be_used_is_wrong_use(data_dir: Path) -> None:
    (data_dir / OWN_FILE).write_text("[rule.no_code]\nseverity = 'grave'\n")
    try:
        result = lint(data_dir)
        assert result.exit_code == 2
        assert "severity is 'grave'" in " ".join(result.output.split())
    finally:
        (data_dir / OWN_FILE).unlink()


@pytest.mark.long
def test_beside_a_server_the_server_checks(data_dir: Path, tmp_path: Path) -> None:
    alone = lint(data_dir, "--rule", "no_code", "--json")
    with served(data_dir):
        beside = lint(data_dir, "--rule", "no_code", "--json")
    assert (beside.exit_code, json.loads(beside.stdout)) == (1, json.loads(alone.stdout))
