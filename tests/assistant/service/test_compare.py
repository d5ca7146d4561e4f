"""GET /v1/compare over the examples, and the same comparison in an answer."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.assistant.service.html_text import Page
from tests.assistant.service.real import serving_examples


@pytest.fixture(scope="module")
def real() -> Iterator[httpx.Client]:
    with (
        serving_examples() as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


def ids(client: httpx.Client, *titles: str) -> list[str]:
    items = client.get("/v1/specs", params={"limit": 1000}).json()["items"]
    return [next(item["spec_id"] for item in items if item["title"] == title) for title in titles]


def compare(client: httpx.Client, specs: list[str]) -> httpx.Response:
    return client.get("/v1/compare", params={"spec": specs})


def test_comparison_is_that_of_the_answer(real: httpx.Client) -> None:
    specs = ids(real, "Accountant I", "Accountant II")
    found: dict[str, Any] = compare(real, specs).json()
    reply = real.post("/v1/chat", json={"message": "Compare Accountant I and Accountant II"}).json()
    assert [side["spec_id"] for side in found["classes"]] == specs
    assert any(cell["numbers"] for row in reply["comparison"]["rows"] for cell in row["cells"])
    for row in reply["comparison"]["rows"]:
        for cell in row["cells"]:
            cell["numbers"] = []
    assert found == reply["comparison"]


def test_every_quote_stands_in_its_source(real: httpx.Client) -> None:
    found = compare(real, ids(real, "Dredge Deckhand", "Dredge Captain", "Dredge Leverhand")).json()
    texts: dict[str, str] = {}
    for value in (value for row in found["rows"] for cell in row["cells"] for value in cell["values"]):
        source = value["source_id"]
        texts[source] = texts.get(source) or real.get(f"/v1/sources/{source}").json()["text"]
        assert texts[source][value["start"] : value["end"]] == value["quote"]
    assert texts
    assert {len(row["cells"]) for row in found["rows"]} == {3}


def test_only_one_names_who_says_it(real: httpx.Client) -> None:
    one, other = ids(real, "Accountant I", "Accountant II")
    found = {row["facet"]: row for row in compare(real, [one, other]).json()["rows"]}
    assert (found["knowledge"]["result"], found["knowledge"]["only"]) == ("only_one", [one])
    assert found["knowledge"]["cells"][1]["values"] == []
    assert "higher grade" in found["grade"]["verdict"]


def test_what_cannot_be_compared_is_refused(real: httpx.Client) -> None:
    (one,) = ids(real, "Accountant I")
    refused = {
        (): 422,
        (one,): 422,
        (one, one): 422,
        (one, "nowhere"): 404,
        (one, "a", "b", "c"): 422,
    }
    for specs, status in refused.items():
        response = compare(real, list(specs))
        assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json"), specs
    assert "not compared with itself" in compare(real, [one, one]).json()["detail"]


def test_the_page_of_a_comparison_has_all_of_it(real: httpx.Client) -> None:
    reply = real.post("/v1/chat", json={"message": "Compare Accountant I and Accountant II", "history": []}).json()
    shown = real.get(reply["page"]).text
    rows = reply["comparison"]["rows"]
    links = {value for name, value in Page(shown).attributes if name == "href"}
    assert links >= {value["url"] for row in rows for cell in row["cells"] for value in cell["values"]}
    differing = real.get(f"{reply['page']}&show=differs").text
    assert differing.count('class="facet"') == sum(row["result"] == "differs" for row in rows) < len(rows)
    sheet = real.get(reply["page"].replace("/compare?", "/v1/compare.csv?")).content.decode("utf-8-sig")
    told = list(csv.reader(io.StringIO(sheet)))
    assert told[0][3:] == [
        "Accountant I, M2048, MARLOW COUNTY, 2016-09",
        "Accountant II, M2051, MARLOW COUNTY, 2016-09",
    ]
    assert [row[0] for row in told[1:]] == [row["name"] for row in rows]
    assert [
        "salary grade",
        "differs",
        "Accountant II has the higher grade",
        "31",
        "36",
    ] in told


def test_fewer_or_more_classes_than_can_be_compared_are_chosen_from(real: httpx.Client) -> None:
    one, other, third = ids(real, "Accountant I", "Accountant II", "Dredge Captain")
    picker = real.get("/compare", params={"spec": [one, one, "nowhere"]}).text
    assert "A class of this address is not in the catalog any more" in picker
    assert f'href="/compare?spec={one}&amp;spec={other}"' in picker, "a class of a like title is offered"
    found = real.get("/compare", params={"spec": one, "q": "dredge captain", "choose": "true"}).text
    assert f'href="/compare?spec={one}&amp;spec={third}"' in found
    (fourth,) = ids(real, "Dredge Deckhand")
    many = real.get("/compare", params={"spec": [one, other, third, fourth]}).text
    assert "Three classes can be compared at most: remove 1 of these." in many
    assert "First class" in real.get("/compare").text
