"""The server of a scripted model: it reads requests, asks its behavior, and sends what comes of it."""

import json
import re
import select
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.assistant.scripted.asked import Asked
from tests.assistant.scripted.script import Behavior, Script
from tests.assistant.scripted.wire import WIRES, Wire, models

#: What the models of `GET /v1/models` are called; any name is answered.
NAME = "scripted"

# Clients of providers are never closed: a connection that they kept would be one that nobody closes.
_CLOSED = {"Connection": "close"}

# A character of three bytes, of which a cut stream sends the first two.
_BROKEN = "“".encode()[:2]


@dataclass(slots=True)
class Request:
    """A request as it was seen, and what became of it."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    asked: Asked
    script: Script
    hung_up: bool = False
    """Whether the client went away before all was sent."""

    ended: bool = False


class ScriptedServer:
    """A scripted model that listens."""

    def __init__(self, behavior: Behavior) -> None:
        self.behavior = behavior
        self.requests: list[Request] = []
        self.piece_seconds = 0.0
        """Seconds between two pieces."""

        self.closing = threading.Event()
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.scripted = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def base_url(self) -> str:
        """What OpenAI clients take for its address."""
        return f"{self.address}/v1"

    def behave(self, behavior: Behavior) -> None:
        """Answer so from the next request on."""
        self.behavior = behavior

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop; whatever stalls goes on no more."""
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(10)
        assert not self._thread.is_alive(), "the scripted model did not stop"


@contextmanager
def scripted(behavior: Behavior) -> Iterator[ScriptedServer]:
    """Serve a model that behaves so."""
    server = ScriptedServer(behavior)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    scripted: ScriptedServer

    def handle_error(self, request: object, client_address: object) -> None:
        # A client that goes away is what is tested; anything else is a mistake in here and is told.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _GoneError(Exception):
    """The client went away, or the server is to stop."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path.rstrip("/") == "/v1/models":
            self._whole(200, {}, models(NAME))
        else:
            self._whole(404, {}, b'{"error": {"message": "no such path"}}')

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        wire = WIRES.get(self.path.split("?")[0])
        if wire is None:
            self._whole(404, {}, b'{"error": {"message": "no such path"}}')
            return
        owner, body = self.server.scripted, json.loads(content)
        asked = wire.asked(body, self.headers)  # type: ignore[arg-type]
        seen = Request(self.path, body, dict(self.headers), asked, owner.behavior(asked))
        owner.requests.append(seen)
        try:
            self._respond(wire, seen)
        except (_GoneError, ConnectionError):
            seen.hung_up, self.close_connection = True, True
        finally:
            seen.ended = True

    def _respond(self, wire: Wire, seen: Request) -> None:
        script = seen.script
        self._wait(script.delay)
        if script.body is not None:
            kind = wire.stream_type if wire.streamed(seen.body) and script.status == 200 else "application/json"
            self._whole(script.status, dict(script.headers), script.body.encode(), kind)
        elif wire.streamed(seen.body):
            self._stream(wire, seen)
        else:
            self._one(wire, seen)

    def _one(self, wire: Wire, seen: Request) -> None:
        """A response that is not streamed."""
        if seen.script.stall_after is not None:
            self._wait(float("inf"))
        if seen.script.cut_after is not None:
            self._cut()
            return
        self._whole(200, {}, wire.whole(seen.script.text, seen.body))

    def _stream(self, wire: Wire, seen: Request) -> None:
        script, pieces = seen.script, _pieces(seen.script.text)
        if script.cut_after == 0:
            self._cut()
            return
        self.send_response(200)
        self.send_header("Content-Type", wire.stream_type)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", _CLOSED["Connection"])
        self.end_headers()
        self._chunk(wire.opening(seen.body))
        for piece in pieces[: script.stall_after][: script.cut_after]:
            self._chunk(wire.piece(piece, seen.body))
            self._wait(self.server.scripted.piece_seconds)
        if script.stall_after is not None:
            self._wait(float("inf"))
        if script.cut_after is not None:
            self._chunk(wire.piece("“", seen.body).partition("“".encode())[0] + _BROKEN)
            self._cut()
            return
        self._chunk(wire.closing(seen.body))
        self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, content: bytes) -> None:
        if content:
            self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
            self.wfile.flush()

    def _whole(self, status: int, headers: dict[str, str], content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers, **_CLOSED, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _cut(self) -> None:
        """Close the connection at once."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def _wait(self, seconds: float) -> None:
        """Wait, unless the client goes away or the server is to stop."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready = select.select([self.connection], [], [], min(left, 0.02))[0]
            if self.server.scripted.closing.is_set() or (ready and not self.connection.recv(1, socket.MSG_PEEK)):
                raise _GoneError


def _pieces(text: str) -> Sequence[str]:
    """`text` as a model writes it: a word at a time, long ones in two."""
    return [piece for word in re.findall(r"\S+\s*|\s+", text) for piece in (word[:6], word[6:]) if piece]
