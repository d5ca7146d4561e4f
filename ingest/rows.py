"""Read the rows of a table that hold labels: with the values in the row below, or each in the cell beside its label."""

import re
from collections.abc import Sequence, Set

from ingest.labelled import Labelled
from ingest.lines import Line
from ingest.tables import Cell, cells
from vectorstore.spec import Document
from vectorstore.vocabulary import Vocabulary


class Rows:
    """The lines of a document as rows of cells, which tabs or bars part."""

    def __init__(self, document: Document, lines: Sequence[Line], headings: Set[int], vocabulary: Vocabulary) -> None:
        self._document = document
        self._lines = lines
        self._headings = headings
        self._vocabulary = vocabulary

    def pairs(self, index: int, *, in_header: bool) -> list[Labelled]:
        """Read a row of labels with the value of each in the cell beside it: `Class Code<tab>3114`."""
        cells = self._cells(self._lines[index])
        facets = [self._vocabulary.label(self._text(cell)) for cell in cells]
        if not cells or len(cells) % 2 or not all(facets[::2]) or any(facets[1::2]) or self._is_head(index, cells):
            return []
        if cells[0][0] in self._headings:
            return []
        if not in_header and not all(self._vocabulary.facets[facet].value for facet in facets[::2]):
            return []
        return [self._cell(head, value) for head, value in zip(cells[::2], cells[1::2], strict=True)]

    def _is_head(self, index: int, cells: Sequence[Cell]) -> bool:
        """Whether a row heads a table: the one below it has as many cells, and no label where this one has labels."""
        row = self.next_row(index)
        below = self._cells(self._lines[row]) if row >= 0 else []
        return len(below) == len(cells) and not any(self._vocabulary.label(self._text(cell)) for cell in below[::2])

    def table(self, index: int) -> list[Labelled]:
        """Read a row of labels and the row of values below it, cell by cell."""
        heads = self._cells(self._lines[index])
        row = self.next_row(index)
        if len(heads) < 2 or row < 0 or sum(bool(self._vocabulary.label(self._text(cell))) for cell in heads) < 2:
            return []
        values = self._cells(self._lines[row])
        if len(values) < 2:
            return []
        values += [(values[-1][1], values[-1][1])] * (len(heads) - len(values))
        return [self._cell(head, value) for head, value in zip(heads, values, strict=False) if self._text(head)]

    def next_row(self, index: int) -> int:
        """Index of the line with the values of a table's head at `index`; -1 where none is."""
        for at in range(index + 1, min(index + 4, len(self._lines))):
            text = self._lines[at].text
            if not self._lines[at].blank and not re.fullmatch(r"[|:\s-]+", text):
                return at
        return -1

    def _cells(self, line: Line) -> list[Cell]:
        return cells(self._document, line)

    def _cell(self, head: Cell, value: Cell) -> Labelled:
        label = self._text(head).rstrip(" :")
        facet = self._vocabulary.label(label)
        if value[0] == value[1] or self._text(value) in self._vocabulary.document["dashes"]:
            return Labelled(facet, label, head[0], head[1], head[0], head[1], True)
        return Labelled(facet, label, value[0], value[1], min(head[0], value[0]), max(head[1], value[1]), False)

    def _text(self, offsets: Cell) -> str:
        return self._document.text[offsets[0] : offsets[1]]
