"""Join the lines of a section into its paragraphs and items, and remember where each character stood.

Soft wraps are rejoined for reading and display only: a `Block` knows the
offset of every character of its text, so that a sentence found in it leads
back to the exact span, or to two where a page header stands in between.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Line
from ingest.wrapping import MARKER, Wrapping
from vectorstore.spec import Document, Span

_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.:;,)])[*_](?!\w)|`")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or list item."""

    text: str
    """Its words on one line, without marker and markup."""

    offsets: tuple[int, ...]
    """Offset in the document of each character of `text`."""

    breaks: tuple[int, ...]
    """Places in `text` before which a page header or footer interrupts it."""

    marker: str
    """Marker as printed; empty in running text."""

    depth: int
    """Depth of the item, from 1; 0 in running text."""

    def spans(self, document: Document, start: int, end: int) -> tuple[Span, ...]:
        """Return where `text[start:end]` stands, one span for each uninterrupted part."""
        cuts = [start, *(cut for cut in self.breaks if start < cut < end), end]
        return tuple(self._span(document, a, b) for a, b in pairwise(cuts))

    def _span(self, document: Document, start: int, end: int) -> Span:
        while start < end - 1 and self.text[start] == " ":
            start += 1
        while end - 1 > start and self.text[end - 1] == " ":
            end -= 1
        return document.span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    after_running: bool


def blocks(document: Document, lines: Sequence[Line], start: int, end: int, wrapping: Wrapping | None) -> list[Block]:
    """Return the paragraphs and items of `document` between two offsets, in reading order.

    Without `wrapping`, as in a header, each line stands for itself.
    """
    groups: list[tuple[str, str, list[_Piece]]] = []
    pending_running, previous = False, None
    for index in range(bisect_right(lines, start, key=lambda line: line.end), len(lines)):
        line = lines[index]
        if line.start >= end:
            break
        if line.running:
            pending_running = True
            continue
        if line.blank:
            continue
        first, last = max(line.start, start), min(line.end, end)
        text = document.text[first:last]
        marker = MARKER.match(text) if not text.startswith(("**", "__")) else None
        if wrapping and marker is None and previous and (_bare(groups[-1]) or wrapping.goes_on(previous, line)):
            groups[-1][2].append(_Piece(first, last, pending_running))
        else:
            begin = first + (marker.end() if marker else 0)
            groups.append((marker[0].strip() if marker else "", _style(marker), [_Piece(begin, last, False)]))
        pending_running, previous = False, line
    return _with_depths(document.text, groups)


def _bare(group: tuple[str, str, list[_Piece]]) -> bool:
    """Whether it is a marker whose item begins on the next line."""
    marker, _, pieces = group
    return bool(marker) and all(piece.start == piece.end for piece in pieces)


def _style(marker: re.Match[str] | None) -> str:
    return (marker.lastgroup or "") if marker else ""


def _with_depths(text: str, groups: Iterable[tuple[str, str, list[_Piece]]]) -> list[Block]:
    """Give each item its depth: a marker of another style below one opens a list inside it."""
    styles: list[str] = []
    made = []
    for marker, style, pieces in groups:
        if not style:
            styles = styles if marker else []
        elif style in styles:
            styles = styles[: styles.index(style) + 1]
        else:
            styles = [*styles, style]
        block = _block(text, marker, len(styles) if style else 0, pieces)
        if block.text:
            made.append(block)
    return made


def _block(text: str, marker: str, depth: int, pieces: Sequence[_Piece]) -> Block:
    characters: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    for piece in pieces:
        hidden = {i for match in _MARKUP.finditer(text, piece.start, piece.end) for i in range(*match.span())}
        if characters and characters[-1] != " ":
            characters.append(" ")
            offsets.append(offsets[-1])
        if piece.after_running and characters:
            breaks.append(len(characters))
        for at in range(piece.start, piece.end):
            character = " " if text[at].isspace() else text[at]
            if at in hidden or (character == " " and (not characters or characters[-1] == " ")):
                continue
            characters.append(character)
            offsets.append(at)
    while characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Block("".join(characters), tuple(offsets), tuple(breaks), marker, depth)
