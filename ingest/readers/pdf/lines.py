"""The printed lines of a PDF page in reading order: words to rows, rows to columns of text.

Words of one baseline are a row; wide gaps cut it into cells. Where a gutter
runs between prose on both sides, the page is read column by column; any other
row is read across, as a table or a header is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.frame import Box
from ingest.readers.pdf.words import Word

# Parts of the height of type: what belongs to one baseline, what parts words, what parts cells.
_SAME_BASELINE = 0.3
_WORD_GAP = 0.15
_CELL_GAP = 1.0

# Letters of a raised "st" are at most as large as this part of their neighbors'.
_RAISED = 0.8

# Justified text has wide gaps too: a gap is a cell's edge only if it is as many times the usual one of its row, or
# wider than any that justifying makes. The usual one of a few is the least, if they differ by less than a part.
_UNUSUAL, _WIDE = 2.2, 2.5
_FEW, _EVEN = 4, 1.3

_MARKER = re.compile(r"(?:\(?[A-Za-z0-9]{1,3}[.)]|[ivxIVX]{1,5}[.)]|[^\w\s$]{1,2}|o)")

# A gutter between columns of prose, in points, and what prose is: lines on each side, words in a line, and the
# part of its lines that reach over most of the column.
_GUTTER = 10.0
_COLUMN_LINES = 5
_COLUMN_WORDS = 3.5
_FULL_LINES, _FULL = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands together in a row."""

    words: tuple[Word, ...]
    """From left to right."""

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.words[0].box[0]

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.words[-1].box[2]

    @property
    def box(self) -> Box:
        """Around all of its words."""
        lefts, tops, rights, bottoms = zip(*(word.box for word in self.words), strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    @property
    def text(self) -> str:
        """Its words, with the spaces between them."""
        return "".join(f" {word.text}" if spaced else word.text for word, spaced in self.spaced()).lstrip()

    def spaced(self) -> Iterator[tuple[Word, bool]]:
        """Yield each word and whether a space stands before it."""
        before: Word | None = None
        for word in self.words:
            yield word, before is not None and is_apart(before, word)
            before = word


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one baseline, from left to right."""

    cells: tuple[Cell, ...]
    baseline: float
    """In points from the top of the page."""

    size: float
    """Height of its largest type, in points."""

    new_column: bool = False
    """It begins a column of text, or what follows columns."""

    @property
    def words(self) -> list[Word]:
        """All words of its cells."""
        return [word for cell in self.cells for word in cell.words]


def rows(words: Iterable[Word]) -> list[Row]:
    """Return the rows of level `words` in reading order."""
    found = [_row(group) for group in _baselines(words)]
    return list(_by_columns(found))


def is_apart(before: Word, word: Word) -> bool:
    """Return whether a space stands between two words that follow each other in a row."""
    if word.quarter is None:
        return word.spaced
    gap = word.box[0] - before.box[2]
    return gap > _WORD_GAP * max(before.size, word.size) or (word.spaced and gap > 0)


def _baselines(words: Iterable[Word]) -> list[list[Word]]:
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.origin[1]):
        last = groups[-1] if groups else []
        if last and word.origin[1] - last[0].origin[1] <= _SAME_BASELINE * min(word.size, last[0].size):
            last.append(word)
        else:
            groups.append([word])
    return _with_raised(groups)


def _with_raised(groups: list[list[Word]]) -> list[list[Word]]:
    """Put small letters above or below a baseline into the row that they stand in."""
    kept: list[list[Word]] = []
    for group in groups:
        if kept and _stands_in(kept[-1], group):
            kept[-1] = [*kept[-1], *group]
        elif kept and _stands_in(group, kept[-1]):
            kept[-1] = [*group, *kept[-1]]
        else:
            kept.append(group)
    return kept


def _stands_in(row: Sequence[Word], group: Sequence[Word]) -> bool:
    top, bottom = row[0].box[1], row[0].box[3]
    return all(
        word.size <= _RAISED * row[0].size
        and top <= (word.box[1] + word.box[3]) / 2 <= bottom
        and not any(word.box[0] < other.box[2] - 0.5 and other.box[0] < word.box[2] - 0.5 for other in row)
        for word in group
    )


def _row(words: Sequence[Word]) -> Row:
    ordered = sorted(_printed_once(words), key=lambda word: word.box[0])
    cells: list[list[Word]] = [[ordered[0]]]
    usual = _usual_gap(ordered)
    for before, word in pairwise(ordered):
        gap, size = word.box[0] - before.box[2], max(before.size, word.size)
        is_marker = len(cells) == 1 and len(cells[0]) == 1 and _MARKER.fullmatch(before.text) is not None
        if gap >= max(_CELL_GAP * size, min(_UNUSUAL * usual, _WIDE * size)) and not is_marker:
            cells.append([word])
        else:
            cells[-1].append(word)
    made = tuple(Cell(tuple(cell)) for cell in cells)
    return Row(made, words[0].origin[1], max(word.size for word in words))


def _printed_once(words: Sequence[Word]) -> Iterator[Word]:
    """Leave out words that are printed again a hair beside themselves, to look bold."""
    places: set[tuple[str, int]] = set()
    for word in words:
        at = round(word.box[0])
        if not places & {(word.text, at + step) for step in (-1, 0, 1)}:
            yield word
        places.add((word.text, at))


def _usual_gap(words: Sequence[Word]) -> float:
    gaps = sorted(word.box[0] - before.box[2] for before, word in pairwise(words) if is_apart(before, word))
    if len(gaps) < _FEW:
        return gaps[0] if len(gaps) > 1 and gaps[-1] <= _EVEN * gaps[0] else 0.0
    return gaps[len(gaps) // 4]


def _by_columns(found: Sequence[Row]) -> Iterator[Row]:
    """Yield rows that stand beside a gutter between prose column by column, the others as they are."""
    at, after_columns = 0, False
    while at < len(found):
        end, gutter = _gutter(found, at)
        if gutter and _is_prose(found[at:end], gutter):
            for side in _sides(found[at:end], gutter):
                yield from (_again(row, index == 0) for index, row in enumerate(_by_columns(side)))
            at, after_columns = end, True
        else:
            yield _again(found[at], after_columns)
            at, after_columns = at + 1, False


def _again(row: Row, new_column: bool) -> Row:
    return Row(row.cells, row.baseline, row.size, row.new_column or new_column)


def _gutter(found: Sequence[Row], first: int) -> tuple[int, tuple[float, float] | None]:
    """Return the widest-running gap of row `first` and the row where it ends; None where the row has none."""
    best: tuple[int, tuple[float, float] | None] = (first + 1, None)
    for before, cell in pairwise(_side_by_side(found[first : first + 2])):
        gutter, end = (before.right, cell.left), first + 1
        if gutter[1] - gutter[0] < _GUTTER:
            continue
        while end < len(found) and (narrowed := _narrowed(gutter, found[end])):
            gutter, end = narrowed, end + 1
        if end > best[0] or best[1] is None:
            best = (end, gutter)
    return best


def _side_by_side(found: Sequence[Row]) -> list[Cell]:
    """Return the cells of a row, and of the next one if it is lower by less than a line: lines of columns differ."""
    near = [row for row in found if row.baseline - found[0].baseline < found[0].size]
    return sorted((cell for row in near for cell in row.cells), key=lambda cell: cell.left)


def _narrowed(gutter: tuple[float, float], row: Row) -> tuple[float, float] | None:
    """Return what of `gutter` is free in `row` too; None where too little is."""
    left, right = gutter
    for cell in row.cells:
        start, end = cell.left, cell.right
        if end <= left or start >= right:
            continue
        if start > left and end > right:
            right = start
        elif end < right and start < left:
            left = end
        else:
            return None
    return (left, right) if right - left >= _GUTTER else None


def _sides(found: Sequence[Row], gutter: tuple[float, float]) -> Iterator[list[Row]]:
    middle = sum(gutter) / 2
    for is_left in (True, False):
        parts = [[cell for cell in row.cells if (cell.left < middle) == is_left] for row in found]
        yield [_part(cells) for cells in parts if cells]


def _part(cells: Sequence[Cell]) -> Row:
    words = [word for cell in cells for word in cell.words]
    return Row(tuple(cells), words[0].origin[1], max(word.size for word in words))


def _is_prose(found: Sequence[Row], gutter: tuple[float, float]) -> bool:
    """Return whether sentences run on both sides of `gutter`, and not the cells of a table."""
    for side in _sides(found, gutter):
        if len(side) < _COLUMN_LINES or sum(len(row.words) for row in side) < _COLUMN_WORDS * len(side):
            return False
        left = min(row.cells[0].left for row in side)
        widths = [row.cells[-1].right - left for row in side]
        if sum(width >= _FULL * max(widths) for width in widths) < _FULL_LINES * len(side):
            return False
    return True
