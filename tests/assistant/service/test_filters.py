"""Filters of the catalog keep what questions for lists count, on the page, as JSON and as a spreadsheet."""

import csv
import io
from collections.abc import Iterator

import httpx
import pytest

from tests.assistant.service.real import serving_examples

#: A filter, and the question for a list that means the same.
ALIKE = (
    ("overtime=exempt", "Which classes are exempt?"),
    ("overtime=non_exempt", "Which classes are non-exempt?"),
    ("overtime=not-stated", "Which classes do not state an FLSA status?"),
    ("unit=professional", "Which classes are in the unit Professional?"),
    ("staff_type=classified", "Which classes are classified?"),
    ("grade=38", "Which classes are in grade 38?"),
    ("salary=stated", "Which classes state a salary?"),
    ("salary=not-stated", "Which classes state no salary?"),
    ("license=required", "Which classes require a license?"),
    ("license=may-be-required", "Which classes may require a license?"),
    ("license=none", "Which classes do not require a license?"),
    ("license=not-stated", "Which classes say nothing about a license?"),
    ("degree=required", "Which classes require a degree?"),
    ("revised_until=2013", "Which classes were not revised since 2014?"),
    ("overtime=exempt&license=required", "Which exempt classes require a license?"),
    ("overtime=exempt&agency=Marlow+County", "Which classes of Marlow County are exempt?"),
    ("overtime=exempt&overtime=non_exempt", "Which classes state an FLSA status?"),
)


@pytest.fixture(scope="module")
def real() -> Iterator[httpx.Client]:
    with (
        serving_examples() as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


def titles(client: httpx.Client, asked: str) -> list[str]:
    found = client.get(f"/v1/specs?{asked}&limit=1000").json()
    assert found["total"] == len(found["items"])
    return sorted(item["spec_id"] for item in found["items"])


def test_a_filter_keeps_what_the_question_for_it_lists(real: httpx.Client) -> None:
    for asked, question in ALIKE:
        listed = real.get("/v1/items", params={"question": question}).json()
        assert listed["total"], question
        assert titles(real, asked) == sorted(item["spec_id"] for item in listed["items"]), asked


def test_the_page_counts_what_each_choice_would_keep(real: httpx.Client) -> None:
    page = real.get("/specs?license=required&overtime=exempt").text
    for choice in ("exempt", "non_exempt", "not-stated"):
        count = len(titles(real, f"license=required&overtime={choice}"))
        at = page.index(f'name="overtime" value="{choice}"')
        assert f'<span class="count">{count}<' in page[at : at + 300], choice
    for address in ("/specs?license=required", "/specs?overtime=exempt"):
        assert f'<a href="{address}"><span class="visually-hidden">Remove' in page


def test_choices_of_one_filter_add_up_and_of_two_narrow(real: httpx.Client) -> None:
    either = titles(real, "license=required&license=may-be-required")
    assert set(either) == {*titles(real, "license=required"), *titles(real, "license=may-be-required")}
    both = titles(real, "license=required&license=may-be-required&salary=stated")
    assert set(both) == set(either) & set(titles(real, "salary=stated"))
    assert 0 < len(both) < len(either)


def test_sections_are_found_by_kind_and_by_heading(real: httpx.Client) -> None:
    by_kind, by_heading = titles(real, "section=duties"), titles(real, "section=Examples+of+Duties")
    assert by_heading and set(by_heading) < set(by_kind)


def test_years_are_of_the_last_change(real: httpx.Client) -> None:
    early, late = titles(real, "revised_until=2014"), titles(real, "revised_from=2015")
    assert early and late and not set(early) & set(late)
    assert titles(real, "revised_from=2015&revised_until=2014") == []


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("color=red", "'color'"),
        ("overtime=sometimes", "overtime='sometimes'"),
        ("agency=Nowhere", "agency='Nowhere'"),
        ("revised_from=soon", "four digits"),
        ("section=no+such+heading", "section='no such heading'"),
    ],
)
def test_what_is_no_filter_is_refused_by_name(real: httpx.Client, asked: str, named: str) -> None:
    for path in ("/v1/specs", "/v1/specs.csv"):
        refused = real.get(f"{path}?{asked}")
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:jobclass:problem:invalid-request")
        assert named in refused.json()["detail"]
        assert refused.json()["errors"][0]["location"] == ["query", asked.split("=")[0]]


def test_pages_and_the_spreadsheet_keep_the_filters(real: httpx.Client) -> None:
    path, found = "/v1/specs?overtime=non_exempt&license=required&sort=code&limit=4", []
    while path:
        page = real.get(path).json()
        found += [item["class_code"] for item in page["items"]]
        path = page["next"]
    sheet = real.get("/v1/specs.csv?overtime=non_exempt&license=required&sort=code").content.decode("utf-8-sig")
    assert found == [row["class code"] for row in csv.DictReader(io.StringIO(sheet))]
    assert found.index("3126") < found.index("M3110") and len(found) == page["total"] > 4


def test_no_match_says_which_filter_to_drop(real: httpx.Client) -> None:
    page = real.get("/specs?overtime=exempt&eeo=paraprofessional&q=acc").text
    assert "No class matches “acc” with these filters" in page
    assert '<a href="/specs?q=acc&amp;overtime=exempt">without EEO category: Paraprofessional</a>' in page
    gone = real.get("/specs?unit=of+another+time")
    assert gone.status_code == 200 and "No class matches this filter" in gone.text


def test_every_filter_is_described(real: httpx.Client) -> None:
    paths = real.get("/openapi.json").json()["paths"]
    for path in ("/v1/specs", "/v1/specs.csv"):
        named = [parameter["name"] for parameter in paths[path]["get"]["parameters"]]
        assert {"q", "sort", "agency", "type", "overtime", "license", "section", "revised_from"} <= set(named)
        assert len(set(named)) == len(named)
