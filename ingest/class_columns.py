"""Read tables whose columns are classes: a head of titles, and rows such as "Education" with a cell for each class."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.lines import Line
from ingest.naming import Naming
from ingest.tables import Cell, cells
from vectorstore.spec import Document
from vectorstore.vocabulary import Vocabulary

Classes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What one row says of the classes of one column."""

    start: int
    end: int
    """Offsets of the cell in code points of the document."""

    classes: Classes
    """Ordinals of the classes; empty for all."""

    facet: str
    """What the row is about; empty where the vocabulary does not know it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of the tables of a document whose columns are classes."""

    cells: tuple[Column, ...] = ()
    """In order."""

    heads: tuple[Cell, ...] = ()
    """Offsets of the rows of titles, which say nothing themselves."""

    def inside(self, block: Block) -> list[Column]:
        """Return the cells that stand in `block`."""
        first = bisect_left(self.cells, block.offsets[0], key=lambda cell: cell.end)
        last = bisect_left(self.cells, block.offsets[-1] + 1, key=lambda cell: cell.start)
        return list(self.cells[first:last])


def read_columns(document: Document, lines: Sequence[Line], naming: Naming, vocabulary: Vocabulary) -> Columns:
    """Return the cells below titles of classes, two or more to a row."""
    found: list[Column] = []
    heads: list[Cell] = []
    titled: list[Classes | None] = []
    for line in lines:
        if line.blank or line.running:
            continue
        row = cells(document, line)
        named = [naming.classes(document.text[start:end]) for start, end in row]
        if len(row) > 2 and all(named[1:]) and not named[0]:
            titled, heads = [None, *named[1:]], [*heads, (line.start, line.end)]
        elif row and any(character.isalnum() for character in line.text):
            found += _cells(document, row, titled, vocabulary)
        elif not row:
            titled = []
    return Columns(tuple(found), tuple(heads))


def _cells(
    document: Document, row: Sequence[Cell], titled: Sequence[Classes | None], vocabulary: Vocabulary
) -> Iterator[Column]:
    label = document.text[row[0][0] : row[0][1]]
    for (start, end), classes in zip(row, titled, strict=False):
        if classes is not None and start < end:
            yield Column(start, end, classes, vocabulary.heading(label) or vocabulary.label(label))
