"""Write the lines of a page: white space folded, gaps where blocks meet, marks at the offsets they come to."""

import re
from dataclasses import dataclass
from enum import IntEnum

from vectorstore.spec import Mark, MarkKind

_SPACE = re.compile(r"\s+")


class Gap(IntEnum):
    """What stands between two stretches of text; the wider of two wins."""

    NONE = 0
    SPACE = 1
    LINE = 2
    """The next line."""

    BLOCK = 3
    """A blank line between."""


_PRINTED = {Gap.NONE: "", Gap.SPACE: " ", Gap.LINE: "\n", Gap.BLOCK: "\n\n"}


@dataclass(frozen=True, slots=True)
class Written:
    """A page's text as it was written."""

    text: str
    marks: tuple[Mark, ...]
    """By start."""

    wrapped: bool
    """Most of its lines end where somebody broke them, and so may end in mid-sentence."""


@dataclass(slots=True)
class _Open:
    kind: MarkKind
    level: int
    start: int | None = None
    blocks: int = 0


class Writer:
    """Collects text and puts nothing but white space between."""

    def __init__(self) -> None:
        self.length = 0
        """How many characters are written."""

        self._parts: list[str] = []
        self._blocks = 0
        self._gap = Gap.NONE
        self._tabs = 0
        self._broken = False
        self._breaks = self._lines = self._typed = 0
        self._open: list[_Open] = []
        self._marks: list[Mark] = []

    def gap(self, gap: Gap) -> None:
        """Have at least `gap` before the next text."""
        if gap >= Gap.LINE:
            self._broken = False
        self._gap = max(self._gap, gap)

    def break_line(self) -> None:
        """Have the next text on the next line, where a person broke it; twice makes a blank line."""
        again = self._broken and self._gap is Gap.LINE
        self.gap(Gap.BLOCK if again else Gap.LINE)
        self._broken = not again

    def close_up(self) -> None:
        """Have no blank line before the next text."""
        self._gap = min(self._gap, Gap.LINE)

    def tabs(self, count: int) -> None:
        """Have the next text `count` cells further in its row."""
        self._tabs += count

    def end_row(self) -> None:
        """Have the next text on the next line; a row of blank cells leaves no trace."""
        if self._gap < Gap.LINE:
            self._parts.append("\t" * self._tabs)
            self.length += self._tabs
        self._tabs = 0
        self.gap(Gap.LINE)

    def text(self, text: str) -> None:
        """Write `text`, its white space folded."""
        folded = _SPACE.sub(" ", text)
        if folded.startswith(" "):
            self.gap(Gap.SPACE)
        if words := folded.strip(" "):
            self._put(words)
            if folded.endswith(" "):
                self.gap(Gap.SPACE)

    def typed(self, text: str) -> None:
        """Write `text`, a part of one line that a person typed, as it is."""
        self._typed += len(text)
        self._put(text)

    def open(self, kind: MarkKind, level: int = 1) -> None:
        """Begin a mark at the next text."""
        self._open.append(_Open(kind, level))

    def close(self, kind: MarkKind) -> bool:
        """End the innermost open mark of `kind` at the last text, and return whether a blank line stands inside."""
        index = next(i for i in range(len(self._open) - 1, -1, -1) if self._open[i].kind is kind)
        mark = self._open.pop(index)
        self._end(mark, self.length)
        return mark.start is not None and mark.blocks < self._blocks

    def written(self) -> Written:
        """Return all that was written."""
        marks = sorted(self._marks, key=lambda mark: (mark.start, -mark.end))
        wrapped = 2 * self._breaks > self._lines or 2 * self._typed > self.length
        return Written("".join(self._parts), tuple(marks), wrapped)

    def _put(self, text: str) -> None:
        printed = self._separate()
        if "\n" in printed:
            self._part_emphasis()
        for mark in self._open:
            if mark.start is None:
                mark.start, mark.blocks = self._goes_on(mark, printed), self._blocks
        self._parts.append(text)
        self.length += len(text)

    def _separate(self) -> str:
        """Write what stands before the next text."""
        gap = _PRINTED[self._gap] if self.length else ""
        printed = (gap.strip(" ") if self._tabs else gap) + "\t" * self._tabs
        self._lines += "\n" in gap
        self._breaks += self._broken and self._gap is Gap.LINE
        self._blocks += "\n\n" in gap
        self._parts.append(printed)
        self.length += len(printed)
        self._gap, self._tabs, self._broken = Gap.NONE, 0, False
        return printed

    def _part_emphasis(self) -> None:
        """End emphasis with its line; on the next one it begins again."""
        end = self.length - len(self._parts[-1])
        for mark in self._open:
            if mark.kind is MarkKind.STRONG and mark.start is not None:
                self._end(mark, end)
                mark.start = None

    def _goes_on(self, mark: _Open, printed: str) -> int:
        """Return where `mark` begins: emphasis that goes on after a space is one with that before."""
        last = self._marks[-1] if self._marks else None
        touches = last is not None and last.end == self.length - len(printed) and printed in ("", " ")
        if last is not None and touches and last.kind is mark.kind is MarkKind.STRONG:
            return self._marks.pop().start
        return self.length

    def _end(self, mark: _Open, end: int) -> None:
        if mark.start is not None and mark.start < end:
            self._marks.append(Mark(mark.kind, mark.start, end, mark.level))
