"""Tell how a document breaks its lines, and so which of them go on with the sentence above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.lines import Line
from ingest.printing import filled_lines
from vectorstore.spec import Document

#: Markers of list items: "1." "12)" "(a)" "a." "iv." "-" "•" and the bullets of word processors' private fonts.
MARKER = re.compile(
    r"^(?:(?P<number>\d{1,3}[.)])|(?P<letter>[A-Za-z][.)]|\([a-zA-Z0-9]{1,3}\)|[ivx]{2,4}[.)])"
    r"|(?P<bullet>[-*+•●▪◦‣⁃·○■□\uf0b7\uf0a7\uf0d8\u2013\u2014]))(?:\s+|$)"
)
_TERMINAL = re.compile(r"[.:;?!][\"'”’)\]*_]*$")
# A sentence never ends with one of these, unless punctuation sets it off, as the "or" between two items.
_UNFINISHED = re.compile(
    r"(?<![;,.:])\s(?:of|and|or|the|to|for|in|a|an|as|with|by|from|on|at|that|than|including)$", re.IGNORECASE
)

#: A line at least this long, in characters, may have been wrapped where it ends.
_WRAPPED = 60

#: Over a blank line, only a fuller one was.
_FULL = 80

#: A longer line never was: whoever wrote it let each paragraph be a line.
_LONGEST_WRAPPED = 140


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document breaks its lines."""

    text: str
    soft: bool
    """Lines may end in mid-sentence at all."""

    hard: bool
    """Paragraphs are broken into lines of much the same length."""

    over_blanks: bool
    """A blank line can stand between two lines of one sentence."""

    filled: frozenset[int] | None = None
    """Offsets of the lines that had no room for another word; None where nothing is known of the page."""

    def goes_on(self, previous: Line, line: Line) -> bool:
        """Return whether `line` continues the sentence of `previous`, perhaps over a blank line or a page header."""
        if not self.soft or line.strong is not None or line.heading is not None:
            return False
        if not _TERMINAL.search(previous.text):
            if line.text[0].islower() or line.text[0] in "(,;&" or _UNFINISHED.search(previous.text):
                return True
            if self.over_blanks and _FULL <= len(previous.text) <= _LONGEST_WRAPPED:
                return True
        # A sentence may also end exactly at the wrap: only lines right below each other go on then.
        return self.hard and self._right_below(previous, line)

    def _right_below(self, previous: Line, line: Line) -> bool:
        return (
            (_may_be_wrapped(previous) if self.filled is None else previous.start in self.filled)
            and self.text[previous.end : line.start].count("\n") == 1
            and "\t" not in previous.text
            and (not previous.text.endswith(":") or (self.filled is not None and line.text[0].islower()))
            and line.indent <= previous.indent + 8
        )


def read_wrapping(document: Document, lines: Sequence[Line]) -> Wrapping:
    """Return how `document` breaks its lines, as all of them tell."""
    if document.places:
        # Paper tells what the lengths of lines only suggest; what it parts, it parts on purpose.
        return Wrapping(document.text, document.wrapped, True, False, filled_lines(document))
    written = [line for line in lines if not line.blank and not line.running]
    pairs = [
        (above, below, document.text[above.end : below.start])
        for above, below in pairwise(written)
        if not MARKER.match(below.text)
    ]
    broken = sum(_may_be_wrapped(above) and between.count("\n") == 1 for above, _, between in pairs)
    long = sum(len(line.text) > _LONGEST_WRAPPED for line in written)
    over_blanks = any(
        below.text[0].islower() and between.isspace() and between.count("\n") > 1 and not _TERMINAL.search(above.text)
        for above, below, between in pairs
    )
    return Wrapping(document.text, document.wrapped, broken > long, over_blanks)


def _may_be_wrapped(line: Line) -> bool:
    return _WRAPPED <= len(line.text) <= _LONGEST_WRAPPED
