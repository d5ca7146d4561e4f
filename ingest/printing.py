"""Tell from where a document's lines are printed which of them end only because the page does."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vectorstore.spec import Document, Place

# A line above the one before begins another column, if higher by more points.
_UP = 2.0


# Dots up to a value at the margin fill a line that ends there.
_LEADER = re.compile(r"(?:\.\s?){5}")


def filled_lines(document: Document) -> frozenset[int]:
    """Return the offsets of the lines that the first word of the line below would not have fitted on.

    Offsets are those of the lines' first printed characters. A document
    without places has none.
    """
    rows = list(_rows(document.places, document))
    return frozenset(
        above[0].start
        for column in _columns(rows)
        for right in [max(row[-1].box[2] for row in column)]
        for above, below in pairwise(column)
        if above[-1].box[2] + _first_word(document, below[0]) > right
        and not _LEADER.search(document.text, above[0].start, above[-1].end)
    )


def _rows(places: Sequence[Place], document: Document) -> Iterator[list[Place]]:
    """Yield the places of each line of the text."""
    row: list[Place] = []
    for place in places:
        if row and "\n" in document.text[row[-1].end : place.start]:
            yield row
            row = []
        row.append(place)
    if row:
        yield row


def _columns(rows: Sequence[list[Place]]) -> Iterator[list[list[Place]]]:
    """Yield the rows of each page or column from top to bottom."""
    column: list[list[Place]] = []
    for row in rows:
        if column and (row[0].page != column[-1][0].page or row[0].box[1] < column[-1][0].box[1] - _UP):
            yield column
            column = []
        column.append(row)
    if column:
        yield column


def _first_word(document: Document, place: Place) -> float:
    """Return how wide about the first word of a place is, and the space before it, in points."""
    words = document.text[place.start : place.end]
    return (place.box[2] - place.box[0]) * (len(words.split()[0]) + 1) / len(words) if words.strip() else 0.0
