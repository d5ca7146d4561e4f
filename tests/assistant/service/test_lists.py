"""Pages of a list and the catalog as a spreadsheet, over the real service."""

import csv
import io
from collections.abc import Iterator

import httpx
import pytest

from assistant.service.spreadsheet import _harmless
from tests.assistant.service.real import serving_examples

DRIVERS = "Which classes require a driver's license?"


@pytest.fixture(scope="module")
def real() -> Iterator[httpx.Client]:
    with (
        serving_examples() as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


def sheet(client: httpx.Client, **given: str) -> list[dict[str, str]]:
    response = client.get("/v1/specs.csv", params=given)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_pages_lead_through_a_list(real: httpx.Client) -> None:
    reply = real.post("/v1/chat", json={"message": DRIVERS, "history": []}).json()
    assert (reply["total"], len(reply["items"]), reply["next"]) == (19, 19, None)
    path, found, sizes = f"/v1/items?{httpx.QueryParams(question=DRIVERS, limit=8)}", [], []
    while path:
        page = real.get(path).json()
        assert page["total"] == 19
        found += page["items"]
        sizes.append(len(page["items"]))
        path = page["next"]
    assert sizes == [8, 8, 3]
    assert found == reply["items"]


def test_an_agency_narrows_every_page(real: httpx.Client) -> None:
    asked = {"question": "list all classes", "agency": "Tern Harbor Port District", "limit": 4}
    first = real.get("/v1/items", params=asked).json()
    second = real.get(first["next"]).json()
    agencies = {item["agency"].casefold() for item in (*first["items"], *second["items"])}
    assert agencies == {"tern harbor port district"}
    assert first["total"] == second["total"] < 38


@pytest.mark.parametrize(
    ("question", "problem"),
    [("What is the class code of Accountant I?", "no-list"), (" ", "empty-message")],
)
def test_what_asks_for_no_list_has_no_pages(real: httpx.Client, question: str, problem: str) -> None:
    refused = real.get("/v1/items", params={"question": question})
    assert (refused.status_code, refused.json()["type"]) == (422, f"urn:jobclass:problem:{problem}")


def test_spreadsheet_has_a_row_for_each_class(real: httpx.Client) -> None:
    response = real.get("/v1/specs.csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="class-specs.csv"'
    assert response.content.startswith(b"\xef\xbb\xbf"), "a spreadsheet takes it for UTF-8 by this mark"
    rows = sheet(real)
    assert len(rows) == real.post("/v1/chat", json={"message": "list all classes", "history": []}).json()["total"] == 38
    (row,) = [row for row in rows if row["class code"] == "M2051"]
    assert (row["title"], row["agency"], row["FLSA (overtime) status"]) == ("Accountant II", "MARLOW COUNTY", "Exempt")
    assert (row["bargaining unit"], row["date established"]) == ("Professional", "1988-02")
    assert real.get(row["url"]).status_code == 200


def test_spreadsheet_has_pay_as_numbers(real: httpx.Client) -> None:
    (row,) = sheet(real, q="wharf carpenter")
    assert (row["pay from"], row["pay to"], row["pay period"]) == ("34.20", "41.85", "hour")


def test_spreadsheet_is_narrowed_as_the_catalog_is(real: httpx.Client) -> None:
    assert {row["title"] for row in sheet(real, q="land surveyor")} >= {"Land Surveyor I", "Land Surveyor II"}
    assert len(sheet(real, agency="Marlow County")) + len(sheet(real, agency="Tern Harbor Port District")) == 38
    assert sheet(real, q="no such class") == []


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert _harmless(cell) == f"'{cell}"
    assert _harmless("Clerk = typist") == "Clerk = typist"


def test_the_catalog_page_leads_to_the_spreadsheet(real: httpx.Client) -> None:
    assert 'href="/v1/specs.csv?q=surveyor"' in real.get("/specs", params={"q": "surveyor"}).text
