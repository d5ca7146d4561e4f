"""Join the lines of a section into its paragraphs and items, and remember where each character stood.

Soft wraps are rejoined for reading and display only: a `Block` knows the
offset of every character of its text, so that a sentence found in it leads
back to the exact span, or to two where a page header stands in between.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.items import Items
from ingest.lines import Line
from ingest.wrapping import MARKER, Wrapping
from vectorstore.spec import Document, Span

_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.:;,)])[*_](?!\w)|`")

# A line that says no more belongs to the item or paragraph above, which it joins with the one below.
_JOINS = re.compile(r"[-–—(*_ ]*(?:and|or|and/or)[-–—)*_: ]*", re.IGNORECASE)

# After a hyphen that stands for the end of a word still to come.
_SUSPENDED = re.compile(r"(?:and|or|nor|to)\b")


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


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that make one block."""

    marker: str
    style: str
    """Kind of the marker; empty where there is none, or one that alone is no list."""

    item: int
    """Depth of the item that the format says it is of; 0 where it says nothing."""

    begins: bool
    """That item begins with it."""

    pieces: list[_Piece]

    @property
    def bare(self) -> bool:
        """Whether it is a marker whose item begins on the next line."""
        return bool(self.marker) and all(piece.start == piece.end for piece in self.pieces)


def blocks(document: Document, lines: Sequence[Line], start: int, end: int, wrapping: Wrapping | None) -> list[Block]:
    """Return the paragraphs and items of `document` between two offsets, in reading order.

    Without `wrapping`, as in a header, each line stands for itself.
    """
    groups: list[_Group] = []
    items, previous = Items(document), None
    for line, after_running in _written(lines, start, end):
        first, last = max(line.start, start), min(line.end, end)
        group = _begun(document.text, items, first, last)
        joins = _JOINS.fullmatch(document.text[first:last]) is not None
        new = group.begins or (group.style and not joins)
        if wrapping and previous and not new and (joins or groups[-1].bare or wrapping.goes_on(previous, line)):
            groups[-1].pieces.append(_Piece(first, last, after_running))
        else:
            groups.append(group)
        previous = line
    return _with_depths(document.text, groups)


def _written(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[Line, bool]]:
    """Yield the lines between two offsets that say something, and whether a page header or footer stands above."""
    after_running = False
    for index in range(bisect_right(lines, start, key=lambda line: line.end), len(lines)):
        line = lines[index]
        if line.start >= end:
            return
        if line.running:
            after_running = True
        elif not line.blank:
            yield line, after_running
            after_running = False


def _begun(text: str, items: Items, first: int, last: int) -> _Group:
    """Return the group that a line of these offsets begins, if it goes on with none."""
    line = text[first:last]
    marker = MARKER.match(line) if not line.startswith(("**", "__")) else None
    own = items.start(first, last)
    # A marker of an unusual form is known by the format's own sign alone.
    begin = first + marker.end() if marker else first if own is None else own
    style = (marker.lastgroup or "") if marker else ""
    pieces = [_Piece(begin, last, False)]
    return _Group(text[first:begin].strip(), style, items.depth(first, last), own is not None, pieces)


def _with_depths(text: str, groups: Iterable[_Group]) -> list[Block]:
    """Give each item its depth: the format's own; inside it, a marker of another style below one opens a list."""
    styles: list[str] = []
    made = []
    for group in groups:
        if group.begins or not group.style:
            styles = styles if group.marker and not group.begins else []
        elif group.style in styles:
            styles = styles[: styles.index(group.style) + 1]
        else:
            styles = [*styles, group.style]
        depth = group.item + (len(styles) if group.style else 0)
        block = _block(text, group.marker, depth, group.pieces)
        if block.text:
            made.append(block)
    return made


def _block(text: str, marker: str, depth: int, pieces: Sequence[_Piece]) -> Block:
    characters: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    for piece in pieces:
        hidden = {i for match in _MARKUP.finditer(text, piece.start, piece.end) for i in range(*match.span())}
        if characters and characters[-1] != " " and not _cut_by_hyphen(characters, text, piece):
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


def _cut_by_hyphen(characters: Sequence[str], text: str, piece: _Piece) -> bool:
    """Whether a word goes on in `piece`: "full-" above "time", and not "two-" above "and three-year"."""
    goes_on = len(characters) > 1 and characters[-1] == "-" and characters[-2].isalpha()
    return goes_on and text[piece.start : piece.start + 1].islower() and not _SUSPENDED.match(text, piece.start)
