"""Rows of a table as lines: cells stand apart by a tab, or one below the other where they hold much text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.readers.docx.printed import Printed

# Words beside a text at least this long, in characters, head it; beside less they label it.
_LONG = 100
_LONGEST_LABEL = 60

_NOTHING = Printed("")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row."""

    lines: Sequence[Printed]
    columns: int = 1
    """How many columns it spans."""


def row_lines(cells: Sequence[Cell]) -> list[Printed]:
    """Return the lines of a row.

    A row of short cells is one line; of cells with as many lines each, as many
    lines. A row that is there for the layout, of headings, items or long
    text, gives the lines of one cell after the other.
    """
    numbered = _numbered(cells)
    filled = [cell.lines for cell in numbered if cell.lines]
    if not filled:
        return []
    if _is_for_layout(filled):
        first, *rest = [line for lines in filled for line in lines]
        return [replace(first, apart=True), *rest]
    return [_line(parts, numbered) for parts in zip_longest(*(cell.lines for cell in numbered), fillvalue=_NOTHING)]


def _numbered(cells: Sequence[Cell]) -> list[Cell]:
    """Return `cells` without blank lines; a number that stands alone in its cell goes to the text of the next one."""
    made: list[Cell] = []
    marker: Printed | None = None
    for cell in cells:
        lines = [line for line in cell.lines if not line.blank]
        alone = next((line for line in cell.lines if line.text.strip()), None)
        if not lines and alone:
            marker = alone
        elif lines and marker:
            lead = f"{marker.text.strip()} "
            made.append(Cell([lines[0].after(lead, depth=marker.depth), *lines[1:]], cell.columns))
            marker = None
        else:
            made.append(Cell(lines, cell.columns))
    return made


def _is_for_layout(filled: Sequence[Sequence[Printed]]) -> bool:
    heights = {len(lines) for lines in filled}
    if any(line.heading for lines in filled for line in lines) or len(heights) > 1:
        return True
    if heights != {1}:
        return len(filled) == 1 or any(line.depth for lines in filled for line in lines)
    return len(filled) == 2 and _heads(filled[0][0], filled[1][0])


def _heads(first: Printed, second: Printed) -> bool:
    words = first.text.strip()
    return len(words) <= _LONGEST_LABEL and words[0].isupper() and len(second.text) >= _LONG


def _line(parts: Sequence[Printed], cells: Sequence[Cell]) -> Printed:
    """Return one line of a row; an empty cell keeps its place, so that columns stay together."""
    text, strong = "", []
    for part, cell in zip(parts, cells, strict=True):
        strong += [(start + len(text), end + len(text)) for start, end in part.strong]
        text += part.text.rstrip("\t") + "\t" * cell.columns
    first = parts[0]
    return Printed(text.rstrip("\t"), tuple(strong), start=first.start, depth=first.depth)
