"""POST /v1/lint over the example specs: of a spec, of a text, of all; as JSON and as a spreadsheet."""

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.draft.checks.rules import OWN_FILE
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.real import ingested
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import StandIn, opened

_JSON = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ingested().name, tmp_path_factory.mktemp("checked") / "data"))


@pytest.fixture(scope="module")
def real(folder: Path) -> Iterator[httpx.Client]:
    with (
        serving(create_app(Settings(data_dir=folder))) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60, headers=_JSON) as client,
    ):
        yield client


def lint(client: httpx.Client, **asked: object) -> dict[str, object]:
    response = client.post("/v1/lint", json=asked)
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_findings_of_a_spec_quote_its_source(real: httpx.Client) -> None:
    (item,) = real.get("/v1/specs", params={"q": "M2041"}).json()["items"]
    reply = lint(real, spec_ids=[item["spec_id"]], rules=["empty_section"])
    (one,) = reply["findings"]  # type: ignore[misc]
    source = real.get(f"/v1/sources/{one['source_id']}").json()
    assert source["text"][one["start"] : one["end"]] == one["quote"] == "License"
    assert (reply["counts"], reply["severities"]) == ({"empty_section": 1}, {"error": 0, "warning": 1, "note": 0})


def test_a_text_is_checked_that_is_in_no_catalog(real: httpx.Client) -> None:
    text = "# Lamp Keeper\n\n## Duties\nTrims his wicks.\n"
    findings = lint(real, text=text)["findings"]
    assert isinstance(findings, list)
    found = {one["rule"]: text[one["start"] : one["end"]] for one in findings}
    assert found["gendered_wording"] == "his"
    assert {"no_code", "missing_section"} <= found.keys()


def test_findings_of_a_draft_have_their_lines(real: httpx.Client) -> None:
    made = real.post("/v1/drafts", json={"title": "Ferry Foreman", "notes": "Files his manifests.", "agency": ""})
    assert made.status_code == 201, made.text
    draft = made.json()
    lines = {line["line_id"]: line["text"] for section in draft["sections"] for line in section["lines"]}
    found = lint(real, draft_id=draft["draft_id"])["findings"]
    assert isinstance(found, list)
    assert found
    assert "Foreman" in [one["quote"] for one in found if one["rule"] == "gendered_wording"]
    for one in found:
        if one["line_id"] and one["end"]:
            assert lines[one["line_id"]][one["start"] : one["end"]] == one["quote"]


def test_every_class_is_checked_or_those_of_an_agency(real: httpx.Client) -> None:
    every, county = lint(real), lint(real, agency="marlow county")
    assert {one["agency"].casefold() for one in county["findings"]} == {"marlow county"}  # type: ignore[attr-defined]
    assert len(every["findings"]) > len(county["findings"]) > 0  # type: ignore[arg-type]
    assert sum(every["counts"].values()) == len(every["findings"])  # type: ignore[attr-defined,arg-type]


def test_the_same_as_a_spreadsheet_by_address_and_by_what_is_accepted(real: httpx.Client) -> None:
    asked = {"rules": ["no_code"]}
    sheet = real.post("/v1/lint.csv", json=asked)
    assert sheet.headers["content-type"].startswith("text/csv")
    assert real.post("/v1/lint", json=asked, headers={"Accept": "text/csv"}).text == sheet.text
    rows = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    assert [(row["rule"], row["severity"]) for row in rows] == [("no_code", "error")] * 2
    assert all(real.get(row["url"]).status_code == 200 for row in rows)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"rules": ["no_such"]}, 422, "no rules ['no_such']; known: ["),
        ({"spec_ids": ["nowhere"]}, 404, "There is no spec 'nowhere'"),
        ({"spec_ids": ["a"], "text": "b"}, 422, "not several"),
        ({"draft_id": "nowhere"}, 404, "no draft 'nowhere'"),
        ({"text": 3}, 422, "string"),
        ({"text": " \n"}, 422, "body: the text is empty: send a class spec"),
        ({"agency": "Nowhere"}, 422, "no specs of an agency 'Nowhere'; there are: "),
    ],
)
def test_what_cannot_be_checked_is_a_problem(
    real: httpx.Client, asked: dict[str, object], status: int, said: str
) -> None:
    response = real.post("/v1/lint", json=asked)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert said in response.text


def test_an_agencys_file_holds_as_soon_as_it_is_there_and_is_named_where_it_is_wrong(
    real: httpx.Client, folder: Path
) -> None:
    own = folder / OWN_FILE
    try:
        own.write_text("[rule.no_code]\nseverity = 'note'\n")
        assert lint(real, rules=["no_code"])["severities"] == {"error": 0, "warning": 0, "note": 2}
        own.write_text("[rule.no_code]\nseverity = 'grave'\n")
        response = real.post("/v1/lint", json={})
        assert response.status_code == 503
        assert "severity is 'grave'" in response.json()["detail"]
    finally:
        own.unlink()


def test_only_staff_check(tmp_path: Path) -> None:
    with (
        serving(create_app(Settings(data_dir=tmp_path, uploads="token"), opened(StandIn()))) as address,
        httpx.Client(base_url=address, trust_env=False, headers=_JSON) as client,
    ):
        assert client.post("/v1/lint", json={}).status_code == 401
        assert client.post("/v1/lint.csv", json={}).status_code == 401
