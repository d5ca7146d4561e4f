"""A document as a reader returned it: one canonical text, and the places in it.

A `Span` counts in code points of that text, so that
``quote == text[span.start:span.end]`` holds for whatever is cut from it.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """What a reader saw in the layout, beyond the characters."""

    HEADING = "heading"
    """A heading by the format's own sign; `level` counts from 1."""
    STRONG = "strong"
    """Emphasized characters, markers such as `**` left outside."""
    ITEM = "item"
    """One item of a list, its marker left outside; `level` is its depth from 1."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's canonical text."""

    start: int
    """Offset of the first character, in code points."""

    end: int
    """Offset just past the last character, in code points."""

    line: int
    """Line of the first character, from 1."""

    page: int | None = None
    """Page of the first character, from 1; None where the format has no pages."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of layout; see `MarkKind`."""

    kind: MarkKind
    start: int
    end: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page a stretch of text is printed: a line, or one cell of it."""

    start: int
    """Offset of its first character in the canonical text, in code points."""

    end: int
    """Offset just past its last character; on the same line of the text."""

    page: int
    """Page, from 1."""

    box: tuple[float, float, float, float]
    """Left, top, right and bottom edge in points, from the top left of the page as it is shown."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document as a reader returned it."""

    document_id: str
    """Hash of the document's bytes; see `document_id`."""

    media_type: str
    """`text/plain` or `text/markdown` and so on."""

    text: str
    r"""The canonical text: Unicode, `\n` line ends, nothing else taken away."""

    line_starts: tuple[int, ...]
    """Offset of each line's first character; see `line_starts`."""

    marks: tuple[Mark, ...] = ()
    """Signs of layout, by start."""

    running: tuple[Span, ...] = ()
    """Repeated page headers and footers, whole lines, by start: kept in the text, left out of reading."""

    page_starts: tuple[int, ...] = ()
    """Offset of each page's first character; empty where the format has no pages."""

    warnings: tuple[str, ...] = ()
    """What a person should know of how the text was read, one sentence each."""

    wrapped: bool = True
    """Lines may end in mid-sentence; false where each line is a whole paragraph, as in HTML and DOCX."""

    places: tuple[Place, ...] = ()
    """Where its lines are printed, by start, none overlapping; empty where the format has no pages."""

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end` with its line and page."""
        page = bisect_right(self.page_starts, start) if self.page_starts else None
        return Span(start, end, bisect_right(self.line_starts, start), page)

    def quote(self, span: Span) -> str:
        """Return the verbatim text of `span`."""
        return self.text[span.start : span.end]

    def places_of(self, span: Span) -> tuple[Place, ...]:
        """Return the places that `span` stands in, whole: what to highlight on the pages."""
        first = bisect_right(self.places, span.start, key=lambda place: place.end)
        last = bisect_left(self.places, span.end, key=lambda place: place.start)
        return self.places[first:last]


def document_id(content: bytes) -> str:
    """Return the id of a document's bytes: 32 hexadecimal digits of their SHA-256."""
    return hashlib.sha256(content).hexdigest()[:32]


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset of each line's first character in `text` (`\n` line ends)."""
    return (0, *(match.end() for match in re.finditer("\n", text)))
