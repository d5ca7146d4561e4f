"""Footers that stand on one page only, as a first page has its own: told by where the footers of other pages stand."""

import re
from collections.abc import Iterator, Sequence, Set

from ingest.readers.pdf.layout import Line
from ingest.readers.pdf.typeface import Type

# Lines of such a footer, and how far its last may stand from that of another, in points: nearer than the text comes.
_TALLEST = 3
_NEAR = 16.0

# What nothing else may say: a date, or a label with its value.
_INFORMS = re.compile(r"\d[-/]\d|\b(?:19|20)\d\d\b|^[^:]{1,30}:\s*\S")


def feet(found: Sequence[Line], known: Set[int], kind: Type) -> set[int]:
    """Return the indices of lines that are the footer of one page and interrupt a text that goes on after it.

    `known` are the lines that repeat a header or footer. Where the next page
    begins with a heading, nothing is interrupted, and the footer is read.
    """
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(found):
        if not line.aside:
            pages.setdefault(line.page, []).append(index)
    lowest = {page: max(lines, key=lambda index: found[index].baseline) for page, lines in pages.items()}
    heights = [found[index].baseline for index in lowest.values() if index in known]
    marked: set[int] = set()
    for page, last in lowest.items():
        first = pages.get(page + 1, [last])[0]
        goes_on = page + 1 in pages and not kind.signs(first) and not found[first].text.isupper()
        if goes_on and last not in known and any(abs(found[last].baseline - at) <= _NEAR for at in heights):
            marked.update(_block(found, last))
    return marked


def _block(found: Sequence[Line], last: int) -> Iterator[int]:
    """Yield the lines up from `last` to the blank above them; none where they are many, or inform."""
    first = last
    while first and not found[first].parted and found[first - 1].page == found[last].page:
        first -= 1
    block = range(first, last + 1)
    if found[first].parted and len(block) <= _TALLEST and not any(_INFORMS.search(found[at].text) for at in block):
        yield from block
