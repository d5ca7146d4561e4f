"""The lines of a story: the body, a header, a note or a text box, paragraph by paragraph and row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.docx import names, properties
from ingest.readers.docx.depths import Depths
from ingest.readers.docx.names import MC, Element, W, child_value, number
from ingest.readers.docx.printed import Printed, lines
from ingest.readers.docx.rows import Cell, row_lines
from ingest.readers.docx.runs import Fields, Runs
from ingest.readers.docx.shared import Shared
from ingest.readers.docx.styles import Shape

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_EMBEDDED = (f"{W}altChunk", f"{W}subDoc")

# Nothing of the story itself: deleted content and properties.
_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr"))

# Paragraphs this far apart, in twentieths of a point, look apart.
_APART = 80

# A longer paragraph in the style of a heading is text that somebody wanted large.
_LONGEST_HEADING = 200

# Word allows no more columns.
_MOST_COLUMNS = 63


class Story:
    """Reads one story; lists and notes go on counting over all stories of the `shared` file."""

    def __init__(self, shared: Shared, fields: Fields | None = None) -> None:
        self._shared = shared
        self._fields = fields or Fields()
        self._depths = Depths()
        self._above: Shape | None = None

    def lines(self, container: Element) -> list[Printed]:
        """Return the lines of what is in `container`."""
        printed: list[Printed] = []
        joined: list[Element] = []
        for block in _within(container, (_PARAGRAPH, _TABLE, *_EMBEDDED)):
            if block.tag == _TABLE:
                printed += [*self._table(block), Printed("")]
            elif block.tag == _PARAGRAPH and not (joined or len(block)):
                printed.append(Printed(""))
            elif block.tag == _PARAGRAPH:
                joined.append(block)
                if not names.joins_next(block):
                    printed += self._paragraph(joined)
                    joined = []
            else:
                self._shared.losses.embedded += 1
        return printed + (self._paragraph(joined) if joined else [])

    def _paragraph(self, joined: Sequence[Element]) -> list[Printed]:
        """Return the lines of a paragraph: its text boxes, itself, and the notes that it refers to.

        `joined` are paragraphs that are one since the mark between them is gone; the last one gives its shape.
        """
        formats = [part.find(f"{W}pPr") for part in joined]
        shapes = [self._shared.styles.shape(format) for format in formats]
        runs = Runs(self._shared, "", self._fields)
        for part, shape in zip(joined, shapes, strict=True):
            runs.style = shape.style
            runs.read(part)
        made = self._shaped(lines(runs.pieces), shapes[-1], properties.left(formats[-1]))
        boxed = [line for box in runs.boxes for line in Story(self._shared).lines(box)]
        return [*boxed, *made, *(line for key in runs.notes for line in self._note(key))]

    def _shaped(self, made: Sequence[Printed], shape: Shape, indent: int | None) -> list[Printed]:
        """Return the lines `made` with what the shape of their paragraph says: marker, heading, distance."""
        marker = self._shared.numbering.next(shape.list, shape.level, shape.style) if shape.list else None
        if shape.heading and sum(len(line.text) for line in made) <= _LONGEST_HEADING:
            made = [replace(line, heading=shape.heading, strong=(), goes_on=False) for line in made]
        if shape.contents:
            made = [replace(line, running=True) for line in made]
        lead, depth = (f"{marker.text} " if marker and marker.text else ""), 0
        if marker and lead and not made[0].heading:
            left = next(at for at in (indent, marker.left, shape.left, 0) if at is not None)
            depth = self._depths.item(left, marker.level)
            lead = "  " * (depth - 1) + lead
        elif any(not line.blank for line in made):
            self._depths.text(indent if indent is not None else shape.left or 0)
        apart = bool(made[0].heading) or self._is_apart(shape)
        self._above = shape
        return [made[0].after(lead, depth=depth, apart=apart), *made[1:]] if lead or apart else list(made)

    def _is_apart(self, shape: Shape) -> bool:
        above = self._above
        if above is None:
            return False
        alike = above.style == shape.style
        return max(0 if alike and above.close else above.after, 0 if alike and shape.close else shape.before) >= _APART

    def _note(self, key: tuple[str, str]) -> list[Printed]:
        """Return the lines of a note, where it is referred to first."""
        if key in self._shared.notes.printed:
            return []
        self._shared.notes.printed.add(key)
        made = [line for line in Story(self._shared).lines(self._shared.notes.elements[key]) if not line.blank]
        if made and (numeral := self._shared.notes.numerals.get(key)):
            made[0] = made[0].after(f"{numeral} ")
        return made

    def _table(self, table: Element) -> list[Printed]:
        self._above = None
        made = [line for row in _within(table, (_ROW,)) for line in self._row(row)]
        return [replace(made[0], apart=True), *made[1:]] if made else []

    def _row(self, row: Element) -> list[Printed]:
        format = row.find(f"{W}trPr")
        if names.is_gone(format):
            return []
        before = min(number(child_value(format, "gridBefore")), _MOST_COLUMNS)
        cells = [Cell(())] * before + [self._cell(cell) for cell in _within(row, (_CELL,))]
        return row_lines(cells)

    def _cell(self, cell: Element) -> Cell:
        format = cell.find(f"{W}tcPr")
        columns = min(max(1, number(child_value(format, "gridSpan"), 1)), _MOST_COLUMNS)
        if names.goes_on(format):
            return Cell((), columns)
        return Cell(Story(self._shared, self._fields).lines(cell), columns)


def _within(container: Element, tags: Sequence[str]) -> Iterator[Element]:
    """Yield the elements with one of `tags` in `container`, in whatever they are wrapped."""
    for child in names.alternative(container) if container.tag == f"{MC}AlternateContent" else container:
        if child.tag in tags:
            yield child
        elif child.tag not in _LEFT_OUT and not (child.tag == f"{W}sdt" and names.is_placeholder(child)):
            yield from _within(child, tags)
