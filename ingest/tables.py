"""Find the tables of several rows: a row of labels, and below it rows with a value in each cell."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.labelled import trimmed
from ingest.lines import Line
from vectorstore.spec import Document
from vectorstore.vocabulary import Vocabulary

#: Offsets of what stands in a cell, in code points of the document; equal where nothing does.
Cell = tuple[int, int]

#: Lines between two rows of one table that hold no cell: the rule below the head, a blank line, a page's edge.
_MOST_BETWEEN = 3
_GAP = re.compile(r" {2,}")
#: Characters of a line that is the beginning of a cell, at most.
_LONGEST_WRAPPED = 60
_RULE = re.compile(r"[|:\s=+-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    index: int
    """Index of its line, the last one where it has several."""

    cells: tuple[Cell, ...]
    """As many as the head has."""

    @property
    def whole(self) -> Cell:
        """Offsets of the row from its first cell with text to its last."""
        filled = [cell for cell in self.cells if cell[0] < cell[1]]
        return (filled[0][0], filled[-1][1]) if filled else self.cells[0]


@dataclass(frozen=True, slots=True)
class Table:
    """A head of labels with the rows below it."""

    head: Row
    facets: tuple[str, ...]
    """What each cell of the head means; empty where the vocabulary does not know it."""

    rows: tuple[Row, ...]
    """Two or more."""

    def column(self, facet: str) -> int:
        """Return the first column that means `facet`; -1 where none does."""
        return self.facets.index(facet) if facet in self.facets else -1


def find_tables(document: Document, lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Table, ...]:
    """Return the tables of `document` with two rows or more whose head has two labels or more, in order."""
    found: list[Table] = []
    index = 0
    while index < len(lines):
        table = _table(document, lines, index, vocabulary)
        if table:
            found.append(table)
        index = table.rows[-1].index + 1 if table else index + 1
    return tuple(found)


def cells(document: Document, line: Line) -> list[Cell]:
    """Return the cells of a row that tabs or bars part, blank ones at both ends included; none where nothing does."""
    text = document.text
    start = document.line_starts[document.span(line.start, line.end).line - 1]
    end = text.find("\n", line.end)
    printed = text[start : end if end >= 0 else len(text)]
    separator = "|" if line.text.startswith("|") else "\t"
    if separator not in printed:
        return []
    found, at = [], start
    for part in printed.split(separator):
        found.append(trimmed(text, at, at + len(part)))
        at += len(part) + 1
    return found[1:-1] if separator == "|" else found


def _spaced(document: Document, line: Line) -> list[Cell]:
    """Return what gaps of two blanks or more part on a line; none where nothing does, or tabs or bars do."""
    if "\t" in line.text or "|" in line.text:
        return []
    bounds = [line.start, *(at for gap in _GAP.finditer(document.text, line.start, line.end) for at in gap.span())]
    found = list(zip(bounds[::2], [*bounds[1::2], line.end], strict=True))
    return found if len(found) > 1 else []


def _table(document: Document, lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> Table | None:
    if lines[index].blank or lines[index].running:
        return None
    for cut in (cells, _spaced):
        head = cut(document, lines[index])
        while head and head[-1][0] == head[-1][1]:
            head.pop()
        facets = tuple(vocabulary.label(document.text[start:end]) for start, end in head)
        # Nothing but the words tells such a row from a line of text: they must be labels all.
        if sum(map(bool, facets)) < 2 or (cut is _spaced and not all(facets)):
            continue
        rows = tuple(_rows(document, lines, index, tuple(head), cut))
        if len(rows) > 1:
            return Table(Row(index, tuple(head)), facets, rows)
    return None


def _rows(
    document: Document,
    lines: Sequence[Line],
    index: int,
    head: Sequence[Cell],
    cut: Callable[[Document, Line], list[Cell]],
) -> Iterator[Row]:
    between = 0
    begun: Line | None = None
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if line.blank or line.running or _RULE.fullmatch(line.text):
            between += 1
            if between > _MOST_BETWEEN:
                return
            continue
        found = _below(document, line, cut(document, line), head, spaced=cut is _spaced)
        if begun is not None and found and found[0][0] < found[0][1]:
            found[0] = (begun.start, found[0][1])
        elif begun is None and not found and _begins_row(document, lines, at, cut):
            begun = line
            continue
        if sum(start < end for start, end in found) < 2:
            return
        found += [(found[-1][1], found[-1][1])] * (len(head) - len(found))
        yield Row(at, tuple(found))
        begun, between = None, 0


def _below(document: Document, line: Line, found: list[Cell], head: Sequence[Cell], *, spaced: bool) -> list[Cell]:
    """Return the cells of a row, as many as the head has at most; those that gaps part stand below their label."""
    if not spaced or len(found) == len(head):
        return found[: len(head)]
    if len(found) > len(head) or not found:
        return []
    lefts = [start - document.line_starts[document.span(start, start).line - 1] for start, _ in head]
    begin = document.line_starts[document.span(line.start, line.start).line - 1]
    placed: list[Cell] = [(found[0][0], found[0][0])] * len(head)
    for start, end in found:
        nearest = min(range(len(head)), key=lambda at: abs(lefts[at] - (start - begin)))
        placed[nearest] = (start, end)
    return placed if sum(start < end for start, end in placed) == len(found) else []


def _begins_row(
    document: Document, lines: Sequence[Line], at: int, cut: Callable[[Document, Line], list[Cell]]
) -> bool:
    """Whether a line without columns is the beginning of a title that goes on in the row on the next line."""
    line = lines[at]
    short = len(line.text) <= _LONGEST_WRAPPED and line.text[:1].isupper() and line.text[-1:].isalnum()
    below = lines[at + 1] if at + 1 < len(lines) else None
    if not short or line.heading is not None or line.text.isupper() or below is None or below.blank or below.running:
        return False
    return len(cut(document, below)) > 1
