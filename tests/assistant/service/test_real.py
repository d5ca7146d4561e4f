"""The real assistant over the example specs, asked over HTTP."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.html_text import Page
from tests.assistant.service.real import ingested, serving_examples
from tests.assistant.service.serving import serving
from tests.assistant.service.sse import read

CODE = "What is the class code for Accounting Technician, Senior?"


@pytest.fixture(scope="module")
def real() -> Iterator[httpx.Client]:
    with (
        serving_examples() as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        yield client


def ask(client: httpx.Client, message: str, **more: object) -> dict[str, object]:
    response = client.post("/v1/chat", json={"message": message, **more})
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_answer_is_cited_in_the_very_words(real: httpx.Client) -> None:
    reply = ask(real, CODE)
    assert reply["status"] == "answered"
    assert "M2042" in str(reply["answer"])
    citation = reply["citations"][0]  # type: ignore[index]
    assert "M2042" in citation["quote"]
    source = real.get(f"/v1/sources/{citation['source_id']}").json()
    assert source["text"][citation["start"] : citation["end"]] == citation["quote"]
    page = Page(real.get(citation["url"]).text)
    assert page.marked == citation["quote"]
    assert page.texts["text"] == source["text"]


def test_revisions_of_a_class_are_listed_the_newest_first(real: httpx.Client) -> None:
    found = real.get("/v1/specs", params={"q": "permit technician"}).json()["items"]
    for item in found:
        revisions = real.get(f"/v1/specs/{item['spec_id']}/revisions").json()
        assert revisions["class_id"] == item["class_id"]
        assert [one["revision"] for one in revisions["items"]] == ["2018-07-09", "2011-02-14"]
    missing = real.get("/v1/specs/nowhere/revisions")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")


def test_stream_tells_what_the_reply_does(real: httpx.Client) -> None:
    reply = ask(real, CODE)
    with real.stream("POST", "/v1/chat", json={"message": CODE, "stream": True}) as response:
        received = read(response.iter_lines())
    (answer,) = received.of("data-answer")
    ids = {"conversation_id", "message_id"}
    assert {k: v for k, v in answer["data"].items() if k not in ids} == {k: v for k, v in reply.items() if k not in ids}
    assert received.text == reply["answer"]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (CODE, "answered"),
        ("What is the class code for the Unicorn Wrangler?", "unknown_class"),
        ("What's the weather like tomorrow?", "out_of_scope"),
    ],
)
def test_status_is_the_evidence(real: httpx.Client, question: str, status: str) -> None:
    assert ask(real, question)["status"] == status


def test_conversation_goes_on_is_told_and_forgotten(real: httpx.Client) -> None:
    first = ask(real, CODE)
    conversation = first["conversation_id"]
    second = ask(real, "and what does it pay?", conversation_id=conversation)
    told = real.get(f"/v1/conversations/{conversation}").json()
    assert [turn["reply"] for turn in told["turns"]] == [first, second]
    assert real.delete(f"/v1/conversations/{conversation}").status_code == 204
    gone = real.post("/v1/chat", json={"message": CODE, "conversation_id": conversation})
    assert (gone.status_code, gone.json()["type"]) == (404, "urn:jobclass:problem:unknown-conversation")


def test_history_in_place_of_a_conversation(real: httpx.Client) -> None:
    ids = {"conversation_id", "message_id"}
    first = ask(real, CODE)
    stored = ask(real, "and what does it pay?", conversation_id=first["conversation_id"])
    messages = [{"role": "user", "content": CODE}, {"role": "assistant", "content": first["answer"]}]
    sent = ask(real, "and what does it pay?", history=messages)
    assert sent["conversation_id"] is None
    assert {k: v for k, v in sent.items() if k not in ids} == {k: v for k, v in stored.items() if k not in ids}
    both = {"message": "and its pay?", "conversation_id": first["conversation_id"], "history": [CODE]}
    refused = real.post("/v1/chat", json=both)
    assert refused.status_code == 422
    assert "a conversation_id or a history, not both" in refused.json()["detail"]


def test_no_conversation_is_stored_where_none_is_kept(tmp_path: Path) -> None:
    shutil.copytree(ingested().name, tmp_path / "data")
    settings = Settings(data_dir=tmp_path / "data", conversation_days=0)
    with (
        serving(create_app(settings)) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        reply = ask(client, CODE)
        assert (reply["status"], reply["conversation_id"]) == ("answered", None)
        assert ask(client, "and the license?", history=[CODE])["citations"]
        gone = client.post("/v1/chat", json={"message": CODE, "conversation_id": "talk"})
        assert (gone.status_code, gone.json()["type"]) == (404, "urn:jobclass:problem:unknown-conversation")


def test_every_spec_and_every_fact_can_be_opened_at_its_words(real: httpx.Client) -> None:
    catalog = real.get("/v1/specs", params={"limit": 1000}).json()
    assert catalog["total"] == len(catalog["items"]) == real.get("/readyz").json()["specs"] >= 10
    for item in catalog["items"]:
        spec = real.get(f"/v1/specs/{item['spec_id']}").json()
        text = real.get(f"/v1/sources/{item['source_id']}").json()["text"]
        assert Page(real.get(item["url"], params={"view": "text"}).text).texts["text"] == text
        for section in spec["sections"]:
            assert section["text"] == text[section["body"]["start"] : section["body"]["end"]]
        for fact in spec["facts"]:
            assert fact["quote"] == text[fact["context"]["start"] : fact["context"]["end"]]
        at = spec["statements"][0]["spans"][0]
        marked = Page(real.get(f"{item['url']}?start={at['start']}&end={at['end']}&view=text").text).marked
        assert marked == text[at["start"] : at["end"]] != ""


def test_search_finds_passages_in_their_words(real: httpx.Client) -> None:
    hits = real.get("/v1/search", params={"q": "patrols the harbor by boat", "limit": 3}).json()["items"]
    assert hits[0]["title"].casefold() == "harbor patrol officer"
    for hit in hits:
        text = real.get(f"/v1/sources/{hit['source_id']}").json()["text"]
        assert text[hit["start"] : hit["end"]] == hit["quote"]


def test_catalog_is_searched_by_title_code_and_agency(real: httpx.Client) -> None:
    for words in ("accounting technician senior", "M2042"):
        found = real.get("/v1/specs", params={"q": words}).json()
        assert any(item["class_code"] == "M2042" for item in found["items"]), words
    agency = found["items"][0]["agency"]
    own = real.get("/v1/specs", params={"agency": agency}).json()["items"]
    assert {item["agency"].casefold() for item in own} == {agency.casefold()}
    assert real.get("/v1/specs", params={"q": "unicorn wrangler"}).json()["total"] == 0


@pytest.mark.parametrize(
    "message", ["\x00", "\U0001f525", "\u202egnp.exe", "' OR 1=1 --", 'NEAR("a" AND *', "[1] **x**"]
)
def test_odd_messages_are_answered(real: httpx.Client, message: str) -> None:
    assert ask(real, message)["status"] in {"out_of_scope", "unknown_class", "answered", "ambiguous", "not_stated"}
    assert real.get("/v1/search", params={"q": message}).status_code == 200
    assert real.get("/v1/specs", params={"q": message}).status_code == 200
    assert real.get("/specs", params={"q": message}).status_code == 200


@pytest.mark.long
def test_index_of_another_process_is_named(real: httpx.Client) -> None:
    told = (
        "import asyncio, sys; from pathlib import Path; from assistant.service.app import create_app;"
        "from assistant.settings import Settings\n"
        "app = create_app(Settings(data_dir=Path(sys.argv[1])))\n"
        "async def main():\n"
        "    async with app.router.lifespan_context(app): print(app.state.backend, app.state.missing)\n"
        "asyncio.run(main())"
    )
    done = subprocess.run([sys.executable, "-c", told, ingested().name], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("None ")
    assert ingested().name in done.stdout
    assert str(os.getpid()) in done.stdout
