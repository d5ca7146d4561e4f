"""`jobclass table` on a real index: alone and beside a server, what it shows, and how it ends."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.assistant.processes import code, owner_client, served, title, write_specs
from tests.assistant.service.real import ready

HEAD = "Job Code,Title,Range,Min,Max,OT Status,Rep Unit,Boot Money\n"
GOOD = f"{code(0)},{title(0).upper()},A,3000,3500,Exempt,U1,Yes\n{code(1)},{title(1)},,19.50,21.75,Non-exempt,U2,\n"
BAD = ",Nobody,,3000,3500,Exempt,U1,\n"
LOADED = ("--agency", "District of Elm", "--effective", "2022-07-01", "--period", "month")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def printed(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.fixture(scope="module")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_specs(tmp_path_factory.mktemp("specs"), range(3))


@pytest.fixture(scope="module")
def data_dir(specs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = ready(tmp_path_factory.mktemp("alone") / "data")
    assert run("ingest", specs, "--agency", "District of Elm", "--data-dir", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def serving(specs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data directory of a running server with the same specs."""
    path = ready(tmp_path_factory.mktemp("beside") / "data")
    with served(path):
        assert run("ingest", specs, "--agency", "District of Elm", "--data-dir", path).exit_code == 0
        yield path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pay.csv"
    path.write_text(HEAD + GOOD)
    return path


def test_it_shows_its_columns_and_what_differs_and_answers_at_once(data_dir: Path, table: Path) -> None:
    done = run("table", table, *LOADED, "--data-dir", data_dir)
    assert done.exit_code == 0, done.output
    shown = printed(done)
    for column in ("Job Code class_code", "Min lower end of pay", "OT Status overtime", "Rep Unit unit",
                   "Boot Money its own label, “boot money”"):  # fmt: skip
        assert column in shown
    assert "1 rows have amounts under $300, which are for an hour by their size: line 3" in shown
    assert f"overtime {code(1)} 3 Non-exempt Exempt" in shown
    assert f"Classes that the table has no row of: 1 {code(2)}" in shown
    assert "added: 2 rows of 2 classes, of District of Elm, from 2022-07-01 on, in dollars a month." in shown
    answer = json.loads(run("ask", f"What does a {title(0)} earn?", "--json", "--data-dir", data_dir).stdout)
    assert "**$3000 to $3500** a month, as of 2022-07-01" in answer["answer"]
    assert answer["citations"][0]["effective"] == "2022-07-01"
    assert answer["citations"][0]["quote"] == GOOD.split("\n")[0]


def test_show_has_what_tables_say_with_their_dates(data_dir: Path, table: Path) -> None:
    run("table", table, *LOADED, "--data-dir", data_dir)
    detail = json.loads(run("show", code(0), "--json", "--data-dir", data_dir).stdout)
    pay = next(fact for fact in detail["tabled"] if fact["facet"] == "salary")
    assert (pay["value"], pay["effective"], pay["qualifier"], pay["source"]) == (
        "$3000 to $3500", "2022-07-01", "Range A", "pay.csv",
    )  # fmt: skip
    assert "In class tables" in run("show", code(0), "--data-dir", data_dir).output
    # A row is no spec: neither listed nor counted.
    assert len(json.loads(run("specs", "--json", "--data-dir", data_dir).stdout)["items"]) == 3


def test_rows_that_are_refused_are_named_and_the_others_are_in(data_dir: Path, table: Path) -> None:
    table.write_text(HEAD + BAD + GOOD + f"{code(2)},{title(2)},,much,,Exempt,U1,\n")
    done = run("table", table, *LOADED, "--data-dir", data_dir)
    assert done.exit_code == 1
    shown = printed(done)
    assert "line 2: nothing stands in column 'Job Code'; give the row its class code" in shown
    assert "line 5: 'much' in column 'Min' is no amount of dollars" in shown
    assert "2 rows of 2 classes, 2 refused" in shown
    told = json.loads(run("table", table, *LOADED, "--json", "--data-dir", data_dir).stdout)
    assert [row["line"] for row in told["refused"]] == [2, 5]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--effective", "07/01/2022", "--period", "month"), "'07/01/2022' is no date; say --effective YYYY-MM-DD"),
        (("--period", "month"), "say --effective YYYY-MM-DD"),
        (("--effective", "2022-07-01", "--period", "fortnight"), "say --period month|year|hour"),
        ((*LOADED, "--column", "Min"), "--column 'Min' is not of the form NAME=FACET"),
        ((*LOADED, "--column", "Pay=salary"), "'pay.csv' has no column 'Pay'; its columns are 'Job Code'"),
        (("--remove", "--effective", "1999-01-01"), "no table of 1999-01-01 was taken from"),
    ],
)
def test_wrong_use_says_what_to_do(data_dir: Path, table: Path, options: tuple[str, ...], says: str) -> None:
    for extra in ((), ("--json",)):
        done = run("table", table, *options, *extra, "--data-dir", data_dir)
        assert done.exit_code == 2, done.output
        assert says in printed(done)


def test_a_file_that_is_not_there_is_wrong_use(data_dir: Path, tmp_path: Path) -> None:
    done = run("table", tmp_path / "none.csv", *LOADED, "--data-dir", data_dir)
    assert done.exit_code == 2
    assert "none.csv' cannot be opened" in printed(done)


def test_beside_a_server_the_server_loads_it_with_the_same_report(
    data_dir: Path, serving: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.write_text(HEAD + BAD + GOOD)
    run("table", table, "--remove", "--data-dir", data_dir)
    # A relative path means the same to the server.
    monkeypatch.chdir(table.parent)
    for extra in (("--dry-run",), (), (), ("--column", "Boot Money=Boot Allowance"), ("--remove",)):
        given = (table.name, *LOADED, *extra, "--json")
        alone = run("table", *given, "--data-dir", data_dir)
        beside = run("table", *given, "--data-dir", serving)
        assert (alone.exit_code, beside.exit_code) == (("--remove" not in extra),) * 2, beside.output
        assert json.loads(beside.stdout) == json.loads(alone.stdout)
    wrong = run("table", table.name, *LOADED, "--column", "x=unit", "--json", "--data-dir", serving)
    assert wrong.exit_code == 2
    assert "has no column 'x'" in wrong.output


def test_the_server_answers_from_it_and_shows_its_row(serving: Path, table: Path) -> None:
    assert run("table", table, *LOADED, "--data-dir", serving).exit_code == 0
    with owner_client(serving) as client:
        reply = client.post("/v1/chat", json={"message": f"What is the bargaining unit of {title(1)}?"}).json()
        (citation, *_) = reply["citations"]
        assert "is **U2**, as of 2022-07-01" in reply["answer"]
        source = client.get(f"/v1/sources/{citation['source_id']}").json()
        assert source["text"][citation["start"] : citation["end"]] == citation["quote"]
        assert (source["media_type"], source["text"]) == ("text/csv", HEAD + GOOD)
        page = client.get(citation["url"].split("#")[0])
        assert page.status_code == 200
        assert '<mark id="cite">' in page.text
        spec = client.get("/v1/specs", params={"q": code(1)}).json()["items"][0]
        assert "In class tables" in client.get(spec["url"]).text
        assert client.get(f"/v1/specs/{citation['spec_id']}").json()["type"] == "table"


def test_nobody_loads_a_table_over_http_without_the_token(serving: Path, table: Path) -> None:
    body = {"path": str(table), "effective": "2022-07-01", "period": "month"}
    with owner_client(serving) as client:
        assert client.post("/v1/tables", json=body | {"path": "pay.csv"}).status_code == 422
        assert client.post("/v1/tables", json=body | {"perod": "month"}).status_code == 422
        del client.headers["Authorization"]
        assert client.post("/v1/tables", json=body).status_code == 401
