"""A chat model over the OpenAI protocol on a loopback port, which repeats the context that it was given."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_NAMED = {"id": "c", "created": 1, "model": "echo"}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)  # type: ignore[attr-defined]
        said = body["messages"][-1]["content"]
        self._stream(said) if body.get("stream") else self._send("application/json", json.dumps(_whole(said)))

    def _stream(self, said: str) -> None:
        pieces = [said[at : at + 20] for at in range(0, len(said), 20)]
        events = [*({"content": piece} for piece in pieces), {}]
        lines = [f"data: {json.dumps(_chunk(delta))}\n\n" for delta in events]
        self._send("text/event-stream", "".join([*lines, "data: [DONE]\n\n"]))

    def _send(self, kind: str, said: str) -> None:
        body = said.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _whole(said: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": said}
    return {**_NAMED, "object": "chat.completion",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}  # fmt: skip


def _chunk(delta: dict[str, str]) -> dict[str, Any]:
    return {**_NAMED, "object": "chat.completion.chunk",
            "choices": [{"index": 0, "delta": delta, "finish_reason": None if delta else "stop"}]}  # fmt: skip


@contextmanager
def chat_server() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve; yield the base address and the requests as they come."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.asked = asked = []  # type: ignore[attr-defined,var-annotated]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(30)
