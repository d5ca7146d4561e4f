"""Which lines of a document are list items by the format's own sign, and how deep they stand."""

from bisect import bisect_right
from collections.abc import Sequence

from vectorstore.spec import Document, Mark, MarkKind


class Items:
    """The items of a document, by offset."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._marks: Sequence[Mark] = [mark for mark in document.marks if mark.kind is MarkKind.ITEM]

    def depth(self, start: int, end: int) -> int:
        """Return how deep, from 1, the item stands that a line of these offsets is of; 0 where it is of none."""
        mark = self._last(end)
        return mark.level if mark is not None and start < mark.end else 0

    def start(self, start: int, end: int) -> int | None:
        """Return where in a line of these offsets an item begins, behind its marker; None where none does."""
        mark = self._last(end)
        return mark.start if mark is not None and mark.start >= start else None

    def _last(self, end: int) -> Mark | None:
        """Return the last mark that begins before `end`."""
        at = bisect_right(self._marks, end - 1, key=lambda mark: mark.start)
        return self._marks[at - 1] if at else None
