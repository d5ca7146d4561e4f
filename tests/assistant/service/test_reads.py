"""The catalog, sources, search, health, and the description of it all."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from assistant.service.app import create_app
from assistant.service.backend import Backend
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import DOCUMENT, ENTRY, SOURCE, TEXT, TITLE, WICKS, StandIn
from vectorstore.errors import ModelFilesError


def test_list_of_specs(client: httpx.Client) -> None:
    page = client.get("/v1/specs", params={"q": "lamp"}).json()
    assert {name: page[name] for name in ("total", "limit", "offset", "next")} == {
        "total": 1,
        "limit": 50,
        "offset": 0,
        "next": None,
    }
    (item,) = page["items"]
    assert (item["title"], item["class_code"], item["url"]) == (TITLE, "Q7", "/specs/lampkeeper")
    assert client.get("/v1/specs", params={"q": "kite"}).json()["items"] == []


def test_spec_has_its_parts_with_their_places(client: httpx.Client) -> None:
    spec = client.get(f"/v1/specs/{ENTRY.spec_id}").json()
    assert [section["heading"] for section in spec["sections"]] == ["", "DUTIES", "LICENSE"]
    for section in spec["sections"]:
        assert section["text"] == TEXT[section["body"]["start"] : section["body"]["end"]]
    code, blank = spec["facts"]
    assert (code["value"], code["quote"]) == ("Q7", "Class Code: Q7")
    assert (blank["value"], blank["quote"]) == ("", "LICENSE")
    assert spec["document_id"] == DOCUMENT.document_id


def test_source(client: httpx.Client) -> None:
    assert client.get(f"/v1/sources/{ENTRY.source_id}").json() == {
        "source_id": SOURCE.source_id,
        "source": "lamp.txt",
        "source_path": "wicks/lamp.txt",
        "agency": "Isle of Wicks",
        "media_type": "text/plain",
        "text": TEXT,
        "document_id": DOCUMENT.document_id,
    }


def test_search(client: httpx.Client) -> None:
    (hit,) = client.get("/v1/search", params={"q": "wicks", "limit": 1}).json()["items"]
    assert hit["quote"] == WICKS == TEXT[hit["start"] : hit["end"]]
    assert (hit["section"], hit["title"], hit["source"]) == ("DUTIES", TITLE, "lamp.txt")
    assert hit["url"] == f"/specs/lampkeeper?start={hit['start']}&end={hit['end']}#cite"


def test_conversation_is_told_and_forgotten(client: httpx.Client) -> None:
    replies = [client.post("/v1/chat", json={"message": message}).json() for message in ("code", "which")]
    told = client.get("/v1/conversations/talk").json()
    assert told["conversation_id"] == "talk"
    assert [(turn["question"], turn["reply"]) for turn in told["turns"]] == [
        ("code", replies[0]),
        ("which", replies[1]),
    ]
    assert told["turns"][0]["said"] == "2001-09-09T01:46:40Z"
    assert client.delete("/v1/conversations/talk").status_code == 204
    for method in ("GET", "DELETE"):
        gone = client.request(method, "/v1/conversations/talk")
        assert (gone.status_code, gone.json()["type"]) == (404, "urn:jobclass:problem:unknown-conversation")


def test_health(client: httpx.Client, stand_in: StandIn) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "specs": 1}
    assert stand_in.sweeps == 1, "what expires does so where nobody asks anything else"


def test_missing_part_is_named_by_everything_that_needs_it(settings: Settings) -> None:
    @contextmanager
    def without_model(settings: Settings) -> Iterator[Backend]:
        raise ModelFilesError("model.onnx is missing; run `jobclass setup`")
        yield

    with serving(create_app(settings, without_model)) as address:
        client = httpx.Client(base_url=address, trust_env=False)
        assert client.get("/healthz").status_code == 200
        for response in (
            client.get("/readyz"),
            client.get("/v1/specs"),
            client.post("/v1/chat", json={"message": "a"}),
        ):
            assert response.status_code == 503
            assert response.json()["detail"] == "model.onnx is missing; run `jobclass setup`"
        page = client.get("/", headers={"Accept": "text/html"})
        assert (page.status_code, "jobclass setup" in page.text) == (503, True)
        client.close()


def test_backend_is_closed_with_the_service(settings: Settings) -> None:
    happened = []

    @contextmanager
    def factory(settings: Settings) -> Iterator[Backend]:
        happened.append("opened")
        yield Backend(None, None, None)  # type: ignore[arg-type]
        happened.append("closed")

    with serving(create_app(settings, factory)):
        assert happened == ["opened"]
    assert happened == ["opened", "closed"]


def test_openapi_document_refers_to_what_it_has(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    references = set(_references(document))
    assert references == {f"#/components/schemas/{name}" for name in schemas}
    chat = document["paths"]["/v1/chat"]["post"]["responses"]
    assert "text/event-stream" in chat["200"]["content"]
    assert {"413", "415", "422", "503"} <= set(chat)
    assert "/" not in document["paths"], "pages are no part of the API"


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_of_the_framework_that_loads_from_elsewhere(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "$ref":
                yield str(part)
            else:
                yield from _references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _references(part)
