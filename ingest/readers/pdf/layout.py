"""The lines of a PDF as they are to be written: in reading order, with the gaps between paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.readers.pdf.frame import Frame
from ingest.readers.pdf.lines import Cell, Row, rows
from ingest.readers.pdf.tables import aligned
from ingest.readers.pdf.words import PageWords, Word, turned, turned_aside

# A distance between baselines so many times the usual one parts paragraphs.
_PARTED = 1.3

# The usual distance is the least but for a quarter of them: most lines may be paragraphs of their own.
_USUAL = 0.25

# Lines of single spaced type, in its height; what is taken for usual where there are fewer distances than enough.
_SINGLE = 1.2
_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line to be written."""

    page: int
    """From 1."""

    cells: tuple[Cell | None, ...]
    """None for a blank cell of a table; the last one is not."""

    frame: Frame
    baseline: float
    """In points from the top of the page."""

    size: float
    """Height of its largest type, in points."""

    below: float | None
    """How far it is below the line before, in heights of its type; None where it begins a page or a column."""

    aside: bool = False
    """Slanted or upright beside the text: a watermark, a note in the margin."""

    parted: bool = False
    """A blank line stands before it."""

    words: tuple[Word, ...] = field(init=False, repr=False)
    """All of its words."""

    text: str = field(init=False)
    """Its cells, spaces between them."""

    def __post_init__(self) -> None:
        cells = [cell for cell in self.cells if cell]
        object.__setattr__(self, "words", tuple(word for cell in cells for word in cell.words))
        object.__setattr__(self, "text", " ".join(cell.text for cell in cells))

    @property
    def right(self) -> float:
        """Its right edge, on the page turned for reading."""
        return self.words[-1].box[2]


def lines(pages: Sequence[PageWords]) -> list[Line]:
    """Return the lines of `pages` in reading order."""
    found = [line for number, page in enumerate(pages, 1) for line in _page(turned(page), number)]
    usual = _usual(found)
    return [replace(line, parted=True) if _is_parted(line, usual) else line for line in found]


def _page(page: PageWords, number: int) -> Iterator[Line]:
    level = rows(word for word in page.words if word.quarter == 0)
    before: Row | None = None
    for row, cells in zip(level, aligned(level), strict=True):
        below = None if before is None or row.new_column else (row.baseline - before.baseline) / row.size
        yield Line(number, tuple(cells), page.frame, row.baseline, row.size, below)
        before = row
    for quarter in (1, 2, 3):
        frame, beside = turned_aside(page, quarter)
        for row in rows(beside):
            yield Line(number, row.cells, frame, row.baseline, row.size, None, aside=True)
    if slanted := [word for word in page.words if word.quarter is None]:
        cell = Cell(tuple(slanted))
        yield Line(number, (cell,), page.frame, cell.box[3], slanted[0].size, None, aside=True)


def _usual(found: Sequence[Line]) -> float:
    """Return the usual distance between two lines of a paragraph, in heights of their type."""
    distances = sorted(
        line.below
        for above, line in pairwise(found)
        if line.below is not None and abs(line.size - above.size) < 0.5 and 0.5 < line.below < 3
    )
    usual = distances[int(len(distances) * _USUAL)] if distances else _SINGLE
    return usual if len(distances) >= _ENOUGH else min(usual, _SINGLE)


def _is_parted(line: Line, usual: float) -> bool:
    return line.aside or (line.below is not None and not -0.5 < line.below <= _PARTED * usual)
