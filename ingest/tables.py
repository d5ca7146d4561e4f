"""Find the tables of several rows: a row of labels, and below it rows with a value in each cell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.labelled import trimmed
from ingest.lines import Line
from vectorstore.spec import Document
from vectorstore.vocabulary import Vocabulary

#: Offsets of what stands in a cell, in code points of the document; equal where nothing does.
Cell = tuple[int, int]

#: Lines between two rows of one table that hold no cell: the rule below the head, a blank line, a page's edge.
_MOST_BETWEEN = 3
_RULE = re.compile(r"[|:\s=+-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    index: int
    """Index of its line."""

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


def _table(document: Document, lines: Sequence[Line], index: int, vocabulary: Vocabulary) -> Table | None:
    if lines[index].blank or lines[index].running:
        return None
    head = cells(document, lines[index])
    while head and head[-1][0] == head[-1][1]:
        head.pop()
    facets = tuple(vocabulary.label(document.text[start:end]) for start, end in head)
    if sum(map(bool, facets)) < 2:
        return None
    rows = tuple(_rows(document, lines, index, len(head)))
    return Table(Row(index, tuple(head)), facets, rows) if len(rows) > 1 else None


def _rows(document: Document, lines: Sequence[Line], index: int, width: int) -> Iterator[Row]:
    between = 0
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if line.blank or line.running or _RULE.fullmatch(line.text):
            between += 1
            if between > _MOST_BETWEEN:
                return
            continue
        found = cells(document, line)[:width]
        if sum(start < end for start, end in found) < 2:
            return
        found += [(found[-1][1], found[-1][1])] * (width - len(found))
        yield Row(at, tuple(found))
        between = 0
