"""Where the words of a PDF are printed: its canonical text is written once more, and the writer listened in on.

Ingestion keeps a place for each line and cell; a quote may be a part of one.
"""

import hashlib
from collections.abc import Iterator, Sequence

from ingest.readers.pdf.hyphens import cut_words
from ingest.readers.pdf.layout import Line, lines
from ingest.readers.pdf.lines import Cell
from ingest.readers.pdf.repeats import repeated
from ingest.readers.pdf.text import Writer
from ingest.readers.pdf.words import Pages
from ingest.show.wire import Printed
from vectorstore.spec import Place


def printed(content: bytes) -> Printed:
    """Return where each word of the canonical text of the PDF `content` is printed.

    Raises:
        pdfium.PdfiumError: it cannot be opened.
    """
    pages = Pages(content)
    found = lines([pages.read(index) for index in range(len(pages))])
    writer = _Traced(found, cut_words(found, repeated(found)))
    for index in range(len(found)):
        writer.write(index)
    text = "".join(writer.parts)
    return Printed(hashlib.sha256(text.encode()).hexdigest(), len(text), tuple(writer.words))


class _Traced(Writer):
    """Writes, and notes where each word comes to stand."""

    def __init__(self, found: Sequence[Line], cut: frozenset[int]) -> None:
        super().__init__(found, cut)
        self.words: list[Place] = []

    def cell(self, index: int, between: str, cell: Cell) -> Iterator[tuple[int, int]]:
        """Write a cell, and note its words."""
        line = self._found[index]
        extents = super().cell(index, between, cell)
        for (word, _), (start, end) in zip(cell.spaced(), extents, strict=True):
            left, top, right, bottom = line.frame.shown(Cell((word,)).box)
            self.words.append(Place(start, end, line.page, (left, top, right, bottom)))
            yield start, end
