"""The canonical text of a PDF: its lines written one below the other, and where each is printed.

A blank line parts paragraphs and a tab the cells of a row; a title that took
two lines is one. Everything that is printed stays, but for a hyphen at the end
of a line where the document has the same word without it.
"""

from collections.abc import Iterator, Sequence

from ingest.readers.extracted import Extracted
from ingest.readers.pdf.feet import feet
from ingest.readers.pdf.hyphens import cut_words
from ingest.readers.pdf.layout import Line, lines
from ingest.readers.pdf.lines import Cell
from ingest.readers.pdf.repeats import repeated
from ingest.readers.pdf.typeface import Type
from ingest.readers.pdf.words import PageWords, Word
from ingest.readers.running import running_lines
from vectorstore.spec import Mark, MarkKind, Place


def extract(pages: Sequence[PageWords]) -> Extracted:
    """Return the canonical text of `pages` with its marks, places and running lines."""
    found = lines(pages)
    repeats = repeated(found)
    writer = Writer(found, cut_words(found, repeats))
    for index in range(len(found)):
        writer.write(index)
    text = "".join(writer.parts)
    starts = tuple(writer.page_starts)
    running = {writer.extents[index] for index in repeats} | set(running_lines(text, starts))
    known = {index for index, extent in enumerate(writer.extents) if extent in running}
    running |= {writer.extents[index] for index in feet(found, known, writer.type)}
    return Extracted(text, writer.sorted_marks(), starts, tuple(sorted(running)), places=tuple(writer.places))


class Writer:
    """Writes lines in order; `cut` are those whose last word goes on in the next.

    A subclass may listen in on `cell`, see `ingest.show.printed`.
    """

    def __init__(self, found: Sequence[Line], cut: frozenset[int]) -> None:
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.page_starts = [0]
        self.extents: list[tuple[int, int]] = []
        """Of each line written, in the text."""
        self._marks: list[Mark] = []
        self._found = found
        self._cut = cut
        self.type = Type(found)
        """What tells headings from text."""
        self._length = 0

    def write(self, index: int) -> None:
        """Write line `index` below the one before."""
        line = self._found[index]
        goes_on = self.type.goes_on_title(index)
        self._begin(index, goes_on)
        start = self._length
        words = [extent for between, cell in _cells(line) for extent in self.cell(index, between, cell)]
        self.extents.append((start, self._length))
        for sign in self.type.signs(index):
            first, last = words[sign.first][0], words[sign.last][1]
            if goes_on and self._marks and sign.kind is MarkKind.HEADING:
                first = self._marks.pop().start
            self._marks.append(Mark(sign.kind, first, last, sign.level))

    def sorted_marks(self) -> tuple[Mark, ...]:
        """Return the marks by start."""
        return tuple(sorted(self._marks, key=lambda mark: (mark.start, -mark.end)))

    def _begin(self, index: int, goes_on: bool) -> None:
        line = self._found[index]
        if line.page > len(self.page_starts):
            # A page with nothing on it is a blank line, so that each page has a start of its own.
            while line.page > len(self.page_starts):
                self._put("\n")
                self.page_starts.append(self._length)
        elif index and index - 1 not in self._cut:
            self._put(" " if goes_on else "\n\n" if line.parted else "\n")

    def cell(self, index: int, between: str, cell: Cell) -> Iterator[tuple[int, int]]:
        """Write a cell and yield the extent of each of its words."""
        self._put(between)
        start = self._length
        for place, (word, spaced) in enumerate(cell.spaced()):
            is_after_rest = place == 1 and index - 1 in self._cut
            if is_after_rest:
                self._place(index, cell.words[:1], start)
            self._put("\n" if is_after_rest else " " if spaced else "")
            first = self._length
            start = first if is_after_rest else start
            self._put(word.text[:-1] if index in self._cut and word is cell.words[-1] else word.text)
            yield first, self._length
        self._place(index, cell.words[1:] if index - 1 in self._cut and len(cell.words) > 1 else cell.words, start)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _place(self, index: int, words: Sequence[Word], start: int) -> None:
        line = self._found[index]
        left, top, right, bottom = line.frame.shown(Cell(tuple(words)).box)
        box = (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
        self.places.append(Place(start, self._length, line.page, box))


def _cells(line: Line) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of a line that are not blank, and what is written before each."""
    column, before = 0, ""
    for place, cell in enumerate(line.cells):
        if cell is None:
            continue
        is_value = before.endswith(":") and not cell.text.endswith(":")
        yield " " if is_value and place == column + 1 else "\t" * (place - column), cell
        column, before = place, cell.text
