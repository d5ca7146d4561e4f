"""Read what a document is built of before its statements: its classes, sections, labels and header.

Headings can name the classes of a document only once these are known. A list
of them is found at once; classes that only labels or a shared title tell of
show in a first reading, and the document is then read again with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.alternatives import with_alternatives
from ingest.class_blocks import find_class_blocks
from ingest.classlist import ClassList, find_class_list
from ingest.classrows import read_class_rows
from ingest.header import Header, read_header
from ingest.labelled import Labelled
from ingest.labels import find_labels
from ingest.lines import Line
from ingest.naming import Naming
from ingest.outline import sections as outline
from ingest.series import scoped
from ingest.tables import Table, find_tables
from vectorstore.spec import Document, Section
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A document without its statements and facts."""

    sections: tuple[Section, ...]
    labels: list[Labelled]
    header: Header
    header_end: int
    """Offset of the first heading, in code points."""

    rows: Mapping[int, Sequence[Labelled]]
    """Rows of tables over classes, by the index of their line."""

    naming: Naming | None
    """Knows the document's classes; None where it has one."""


def read_skeleton(document: Document, lines: Sequence[Line], name: str, vocabulary: Vocabulary) -> Skeleton:
    """Return the skeleton of `document`; `name` is its file's base name."""
    reading = _Reading(document, lines, name, vocabulary, find_tables(document, lines, vocabulary))
    if listed := find_class_list(document, lines, reading.tables, vocabulary):
        return reading.read(listed, Naming(listed.titles(document), vocabulary))
    first = reading.read()
    if blocks := find_class_blocks(document, lines, first.labels, first.sections, vocabulary):
        return reading.read(blocks, Naming(blocks.titles(document), vocabulary))
    titles = [spec.title for spec in first.header.specs]
    return reading.read(None, Naming(titles, vocabulary), first.header_end) if len(titles) > 1 else first


@dataclass(frozen=True, slots=True)
class _Reading:
    """What every reading of one document takes."""

    document: Document
    lines: Sequence[Line]
    name: str
    vocabulary: Vocabulary
    tables: Sequence[Table]

    def read(self, listed: ClassList | None = None, naming: Naming | None = None, header_end: int = 0) -> Skeleton:
        """Return the skeleton, given the classes that are known; above `header_end` no heading names one."""
        document, lines, vocabulary = self.document, self.lines, self.vocabulary
        blocks = listed.heads if listed else frozenset()
        sections = outline(document, lines, vocabulary, naming, blocks, header_end)
        if naming is not None:
            sections = scoped(sections, naming, vocabulary)
        sections = with_alternatives(sections, vocabulary)
        rows = (
            read_class_rows(document, self.tables, listed, naming, vocabulary)
            if listed and naming and not blocks
            else {}
        )
        first = next((section.heading_span.start for section in sections if section.heading), len(document.text))
        labels = find_labels(document, lines, sections, vocabulary, rows)
        header = read_header(document, lines, labels, first, self.name, vocabulary, listed)
        return Skeleton(sections, labels, header, first, rows, naming)
