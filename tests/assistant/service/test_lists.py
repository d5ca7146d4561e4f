"""Pages of a list and the catalog as a spreadsheet, over the real service."""

import csv
import io
from collections.abc import Iterator

import httpx
import pytest

from assistant.service.spreadsheet import _harmless
from tests.assistant.service.html_text import Page
from tests.assistant.service.real import serving_examples

DRIVERS = "Which classes require a driver's license?"


@pytest.fixture(scope="module")
def real() -> Iterator[httpx.Client]:
    with (
        serving_examples() as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


def sheet(client: httpx.Client, path: str = "/v1/specs.csv", **given: str) -> list[dict[str, str]]:
    response = client.get(path, params=given or None)
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


def test_the_page_of_a_list_has_all_of_it_with_its_proofs(real: httpx.Client) -> None:
    reply = real.post("/v1/chat", json={"message": DRIVERS, "history": []}).json()
    assert reply["page"] == f"/lists?{httpx.QueryParams(question=DRIVERS)}"
    shown = real.get(reply["page"]).text
    assert "19 loaded class specs require a driver" in shown
    links = {value for name, value in Page(shown).attributes if name == "href"}
    assert links >= {item["url"] for item in reply["items"]}
    at = reply["items"][0]
    assert Page(real.get(at["url"]).text).marked == at["quote"]


def test_a_list_that_goes_on_and_one_of_an_agency_keep_all_that_was_said(real: httpx.Client) -> None:
    said = ["Which classes are exempt?", "And which of those need a degree?"]
    asked = {"message": said[1], "history": said[:1], "agency": "Marlow County"}
    reply = real.post("/v1/chat", json=asked).json()
    assert 0 < reply["total"] < 4
    shown = Page(real.get(reply["page"]).text)
    links = {value for name, value in shown.attributes if name == "href"}
    assert links >= {item["url"] for item in reply["items"]}
    rows = sheet(real, path=reply["page"].replace("/lists?", "/v1/items.csv?"))
    assert [row["spec id"] for row in rows] == [item["spec_id"] for item in reply["items"]]


def test_spreadsheet_of_a_list_has_every_class_under_its_name(real: httpx.Client) -> None:
    response = real.get("/v1/items.csv", params={"question": "How many exempt classes by unit?"})
    assert response.headers["content-disposition"] == 'attachment; filename="how-many-exempt-class-by-unit.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["group"] for row in rows] == ["Administrative", "Operations Supervisors", "Professional"] + [
        "not stated"
    ] * 3
    assert real.get("/v1/items.csv", params={"question": "What is M2042?"}).json()["type"].endswith("no-list")


def test_what_asks_for_no_list_is_told_what_to_do(real: httpx.Client) -> None:
    told = real.get("/lists", params={"question": "What is M2042?"})
    assert told.status_code == 200 and "This asks for no list of classes" in told.text
    assert 'value="What is M2042?"' in told.text
    assert real.get("/lists", params={"question": "a" * 5000}).status_code == 422
    assert "the number of classes is 0" in real.get("/lists", params={"question": "Which classes earn $9?"}).text
    assert "ends before this page" in real.get("/lists", params={"question": DRIVERS, "offset": 500}).text


def test_only_lists_and_comparisons_have_a_page(real: httpx.Client) -> None:
    for question in ("What is the class code of Accountant I?", "What changed for the Crane Electrician since 2015?"):
        assert real.post("/v1/chat", json={"message": question, "history": []}).json()["page"] is None, question
