"""What the process that reads PDFs and the one that asks it say to each other: bytes there, JSON back.

JSON and not pickle: a file that took over the parser could then say wrong
words, and no more.
"""

import json
from typing import Any

from ingest.readers.extracted import Extracted
from vectorstore.spec import Mark, MarkKind, Place


def encoded(extracted: Extracted) -> bytes:
    """Return the frame that says what was read."""
    reply = {
        "text": extracted.text,
        "marks": [[mark.kind, mark.start, mark.end, mark.level] for mark in extracted.marks],
        "page_starts": extracted.page_starts,
        "running": extracted.running,
        "warnings": extracted.warnings,
        "places": [[place.start, place.end, place.page, *place.box] for place in extracted.places],
    }
    return json.dumps(reply).encode()


def refused(problem: str, detail: str = "") -> bytes:
    """Return the frame that says why nothing was read."""
    return json.dumps({"problem": problem, "detail": detail}).encode()


def decoded(payload: bytes) -> Extracted | tuple[str, str]:
    """Return what a frame says: what was read, or the problem and its detail.

    Raises:
        ValueError: it says neither.
    """
    try:
        reply = json.loads(payload)
        if "problem" in reply:
            return str(reply["problem"]), str(reply["detail"])
        return _extracted(reply)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(f"a reply that makes no sense: {payload[:80]!r}") from error


def _extracted(reply: dict[str, Any]) -> Extracted:
    return Extracted(
        text=str(reply["text"]),
        marks=tuple(Mark(MarkKind(kind), int(a), int(b), int(level)) for kind, a, b, level in reply["marks"]),
        page_starts=tuple(int(start) for start in reply["page_starts"]),
        running=tuple((int(start), int(end)) for start, end in reply["running"]),
        warnings=tuple(str(warning) for warning in reply["warnings"]),
        places=tuple(_place(*place) for place in reply["places"]),
    )


def _place(start: int, end: int, page: int, *box: float) -> Place:
    left, top, right, bottom = map(float, box)
    return Place(int(start), int(end), int(page), (left, top, right, bottom))
