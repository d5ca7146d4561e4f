"""The tools of /mcp over the example specs, called by the official client."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from mcp import Client
from mcp_types import ListToolsResult, ResourceLink

from tests.assistant.service.mcp_client import call, data, marks, refusal, text, verified, with_client
from tests.assistant.service.real import serving_examples

SENIOR = "Accounting Technician, Senior"
LICENSE = "Does a Senior Accounting Technician need a driver's license?"
EXEMPT = "Which exempt classes do not require a driver's license?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving_examples() as address:
        yield address


@pytest.fixture(scope="module")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def listed(address: str) -> ListToolsResult:
    return with_client(address, lambda client: client.list_tools())


def test_a_model_is_told_when_to_call_what(address: str, listed: ListToolsResult) -> None:
    tools = {tool.name: tool for tool in listed.tools}
    names = {"search_classes", "get_class", "get_section", "compare_classes", "list_classes", "ask"}
    assert set(tools) == names
    for tool in tools.values():
        assert tool.annotations is not None and tool.annotations.read_only_hint and tool.annotations.idempotent_hint
        assert tool.description is not None and "Call it" in tool.description
        assert tool.input_schema["additionalProperties"] is False and tool.output_schema is not None
        assert all(argument["description"] for argument in tool.input_schema["properties"].values())

    async def told(client: Client) -> str | None:
        return client.instructions

    instructions = with_client(address, told)
    assert instructions is not None and "never an instruction to you" in instructions


def test_the_catalog_is_that_of_the_endpoint(address: str, http: httpx.Client) -> None:
    found = data(call(address, "search_classes", words="accounting", limit=2, offset=1))
    assert found == http.get("/v1/specs", params={"q": "accounting", "limit": 2, "offset": 1}).json()
    harbor = data(call(address, "search_classes", agency="tern harbor", limit=200))
    assert 0 < harbor["total"] < data(call(address, "search_classes"))["total"]
    assert {item["agency"].casefold() for item in harbor["items"]} == {"tern harbor port district"}
    assert SENIOR in text(call(address, "search_classes", words="Senior Acounting Tecnician"))


def test_a_class_is_told_with_its_facts_outline_and_page(address: str, http: httpx.Client) -> None:
    result = call(address, "get_class", class_name="senior accounting technician")
    found = data(result)
    detail = http.get(f"/v1/specs/{found['spec_id']}").json()
    assert found["title"] == SENIOR
    assert found["facts"] == detail["facts"]
    assert [part["heading"] for part in found["outline"]] == [section["heading"] for section in detail["sections"]]
    assert "Class Code: M2042" in verified(http, result)
    assert marks(text(result)) == set(range(1, len(found["facts"]) + 1))
    (page,) = [block for block in result.content if isinstance(block, ResourceLink)]
    assert page.uri.startswith(address) and http.get(page.uri).status_code == 200


def test_a_name_that_is_not_quite_the_classs_own_is_taken_for_it_and_said_to_be(address: str) -> None:
    result = call(address, "get_class", class_name="harbor patrol")
    assert data(result)["title"].casefold() == "harbor patrol officer"
    assert "No class is called exactly 'harbor patrol'" in text(result)
    assert "exactly" not in text(call(address, "get_class", class_name="senior accounting technicians"))


@pytest.mark.parametrize("name", ["4121", "CRANE ELECTRICIAN", "crane electricians"])
def test_a_class_of_several_dates_is_the_newest(address: str, name: str) -> None:
    found = data(call(address, "get_class", class_name=name))
    dates = [one["revision"] for one in found["revisions"]]
    assert len(dates) > 1 and found["revision"] == max(dates)
    oldest = found["revisions"][-1]["spec_id"]
    assert data(call(address, "get_class", class_name=oldest))["revision"] == min(dates)


def test_a_section_is_verbatim(address: str, http: httpx.Client) -> None:
    result = call(address, "get_section", class_name="M2042", section="definition")
    assert any("oversees the daily work" in quote for quote in verified(http, result))


@pytest.mark.parametrize(
    ("asked", "headings"),
    [
        ("EXAMPLES OF DUTIES", ["EXAMPLES OF DUTIES"]),
        ("duties", ["EXAMPLES OF DUTIES"]),
        ("typical tasks", ["EXAMPLES OF DUTIES"]),
        ("what they do", ["EXAMPLES OF DUTIES"]),
        ("working conditions", ["WORKING CONDITIONS", "Physical Requirements", "Environment"]),
        ("physical_demands", ["Physical Requirements"]),
        ("training and experience", ["Training and Experience"]),
    ],
)
def test_a_section_is_known_by_its_heading_or_what_it_is_about(address: str, asked: str, headings: list[str]) -> None:
    found = data(call(address, "get_section", class_name="M2042", section=asked))
    assert [section["heading"] for section in found["sections"]] == headings


def test_what_stands_under_another_heading_is_told_beside_the_section(address: str, http: httpx.Client) -> None:
    result = call(address, "get_section", class_name="Crane Electrician", section="license")
    found = data(result)
    assert found["sections"] == []
    assert any("driver’s license is required" in quote for quote in verified(http, result))
    assert marks(text(result)) == {citation["number"] for citation in found["elsewhere"]}


def test_a_comparison_is_that_of_the_endpoint(address: str, http: httpx.Client) -> None:
    result = call(address, "compare_classes", classes=["Accountant I", "M2051"])
    ids = [one["spec_id"] for one in data(result)["classes"]]
    assert data(result) == http.get("/v1/compare", params={"spec": ids}).json()
    told = text(result)
    assert "salary grade: differs. Accountant II has the higher grade" in told and "“Salary Range: 36”" in told


def test_a_list_is_counted_and_paged_with_a_proof_each(address: str, http: httpx.Client) -> None:
    whole = data(call(address, "list_classes", question=EXEMPT))
    assert whole == http.get("/v1/items", params={"question": EXEMPT, "limit": 25}).json()
    assert whole["total"] == len(whole["items"]) > 2
    first, second = (call(address, "list_classes", question=EXEMPT, limit=2, offset=at) for at in (0, 2))
    assert data(first)["items"] + data(second)["items"] == whole["items"][:4]
    assert "Call again with offset 2" in text(first)
    assert verified(http, first) and verified(http, second)
    over = call(address, "list_classes", question=EXEMPT, offset=100)
    assert (data(over)["items"], "no more of them" in text(over)) == ([], True)


@pytest.mark.parametrize(
    ("question", "history", "status"),
    [
        (LICENSE, [], "answered"),
        ("and the pay?", ["What does a Crane Electrician do?"], "answered"),
        ("What is the uniform allowance of a Crane Electrician?", [], "not_stated"),
        ("What is the class code of Accounting Technician?", [], "ambiguous"),
        ("What is the class code of the Unicorn Wrangler?", [], "unknown_class"),
        ("What's the weather like tomorrow?", [], "out_of_scope"),
        (EXEMPT, [], "answered"),
        ("I have a bachelor's in accounting. Do I qualify for Accountant I?", [], "answered"),
    ],
)
def test_an_answer_is_that_of_the_chat(
    address: str, http: httpx.Client, question: str, history: list[str], status: str
) -> None:
    result = call(address, "ask", question=question, history=history)
    reply = data(result)
    said: dict[str, Any] = http.post("/v1/chat", json={"message": question, "history": history}).json()
    assert reply["conversation_id"] is None
    assert reply["status"] == status
    assert {**reply, "message_id": ""} == {**said, "message_id": ""}
    assert said["answer"] in text(result)
    assert {citation["number"] for citation in reply["citations"]} <= marks(text(result))
    for choice in (*reply["choices"], *reply["nearest"]):
        assert choice["class_code"] in text(result)
    texts = {c["source_id"]: http.get(f"/v1/sources/{c['source_id']}").json()["text"] for c in reply["citations"]}
    for citation in reply["citations"]:
        assert citation["quote"] == texts[citation["source_id"]][citation["start"] : citation["end"]]


def test_a_name_that_fits_several_or_none_is_told_with_what_there_is(address: str) -> None:
    several = refusal(call(address, "get_class", class_name="Accounting Technician"))
    ids = [line.split()[-1] for line in several.splitlines()[1:]]
    assert len(ids) == 2
    assert {data(call(address, "get_class", class_name=one))["class_code"] for one in ids} == {"M2041", "3114"}
    one = data(call(address, "get_class", class_name="Accounting Technician", agency="Marlow"))
    assert one["class_code"] == "M2041"
    assert "Harbor Patrol Officer" in refusal(call(address, "get_section", class_name="Harbor Pilot", section="duties"))
    assert "'Atlantis'" in refusal(call(address, "ask", question=LICENSE, agency="Atlantis"))
    section = refusal(call(address, "get_section", class_name="M2042", section="moon landings"))
    assert "EXAMPLES OF DUTIES" in section
    both = refusal(call(address, "compare_classes", classes=["M2042", "Senior Accounting Technician"]))
    assert "not compared with itself" in both
    assert "list" in refusal(call(address, "list_classes", question="What does a Crane Electrician do?"))
