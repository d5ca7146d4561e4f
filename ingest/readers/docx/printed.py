"""Lines as Word shows them, and how they become the canonical text with its marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vectorstore.spec import Mark, MarkKind

_VISIBLE = re.compile(r"\S")

# Emphasis goes on over spaces that are not emphasized themselves, but not from one cell to the next.
_STRONG = re.compile(r"s(?:[s \n\u00a0]*s)?")

# A marker that was typed, with a tab behind it, at the beginning of a line.
_TYPED_MARKER = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})[.)]|[-*+•●▪◦‣⁃·○■□➢✓❖\uf0b7\uf0a7\uf0d8–—])(\t+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One line of a document."""

    text: str

    strong: tuple[tuple[int, int], ...] = ()
    """Extents of emphasized characters in `text`."""

    start: int = 0
    """Where its own words begin, behind the marker of its item."""

    heading: int = 0
    """Level of the heading that it is, from 1; 0 for none."""

    depth: int = 0
    """Depth of the item that it begins, from 1; 0 for none."""

    goes_on: bool = False
    """It belongs to the paragraph of the line above."""

    apart: bool = False
    """A blank line stands above it."""

    running: bool = False
    """Part of a repeated page header or footer, or of a table of contents."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it but perhaps a marker."""
        return not self.text[self.start :].strip()

    def after(self, lead: str, *, depth: int | None = None, apart: bool | None = None) -> "Printed":
        """Return the line with the marker `lead` before it, an item of this depth and so far apart if given."""
        return Printed(
            lead + self.text,
            tuple((start + len(lead), end + len(lead)) for start, end in self.strong),
            start=len(lead),
            heading=self.heading,
            depth=self.depth if depth is None else depth,
            goes_on=self.goes_on,
            apart=self.apart if apart is None else apart,
            running=self.running,
        )


@dataclass(frozen=True, slots=True)
class Assembled:
    """A canonical text made of lines."""

    text: str
    marks: tuple[Mark, ...]
    running: tuple[tuple[int, int], ...]
    """Extents of the running lines, by start."""


def lines(pieces: Sequence[tuple[str, bool]]) -> list[Printed]:
    r"""Return the lines that `pieces` of text with their emphasis are, cut at each `\n`; at least one."""
    text = "".join(piece for piece, _ in pieces)
    mask = "".join(_VISIBLE.sub("s" if strong else "-", piece) for piece, strong in pieces)
    made: list[Printed] = []
    at = 0
    for line in text.split("\n"):
        made.append(_line(line, mask[at : at + len(line)], goes_on=bool(made)))
        at += len(line) + 1
    return made


def assemble(printed: Sequence[Printed]) -> Assembled:
    """Return the text of `printed`; blank lines stand where they separate something, one at a time."""
    written: list[str] = []
    marks: list[Mark] = []
    running: list[tuple[int, int]] = []
    at, gap = 0, False
    for line in printed:
        if line.blank:
            gap = True
            continue
        if (gap or line.apart) and written:
            written.append("")
            at += 1
        gap = False
        shown = line.text.rstrip()
        written.append(shown)
        marks.extend(_marks(line, at))
        if line.goes_on and marks and marks[-1].kind is MarkKind.ITEM:
            marks[-1] = replace(marks[-1], end=at + len(shown))
        if line.running:
            running.append((at, at + len(shown)))
        at += len(shown) + 1
    return Assembled("\n".join(written), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))), tuple(running))


def together(parts: Sequence[Assembled]) -> Assembled:
    """Return the texts of `parts` as one, a blank line between them."""
    texts: list[str] = []
    marks: list[Mark] = []
    running: list[tuple[int, int]] = []
    at = 0
    for part in parts:
        if part.text:
            texts.append(part.text)
            marks += [replace(mark, start=mark.start + at, end=mark.end + at) for mark in part.marks]
            running += [(start + at, end + at) for start, end in part.running]
            at += len(part.text) + 2
    return Assembled("\n\n".join(texts), tuple(marks), tuple(running))


def _line(text: str, mask: str, *, goes_on: bool) -> Printed:
    if (typed := _TYPED_MARKER.match(text)) and not goes_on:
        spaces = " " * (typed.end(1) - typed.start(1))
        text = text[: typed.start(1)] + spaces + text[typed.end(1) :]
        mask = mask[: typed.start(1)] + spaces + mask[typed.end(1) :]
    strong = tuple(match.span() for match in _STRONG.finditer(mask)) if "s" in mask else ()
    return Printed(text, strong, goes_on=goes_on)


def _marks(line: Printed, at: int) -> Iterator[Mark]:
    """Yield the marks of a line that begins at offset `at`."""
    end = at + len(line.text.rstrip())
    words = line.text[line.start :]
    start = at + line.start + len(words) - len(words.lstrip())
    if start < end and line.heading:
        yield Mark(MarkKind.HEADING, start, end, line.heading)
    if start < end and line.depth:
        yield Mark(MarkKind.ITEM, start, end, line.depth)
    yield from (Mark(MarkKind.STRONG, at + first, at + last) for first, last in line.strong)
