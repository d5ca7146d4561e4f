"""Read the tables of a series document whose rows tell something of one class each: codes, dates, grades."""

from collections.abc import Iterator, Mapping, Sequence

from ingest.classlist import ClassList, without_note
from ingest.dates import find_dates
from ingest.labelled import Labelled
from ingest.naming import Naming
from ingest.tables import Cell, Row, Table
from vectorstore.spec import Document
from vectorstore.vocabulary import Vocabulary


def read_class_rows(
    document: Document, tables: Sequence[Table], listed: ClassList, naming: Naming, vocabulary: Vocabulary
) -> Mapping[int, Sequence[Labelled]]:
    """Return what the rows of tables over classes say, by the index of their line; the head's says nothing.

    The list of classes itself is such a table, or, where it is lines of text,
    each line with its code is; any other is one whose rows mostly name classes.
    """
    found: dict[int, Sequence[Labelled]] = {}
    for table in tables:
        column = table.column("title")
        if column < 0:
            continue
        classes = [_classes(document, row, column, listed, naming, vocabulary) for row in table.rows]
        if 2 * sum(one is not None for one in classes) < len(classes):
            continue
        # The head says nothing, and neither do the rules and blank lines between rows.
        found |= {index: () for index in range(table.head.index, table.rows[-1].index)}
        for row, own in zip(table.rows, classes, strict=True):
            found[row.index] = tuple(_cells(document, table, row, column, own, vocabulary)) if own is not None else ()
    for ordinal, one in enumerate(listed.classes):
        line = document.span(*one.whole).line - 1
        if line not in found:
            found[line] = (Labelled("class_code", "", *one.code, *one.whole, False, (ordinal,)),)
        if one.note:
            found[line] = (*found[line], _ended(document, one.note, one.whole, ordinal))
    return found


def _ended(document: Document, note: Cell, whole: Cell, ordinal: int) -> Labelled:
    """Return what a note such as "abolished 06/04/2015" says of a class: the day, where it names one."""
    day = next(find_dates(document.text[note[0] : note[1]]), None)
    start, end = (note[0] + day.start, note[0] + day.end) if day else note
    return Labelled("abolished", "", start, end, *whole, False, (ordinal,))


def _classes(
    document: Document, row: Row, column: int, listed: ClassList, naming: Naming, vocabulary: Vocabulary
) -> tuple[int, ...] | None:
    start, end = row.cells[column]
    for ordinal, one in enumerate(listed.classes):
        if one.title[0] == start:
            return (ordinal,)
    _, end = without_note(document, (start, end), vocabulary)[0]
    return naming.classes(document.text[start:end]) if start < end else None


def _cells(
    document: Document, table: Table, row: Row, title: int, own: tuple[int, ...], vocabulary: Vocabulary
) -> Iterator[Labelled]:
    """Yield what each cell of a row says of the classes `own` beside their title; the row is what is quoted."""
    for at, (head, facet, cell) in enumerate(zip(table.head.cells, table.facets, row.cells, strict=True)):
        label = document.text[head[0] : head[1]].rstrip(" :")
        if at == title or not label:
            continue
        printed = document.text[cell[0] : cell[1]]
        blank = not printed or printed in vocabulary.document["dashes"]
        start, end = row.cells[title] if not printed else cell
        yield Labelled(facet, label, start, end, *row.whole, blank, own)
