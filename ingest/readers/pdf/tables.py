"""Rows of cells below each other: which column each cell stands in, so that blank cells show."""

from collections.abc import Iterator, Sequence

from ingest.readers.pdf.lines import Cell, Row

#: The cells of a row by column; None for a blank one.
Aligned = list[Cell | None]

# A row more than so many times its type's height below another belongs to no table with it.
_FAR = 3.0


def aligned(found: Sequence[Row]) -> list[Aligned]:
    """Return the cells of each row in the columns of the table that it belongs to, or as they are."""
    made: list[Aligned] = []
    at = 0
    while at < len(found):
        end = _end(found, at)
        columns = max(found[at:end], key=lambda row: len(row.cells)).cells
        made.extend(_placed(row, columns) for row in found[at:end])
        at = end
    return made


def _end(found: Sequence[Row], first: int) -> int:
    """Return the row after the last one of the table that begins at `first`."""
    end = first + 1
    while end < len(found) and _goes_on(found[first], found[end - 1], found[end]):
        end += 1
    return end


def _goes_on(head: Row, above: Row, row: Row) -> bool:
    if row.new_column or len(head.cells) < 2 or row.baseline - above.baseline > _FAR * max(row.size, above.size):
        return False
    # Blank cells come first in a row of values; a row that begins at the margin with one cell is text again.
    return len(row.cells) > 1 or (len(head.cells) > 2 and row.cells[0].left > head.cells[0].right)


def _placed(row: Row, columns: Sequence[Cell]) -> Aligned:
    if len(columns) == len(row.cells):
        return list(row.cells)
    places = list(_columns(row, columns))
    if len(set(places)) < len(places):
        return list(row.cells)
    cells: Aligned = [None] * (places[-1] + 1)
    for place, cell in zip(places, row.cells, strict=True):
        cells[place] = cell
    return cells


def _columns(row: Row, columns: Sequence[Cell]) -> Iterator[int]:
    """Yield the column of each cell of `row`: the one that it shares most with, or stands nearest to."""
    for cell in row.cells:
        shared = [_shared(cell, column) for column in columns]
        yield shared.index(max(shared))


def _shared(cell: Cell, column: Cell) -> float:
    """Return over how many points a cell and a column share; below zero, how far they are apart."""
    return min(cell.right, column.right) - max(cell.left, column.left)
