"""Words that the end of a line cuts: which of them the document itself writes in one."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from ingest.readers.pdf.layout import Line

_CUT = re.compile(r"[^\W\d_]+-$")
_REST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")


def cut_words(found: Sequence[Line], apart: Container[int]) -> frozenset[int]:
    """Return the indices of lines whose last word is to be joined with the first of the next.

    That is safe where the document has the whole word elsewhere and not with a
    hyphen; `full-` above `time` stays as it is printed. The lines `apart` are
    no part of the text around them.
    """
    written = frozenset(word for line in found for word in _WORD.findall(line.text.casefold()))
    return frozenset(
        index
        for index, (above, line) in enumerate(pairwise(found))
        if index not in apart and index + 1 not in apart and _goes_on(above, line) and _is_one(above, line, written)
    )


def _goes_on(above: Line, line: Line) -> bool:
    return not line.parted and line.page == above.page and line.cells[0] is not None and len(line.cells) == 1


def _is_one(above: Line, line: Line, written: frozenset[str]) -> bool:
    cut, rest = _CUT.search(above.words[-1].text), _REST.match(line.words[0].text)
    if cut is None or rest is None or not rest[0].islower():
        return False
    head, tail = cut[0].casefold(), rest[0]
    return head[:-1] + tail in written and head + tail not in written
