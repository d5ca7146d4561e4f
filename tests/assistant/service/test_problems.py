"""Every error is a problem: typed, told in a sentence, with the request's id, and without the server's insides."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from assistant.service.app import create_app
from assistant.service.limits import MAX_BODY, MAX_HISTORY, BodyLimitMiddleware
from assistant.service.problems import Problem, respond
from assistant.settings import Settings
from tests.assistant.service.serving import serving
from tests.assistant.service.stand_in import INDEX, StandIn, opened
from vectorstore.errors import CatalogError

JSON = {"Content-Type": "application/json"}


def said(message: object) -> dict[str, object]:
    return {"json": {"message": message}}


#: Half of a character in a part of a message.
HALF = rb'{"message": "a", "history": [{"role": "user", "content": [{"type": "text", "text": "\ud800"}]}]}'

USER = {"role": "user", "content": "code"}

CASES = [
    # method, path, what is sent, status, type
    ("POST", "/v1/chat", said(""), 422, "empty-message"),
    ("POST", "/v1/chat", said(" \n\t\u3000"), 422, "empty-message"),
    ("POST", "/v1/chat", said("x" * 10_000), 422, "message-too-long"),
    ("POST", "/v1/chat", said("\U0001f525" * 10_000), 422, "message-too-long"),
    ("POST", "/v1/chat", said(None), 422, "invalid-request"),
    ("POST", "/v1/chat", said(["a"]), 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": []}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"message": "a", "stream": "maybe"}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"message": "a", "agency": "x" * 501}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"content": b'{"message": "\\ud83d"}', "headers": JSON}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"content": b'{"message": ', "headers": JSON}, 422, "malformed-json"),
    ("POST", "/v1/chat", {"content": b"\xff\xfe{}", "headers": JSON}, 422, "malformed-json"),
    ("POST", "/v1/chat", {"content": b"[" * 100_000, "headers": JSON}, 422, "malformed-json"),
    ("POST", "/v1/chat", {"content": b"", "headers": JSON}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"content": b'{"message": "code"}'}, 415, "unsupported-media-type"),
    ("POST", "/v1/chat", {"data": {"message": "code"}}, 415, "unsupported-media-type"),
    ("POST", "/v1/chat", {"content": b'{"message": "code"}', "headers": {"Content-Type": "text/plain"}}, 415, None),
    ("POST", "/v1/chat", {"content": b"x" * (MAX_HISTORY + 1), "headers": JSON}, 413, "body-too-large"),
    ("POST", "/v1/tables", {"content": b"x" * (MAX_BODY + 1), "headers": JSON}, 413, "body-too-large"),
    ("POST", "/v1/chat", {"json": {"message": "code", "conversation_id": "none"}}, 404, "unknown-conversation"),
    ("POST", "/v1/chat", {"json": {"message": "code", "conversation_id": "a", "history": []}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"message": "code", "history": "code"}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"message": "code", "history": [{"content": "code"}]}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"content": HALF, "headers": JSON}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"message": "code", "history": ["code"] * 1001}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"messages": []}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"messages": [{"role": "assistant", "content": "a"}]}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"messages": [USER], "message": "a"}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"messages": [USER], "history": []}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"messages": [USER], "conversation_id": "a"}}, 422, "invalid-request"),
    ("POST", "/v1/chat", {"json": {"messages": [USER, {"role": "user"}]}}, 422, "empty-message"),
    ("POST", "/v1/chat", {"json": {"messages": [{"role": "user", "content": "x" * 5000}]}}, 422, "message-too-long"),
    ("POST", "/v1/chat", {"json": {"messages": [USER] * 10_001}}, 422, "invalid-request"),
    ("POST", "/v1/chat", said("fail"), 500, "internal"),
    ("GET", "/v1/chat", {}, 405, "method-not-allowed"),
    ("PUT", "/v1/specs", {}, 405, "method-not-allowed"),
    ("GET", "/v1/specs/none", {}, 404, "unknown-spec"),
    ("GET", "/v1/specs/%00%ff", {}, 404, "unknown-spec"),
    ("GET", "/v1/specs?limit=0", {}, 422, "invalid-request"),
    ("GET", "/v1/specs?limit=many", {}, 422, "invalid-request"),
    ("GET", "/v1/specs?offset=-1", {}, 422, "invalid-request"),
    ("GET", "/v1/sources/none", {}, 404, "unknown-source"),
    ("GET", "/v1/search", {}, 422, "invalid-request"),
    ("GET", "/v1/search?q=%20", {}, 422, "empty-message"),
    ("GET", f"/v1/search?q={'x' * 5_000}", {}, 422, "message-too-long"),
    ("GET", "/nowhere", {}, 404, "not-found"),
    ("GET", "/static/../pages.py", {}, 404, "not-found"),
    ("GET", "/static/%2e%2e/pages.py", {}, 404, "not-found"),
]


def check(response: httpx.Response, status: int, kind: str | None) -> dict[str, object]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert kind is None or problem["type"] == f"urn:jobclass:problem:{kind}"
    assert problem["title"] and problem["detail"].endswith(".")
    assert problem["request_id"] == response.headers["x-request-id"]
    assert "Traceback" not in response.text and "secret" not in response.text and ".py" not in problem["title"]
    return dict(problem)


@pytest.mark.parametrize(("method", "path", "sent", "status", "kind"), CASES)
def test_error_is_a_problem(
    client: httpx.Client, method: str, path: str, sent: dict[str, object], status: int, kind: str | None
) -> None:
    check(client.request(method, path, **sent), status, kind)  # type: ignore[arg-type]


def test_invalid_request_names_each_place(client: httpx.Client) -> None:
    sent = {"message": 1, "stream": "maybe"}
    problem = check(client.post("/v1/chat", json=sent), 422, "invalid-request")
    assert [error["location"] for error in problem["errors"]] == [["body", "message"], ["body", "stream"]]  # type: ignore[attr-defined]


def test_place_is_told_without_the_kinds_of_value(client: httpx.Client) -> None:
    sent = {"messages": [{"role": "user", "content": 5}]}
    problem = check(client.post("/v1/chat", json=sent), 422, "invalid-request")
    assert str(problem["detail"]).startswith("body.messages.0.content: ")


def test_of_a_million_wrong_parts_the_first_is_told(client: httpx.Client) -> None:
    content = b'{"messages": [{"role": "user", "parts": [%s]}]}' % b",".join([b"{}"] * 1_000_000)
    problem = check(client.post("/v1/chat", content=content, headers=JSON), 422, "invalid-request")
    assert [error["location"] for error in problem["errors"]] == [["body", "messages", 0, "parts", 0, "type"]]  # type: ignore[attr-defined]


def test_longest_message_is_read(client: httpx.Client, settings: Settings) -> None:
    message = "\U0001f525" * settings.max_message_chars
    assert client.post("/v1/chat", json={"message": message}).status_code == 200
    check(client.post("/v1/chat", json={"message": message + "x"}), 422, "message-too-long")


def test_body_without_a_length_is_counted(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MAX_HISTORY // 1024 + 1):
            yield b" " * 1024

    check(client.post("/v1/chat", content=endless(), headers=JSON), 413, "body-too-large")


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"4000000")]])
def test_a_body_is_taken_to_its_end_before_it_is_refused(headers: list[tuple[bytes, bytes]]) -> None:
    """A client that is cut off while it sends sees its line break, and never reads why."""
    parts = iter([{"type": "http.request", "body": b"x" * 1_000_000, "more_body": at < 3} for at in range(4)])
    left: list[int] = []

    async def read(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            while (await receive())["more_body"]:
                pass
        except Problem as problem:
            await respond(problem, "r1")(scope, receive, send)

    async def receive() -> Message:
        return next(parts)

    async def send(message: Message) -> None:
        left.append(len(list(parts)))
        assert message.get("status", 413) == 413

    scope = {"type": "http", "method": "POST", "path": "/v1/tables", "headers": headers, "state": {"request_id": "r1"}}
    asyncio.run(BodyLimitMiddleware(read, MAX_BODY)(scope, receive, send))
    assert left == [0, 0]


def test_method_not_allowed_names_those_that_are(client: httpx.Client) -> None:
    assert client.get("/v1/chat").headers["allow"] == "POST"


def test_foreign_error_of_the_index_is_unavailable(settings: Settings, stand_in: StandIn) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise CatalogError("/srv/secret/catalog.db: disk I/O error")

    with serving(create_app(settings, opened(stand_in, Broken()))) as address:
        for path in ("/v1/specs", "/v1/search?q=a", "/readyz"):
            check(httpx.get(address + path, trust_env=False), 503, "unavailable")
    assert INDEX.catalog is not None


def test_person_sees_a_page(client: httpx.Client) -> None:
    response = client.get("/specs/none", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "No such class specification" in response.text
    assert response.headers["x-request-id"] in response.text
