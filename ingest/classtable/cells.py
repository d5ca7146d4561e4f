"""Cut the text of a CSV into rows and cells, each with the span it stands at.

`csv` of the standard library gives the cells and not where they stand; a
citation needs both. Quotation marks are read as it reads them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

#: What may stand between cells; the likelier first.
_DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    start: int
    """Offset of its first character in the text, behind its quotation mark, in code points."""

    end: int
    """Offset just past its last character."""

    text: str
    """What it says: `text[start:end]`, but for doubled quotation marks within quoted cells, which are one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: mostly a line, and several where a quoted cell has line ends."""

    line: int
    """Line that it begins on, from 1."""

    start: int
    end: int
    """Offset just past its last character; the line end is not in it."""

    cells: tuple[Cell, ...]

    is_open: bool = False
    """A quotation mark in it is never closed."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any cell."""
        return not any(cell.text.strip() for cell in self.cells)


def delimiter(text: str) -> str:
    """Return what stands between the cells of `text`: what cuts most of its first rows into as many cells, and more."""
    return max(_DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """How many rows have the usual number of cells, and that number; nothing for one cell each."""
    first = [row for row, _ in zip(cut(text, mark), range(_LOOKED_AT), strict=False)]
    widths = Counter(len(row.cells) for row in first if len(row.cells) > 1)
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def cut(text: str, mark: str) -> Iterator[Row]:
    r"""Yield the rows of `text` (`\n` line ends), whose cells `mark` parts; blank lines are rows of one blank cell."""
    at, line = 0, 1
    while at < len(text):
        row = _row(text, at, line, mark)
        yield row
        line += text.count("\n", at, row.end + 1)
        at = row.end + 1


def _row(text: str, start: int, line: int, mark: str) -> Row:
    cells: list[Cell] = []
    at = start
    while True:
        cell, at, is_open = _cell(text, at, mark)
        cells.append(cell)
        if is_open or text[at : at + 1] != mark:
            return Row(line, start, at, tuple(cells), is_open)
        at += 1


def _cell(text: str, at: int, mark: str) -> tuple[Cell, int, bool]:
    """Return the cell at `at`, where it ends with its quotation marks, and whether one of those is never closed."""
    if text[at : at + 1] != '"':
        end = _plain(mark).match(text, at).end()  # type: ignore[union-attr]
        return Cell(at, end, text[at:end]), end, False
    inside = _QUOTED.match(text, at + 1).end()  # type: ignore[union-attr]
    if inside == len(text):
        return Cell(at + 1, inside, text[at + 1 :].replace('""', '"')), inside, True
    end = _plain(mark).match(text, inside + 1).end()  # type: ignore[union-attr]
    behind = text[inside + 1 : end]
    if behind.strip():
        # `"Clerk" (acting)`: all of it is what the cell says.
        return Cell(at, end, text[at + 1 : inside].replace('""', '"') + behind), end, False
    return Cell(at + 1, inside, text[at + 1 : inside].replace('""', '"')), end, False


_QUOTED = re.compile(r'(?:[^"]|"")*')


@lru_cache
def _plain(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(mark)}\n]*")
