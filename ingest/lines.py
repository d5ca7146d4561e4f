"""The lines of a document as the parser looks at them: trimmed, with their emphasis, running ones known."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from vectorstore.spec import Document, Mark, MarkKind

# What Markdown leaves around emphasized words; it is layout, not text.
_MARKUP = " \t*_#>`|"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, without the white space around it."""

    start: int
    """Offset of its first character that is not white space; of its end if it is blank."""

    end: int
    """Offset just past its last character that is not white space."""

    text: str
    indent: int
    """Columns of white space before it; a tab counts as eight."""

    running: bool
    """Part of a repeated page header or footer."""

    strong: tuple[int, int] | None
    """Offsets of the emphasized words that it begins with, or that it is."""

    wholly_strong: bool
    """Nothing but emphasized words, and perhaps a colon."""

    heading_level: int
    """Level of a heading by the format's own sign, from 1; 0 for none."""

    heading: tuple[int, int] | None
    """Offsets of such a heading's words."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return self.start == self.end


def read_lines(document: Document) -> tuple[Line, ...]:
    """Return the lines of `document` in order."""
    strong = [mark for mark in document.marks if mark.kind is MarkKind.STRONG]
    headings = [mark for mark in document.marks if mark.kind is MarkKind.HEADING]
    running = {span.line for span in document.running} | _covered(document)
    bounds = [*document.line_starts, len(document.text) + 1]
    return tuple(
        _line(document.text, start, following - 1, number in running, strong, headings)
        for number, (start, following) in enumerate(pairwise(bounds), 1)
    )


def _covered(document: Document) -> set[int]:
    """Numbers of the lines below the first of a running span that covers several."""
    numbers: set[int] = set()
    for span in document.running:
        last = document.span(max(span.start, span.end - 1), span.end).line
        numbers.update(range(span.line, last + 1))
    return numbers


def _line(text: str, start: int, end: int, running: bool, strong: list[Mark], headings: list[Mark]) -> Line:
    raw = text[start:end]
    body = raw.strip()
    first = start + len(raw) - len(raw.lstrip()) if body else end
    last = first + len(body)
    mark = _starting(strong, first, last, text)
    heading = next((m for m in _within(headings, first, last)), None)
    return Line(
        start=first,
        end=last,
        text=body,
        indent=len(raw[: len(raw) - len(raw.lstrip())].expandtabs(8)),
        running=running,
        strong=mark,
        wholly_strong=mark is not None and _only_strong(text, first, last, strong),
        heading_level=heading.level if heading else 0,
        heading=(heading.start, heading.end) if heading else None,
    )


def _within(marks: list[Mark], start: int, end: int) -> list[Mark]:
    first = bisect_left(marks, start, key=lambda mark: mark.start)
    found = []
    while first < len(marks) and marks[first].start < end:
        found.append(marks[first])
        first += 1
    return found


def _starting(strong: list[Mark], start: int, end: int, text: str) -> tuple[int, int] | None:
    for mark in _within(strong, start, end)[:1]:
        if not text[start : mark.start].strip(_MARKUP):
            return mark.start, min(mark.end, end)
    return None


def _only_strong(text: str, start: int, end: int, strong: list[Mark]) -> bool:
    rest, at = "", start
    for mark in _within(strong, start, end):
        rest += text[at : mark.start]
        at = mark.end
    return not re.sub(r"[\s*_#:>`|]", "", rest + text[at:end])
