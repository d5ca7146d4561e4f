"""Frames of bytes between two processes: a length, and as many bytes."""

import os

_HEADER = 8


def send(descriptor: int, payload: bytes) -> None:
    """Write one frame.

    Raises:
        OSError: the other side is gone.
    """
    view = memoryview(len(payload).to_bytes(_HEADER, "big") + payload)
    while view:
        view = view[os.write(descriptor, view) :]


def receive(descriptor: int, most: int) -> bytes | None:
    """Return the next frame; None where the other side is gone or has more than `most` bytes to say."""
    header = _exactly(descriptor, _HEADER)
    length = int.from_bytes(header, "big")
    if len(header) < _HEADER or length > most:
        return None
    payload = _exactly(descriptor, length)
    return payload if len(payload) == length else None


def _exactly(descriptor: int, length: int) -> bytes:
    """Return `length` bytes, fewer where the other side ends before."""
    parts = bytearray()
    while len(parts) < length and (part := os.read(descriptor, min(length - len(parts), 1 << 20))):
        parts += part
    return bytes(parts)
