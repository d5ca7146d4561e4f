"""What the type of a PDF's lines says: which are headings by their size, which words are strong.

Only what a reader of the page would take for a sign is one. Large type on a
short line is a heading; bold words are strong where they begin a paragraph or
are a line of their own, not where a sentence in bold runs over several lines
or where most of the document is bold.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.layout import Line
from ingest.readers.pdf.lines import Cell
from vectorstore.spec import MarkKind

# Type larger than the body's by this factor makes a heading; by the second, a title that may take two lines.
_LARGER, _TITLE = 1.18, 1.3

# Where more than these parts of the lines are large, or of the characters bold, it says nothing.
_MOST_LARGE, _MOST_BOLD = 0.2, 0.5

_LONGEST_HEADING, _MOST_WORDS = 90, 11
_NO_HEADING = re.compile(r":\s*\S|\d{2}|[.;,]$")

# A sentence has as many words, and more than one of so many letters is small: "Training and experience" has not.
_SENTENCE, _LONG_WORD = 6, 4

# A line that ends with one of these ends its paragraph, most often.
_ENDED = (".", ":", ";", "?", "!")


@dataclass(frozen=True, slots=True)
class Sign:
    """What the type of a stretch of a line says."""

    kind: MarkKind
    first: int
    """Index of its first word in the line."""

    last: int
    level: int = 1


class Type:
    """The type of a whole document."""

    def __init__(self, found: Sequence[Line]) -> None:
        self._found = found
        self._body = _body_size(found)
        self._right = {line.page: 0.0 for line in found}
        for line in found:
            self._right[line.page] = max(self._right[line.page], line.right)
        bold = sum(len(word.text) for line in found for word in line.words if word.bold)
        self._bold_tells = bold <= _MOST_BOLD * sum(len(word.text) for line in found for word in line.words)
        large = [line for line in found if self._may_head(line)]
        sizes = sorted({round(line.size) for line in large}, reverse=True)
        self._levels = {size: min(6, level) for level, size in enumerate(sizes, 1)}
        self._large_tells = len(large) <= max(3, _MOST_LARGE * len(found))

    def signs(self, index: int) -> list[Sign]:
        """Return the signs of line `index`, left to right."""
        line = self._found[index]
        if self._large_tells and self._may_head(line):
            return [Sign(MarkKind.HEADING, 0, len(line.words) - 1, self._levels[round(line.size)])]
        if not self._bold_tells or line.aside or self._runs_on_in_bold(index) or _is_sentence(line):
            return []
        return list(self._strong(index))

    def goes_on_title(self, index: int) -> bool:
        """Return whether line `index` is the second of a title that did not fit on one."""
        if not index:
            return False
        above, line = self._found[index - 1], self._found[index]
        return (
            line.page == above.page == 1
            and not line.parted
            and line.size >= _TITLE * self._body
            and _alike(above, line)
            and not _NO_HEADING.search(above.text)
            and len(line.cells) == len(above.cells) == 1
            and self._is_full(above, line)
        )

    def _may_head(self, line: Line) -> bool:
        text = line.text
        return (
            line.size >= _LARGER * self._body
            and not line.aside
            and len(line.cells) == 1
            and len(text) <= _LONGEST_HEADING
            and len(text.split()) <= _MOST_WORDS
            and not _NO_HEADING.search(text)
            and any(character.isalpha() for character in text)
            and all(word.size >= _LARGER * self._body for word in line.words)
        )

    def _runs_on_in_bold(self, index: int) -> bool:
        """Whether a bold line is one of several of a sentence."""
        line = self._found[index]
        if not _is_bold(line):
            return False
        above = self._found[index - 1] if index else None
        below = self._found[index + 1] if index + 1 < len(self._found) else None
        return (above is not None and self._is_one(above, line)) or (below is not None and self._is_one(line, below))

    def _is_one(self, above: Line, line: Line) -> bool:
        """Whether a sentence goes on from the end of one line to the bold start of the next."""
        adjacent = line.page == above.page and not line.parted and line.below is not None
        return adjacent and above.words[-1].bold and line.words[0].bold and self._is_full(above, line)

    def _is_full(self, above: Line, line: Line) -> bool:
        """Whether the first word of `line` would not have fitted on the line above."""
        first = line.words[0].box
        return above.right + (first[2] - first[0]) > self._right[above.page] - above.size

    def _strong(self, index: int) -> Iterator[Sign]:
        line, words = self._found[index], self._found[index].words
        at = 0
        while at < len(words):
            if not words[at].bold:
                at += 1
                continue
            last = at
            while last + 1 < len(words) and words[last + 1].bold and _same_cell(line, last, last + 1):
                last += 1
            if at or not self._is_mid_sentence(index):
                yield Sign(MarkKind.STRONG, at, last)
            at = last + 1

    def _is_mid_sentence(self, index: int) -> bool:
        """Whether line `index` begins with the middle of a sentence that the line above broke off."""
        if not index or _is_bold(self._found[index]):
            return False
        above, line = self._found[index - 1], self._found[index]
        broke_off = not above.text.endswith(_ENDED) and self._is_full(above, line)
        return not line.parted and above.page == line.page and broke_off


def _is_sentence(line: Line) -> bool:
    """Return whether a line in bold is longer than a heading in small letters would be."""
    words = [word.text.strip('(“"') for word in line.words]
    small = sum(len(word) >= _LONG_WORD and word[0].islower() for word in words)
    return _is_bold(line) and len(words) >= _SENTENCE and small > 1


def _same_cell(line: Line, one: int, other: int) -> bool:
    ends: list[int] = []
    for cell in line.cells:
        ends.append((ends[-1] if ends else 0) + (len(cell.words) if isinstance(cell, Cell) else 0))
    return not any(one < end <= other for end in ends)


def _alike(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) < 0.5 and _is_bold(above) == _is_bold(line)


def _is_bold(line: Line) -> bool:
    """Return whether all of a line's words are bold, but for the marker of an item."""
    words = [word for word in line.words if any(map(str.isalnum, word.text))]
    return bool(words) and all(word.bold for word in words)


def _body_size(found: Sequence[Line]) -> float:
    """Return the height of the type that half of the characters are set in or below."""
    sizes = sorted((word.size, len(word.text)) for line in found if not line.aside for word in line.words)
    total, seen = sum(length for _, length in sizes), 0
    for size, length in sizes:
        seen += length
        if 2 * seen >= total:
            return size
    return 0.0
