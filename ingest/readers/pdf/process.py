"""The door to the process that reads PDFs; one file at a time goes through."""

from ingest.apart.door import Door
from ingest.readers.extracted import Extracted
from ingest.readers.pdf import limits, wire

# JSON writes a character in up to 12 bytes, and as much again for marks and places is plenty.
_LARGEST_REPLY = 24 * limits.CHARACTERS


def door(seconds: float = limits.SECONDS) -> Door[Extracted]:
    """Return a door to a process of its own; `seconds` is what one file may take."""
    return Door("ingest.readers.pdf.worker", wire.decoded, seconds=seconds, most=_LARGEST_REPLY)


#: The one that readers use.
WORKER = door()
