"""The way to a server: what it is sent, and what its errors mean to the command line."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.desk import PAGE, Json, Remote, listed, require_specs, resolve
from assistant.errors import AssistantError, RefusedError, UnavailableError, UnknownSpecError
from assistant.remote import Server

SPECS = [
    {"spec_id": f"{n:016x}", "class_code": f"R{n}", "title": f"Ranger {n}", "aliases": ["Old One"] if n == 1 else []}
    for n in range(PAGE + 5)
]


class Handler(BaseHTTPRequestHandler):
    """Answers as the contract says; some paths answer badly."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/v1/specs":
            found = [item for item in SPECS if query.get("q", "").lower() in json.dumps(item).lower()]
            offset, limit = int(query["offset"]), int(query["limit"])
            self._answer(200, {"items": found[offset : offset + limit], "total": len(found)})
            return
        if parts.path.startswith("/v1/sources/"):
            self._answer(200, {"text": parts.path})
            return
        wanted = parts.path.removeprefix("/v1/specs/")
        detail = next((item for item in SPECS if item["spec_id"] == wanted), None)
        self._answer(200 if detail else 404, detail or {"detail": f"There is no spec {wanted}."})

    def do_DELETE(self) -> None:
        known = self.path == "/v1/conversations/c1"
        self._answer(204 if known else 404, "" if known else {"detail": "There is no conversation c2."})

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = {"busy": 503, "broken": 500, "empty": 422}.get(sent["message"], 200)
        self._answer(status, "no JSON at all" if status == 500 else {"detail": f"{status} it is", "sent": sent})

    def _answer(self, status: int, body: object) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def desk() -> Iterator[Remote]:
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        # The address as a server that listens everywhere gives it.
        yield Remote(Server(f"http://0.0.0.0:{server.server_port}/"))
        server.shutdown()
        thread.join()


def test_a_question_is_sent_with_its_agency(desk: Remote) -> None:
    reply: Json = desk.ask("What is R1?", "Elm")
    assert reply["sent"] == {"message": "What is R1?", "agency": "Elm", "conversation_id": None, "history": None}
    assert desk.ask("And R2?", None, "c1")["sent"]["conversation_id"] == "c1"


def test_a_source_is_read_and_a_conversation_forgotten(desk: Remote) -> None:
    assert desk.source("a b")["text"] == "/v1/sources/a%20b"
    desk.forget("c1")
    with pytest.raises(RefusedError, match="no conversation c2"):
        desk.forget("c2")


@pytest.mark.parametrize(
    ("message", "kind", "told"),
    [
        ("empty", RefusedError, "422 it is"),
        ("busy", UnavailableError, "503 it is"),
        ("broken", UnavailableError, "the server answered 500"),
    ],
)
def test_a_problem_becomes_an_error_of_ours(desk: Remote, message: str, kind: type[AssistantError], told: str) -> None:
    with pytest.raises(kind, match=told):
        desk.ask(message, None)


def test_no_server_is_unavailable_even_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(UnavailableError, match=r"127\.0\.0\.1:1, which owns the index, does not answer"):
        Remote(Server("http://127.0.0.1:1")).ask("What is R1?", None)


def test_a_proxy_of_the_environment_is_not_used(desk: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert desk.page("", 0)["total"] == len(SPECS)


def test_all_pages_are_listed(desk: Remote) -> None:
    assert listed(desk, "") == SPECS
    assert listed(desk, "no such words") == []
    require_specs(desk)


@pytest.mark.parametrize("name", ["r7", "Ranger 7", f"{7:016x}"])
def test_a_spec_is_found_by_code_title_and_id_before_others_that_match(desk: Remote, name: str) -> None:
    assert resolve(desk, name)["class_code"] == "R7"


def test_an_old_title_finds_its_spec(desk: Remote) -> None:
    assert resolve(desk, "old one")["class_code"] == "R1"


def test_several_and_none_are_told(desk: Remote) -> None:
    with pytest.raises(UnknownSpecError, match=r"'anger 10' fits 16 specs") as several:
        resolve(desk, "anger 10")
    assert "R100  Ranger 100" in str(several.value)
    with pytest.raises(UnknownSpecError, match="'owl'; `jobclass specs` lists them"):
        resolve(desk, "owl")
