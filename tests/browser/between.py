"""What may stand between a browser and the server: a proxy that splits, holds back or breaks off what it passes on.

One connection carries one request, so that a response ends where its
connection does.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_MOST = 65_536

#: Cuts what the server sends, its status line and headers included, into what is passed on piece by piece.
Cut = Callable[[Iterator[bytes]], Iterator[bytes]]


def whole(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pass everything on as it comes."""
    yield from pieces


def bytewise(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pass each byte on alone."""
    for piece in pieces:
        for at in range(len(piece)):
            yield piece[at : at + 1]


def held(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pass everything on at its end, as a proxy that buffers does."""
    yield b"".join(pieces)


def broken_off(after: bytes) -> Cut:
    """Return what passes on all until `after` has gone by, and then breaks off."""

    def cut(pieces: Iterator[bytes]) -> Iterator[bytes]:
        passed = b""
        for piece in pieces:
            passed += piece
            if after in passed:
                yield piece[: len(piece) - len(passed) + passed.index(after) + len(after)]
                return
            yield piece

    return cut


class Between:
    """A proxy to `target` (scheme, host and port), which may be exchanged while it runs, as `cut` may.

    It serves the target under `prefix`, which the target does not see.
    """

    def __init__(self, target: str, prefix: str = "") -> None:
        self.cut: Cut = whole
        self.asked: list[bytes] = []
        """The first line of each request."""
        self.target = target
        self._prefix = prefix
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}{prefix}"

    def run(self) -> None:
        """Take connections until `close`."""
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _pass(self, client: socket.socket) -> None:
        # A browser that leaves, and one that opens a connection for later, is none of our business.
        with client, suppress(OSError):
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            asked = _request(client)
            if not asked:
                return
            self.asked.append(asked.split(b"\r\n", 1)[0])
            asked = asked.replace(f" {self._prefix}/".encode(), b" /", 1)
            parts = urlsplit(self.target)
            with socket.create_connection((str(parts.hostname), int(parts.port or 80))) as server:
                server.sendall(asked)
                for piece in self.cut(iter(lambda: server.recv(_MOST), b"")):
                    client.sendall(piece)


def _request(client: socket.socket) -> bytes:
    """Read one request, and ask that its response be the last of its connection."""
    read = b""
    while b"\r\n\r\n" not in read:
        piece = client.recv(_MOST)
        if not piece:
            return b""
        read += piece
    head, _, body = read.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    lengths = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
    while len(body) < sum(lengths):
        body += client.recv(_MOST)
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


@contextmanager
def between(target: str, prefix: str = "") -> Iterator[Between]:
    """Run a proxy to `target`, under `prefix`, for as long as the block."""
    proxy = Between(target, prefix)
    thread = threading.Thread(target=proxy.run, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join(10)
