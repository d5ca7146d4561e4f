"""A canonical text cut for display: headings, what a reader passes over, and the one span that is cited.

Nothing is added or taken away: the texts of all pieces, joined, are the
canonical text, so what a reader sees marked is what was quoted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vectorstore.spec import Document, Section

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that look alike."""

    text: str
    cited: bool = False
    """Within the cited span."""

    first: bool = False
    """The first piece of the cited span: where a link leads."""

    faint: bool = False
    """What a reader passes over: a page header that repeats, a sign of Markdown."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or the text between two headings."""

    pieces: tuple[Piece, ...]
    section: int | None = None
    """Ordinal of the section that it heads; None for text."""

    level: int = 0
    """Level of the heading in the page, from 3; 0 for text."""


# Emphasis and heading signs of Markdown.
_SIGNS = re.compile(r"\*\*|__|^#{1,6} ", re.MULTILINE)

_TOP = 3
_LOWEST = 6


def blocks(document: Document, sections: Sequence[Section], cited: tuple[int, int] | None) -> Iterator[Block]:
    """Return `document` in blocks, with the code points of `cited` (start, end) marked."""
    levels = heading_levels(sections)
    faint = _faint(document)
    at = 0
    for section in sorted(sections, key=lambda one: one.heading_span.start):
        start, end = section.heading_span.start, section.heading_span.end
        # A title that stands inside another heading is shown once, with the outer one.
        if not section.heading or start < at or start >= end:
            continue
        if start > at:
            yield Block(tuple(pieces(document.text, at, start, cited, faint)))
        yield Block(tuple(pieces(document.text, start, end, cited, faint)), section.ordinal, levels[section.ordinal])
        at = end
    if at < len(document.text):
        yield Block(tuple(pieces(document.text, at, len(document.text), cited, faint)))


def heading_levels(sections: Sequence[Section]) -> dict[int, int]:
    """Return each section's level in the page by ordinal: one below the nearest headed section around it."""
    levels: dict[int, int] = {}
    known = {section.ordinal: section for section in sections}
    for section in sections:
        above = section.parent
        while above is not None and not known[above].heading:
            above = known[above].parent
        levels[section.ordinal] = _TOP if above is None else min(_LOWEST, levels[above] + 1)
    return levels


def _faint(document: Document) -> list[_Pair]:
    signs = _SIGNS.finditer(document.text) if document.media_type == "text/markdown" else ()
    return [*((span.start, span.end) for span in document.running), *(sign.span() for sign in signs)]


def pieces(text: str, start: int, end: int, cited: _Pair | None, faint: Sequence[_Pair]) -> Iterator[Piece]:
    """Yield `text` from `start` to `end` cut where `cited` and the stretches `faint` begin and end."""
    faint = [pair for pair in faint if pair[0] < end and pair[1] > start]
    edges = [edge for pair in (*faint, cited or (start, end)) for edge in pair if start < edge < end]
    for left, right in pairwise(sorted({start, end, *edges})):
        yield Piece(
            text[left:right],
            cited=cited is not None and cited[0] <= left < cited[1],
            first=cited is not None and max(cited[0], start) == left and cited[0] >= start,
            faint=any(begin <= left < stop for begin, stop in faint),
        )
