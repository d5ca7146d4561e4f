"""Page headers and footers by where they stand: the same words at the same height of several pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.readers.lines import fold
from ingest.readers.pdf.layout import Line

# Lines from the edge of a page that may belong to its header or footer.
_TALLEST = 6

# Headers of two pages stand at the same height if they differ by less, in points.
_GRID = 4.0

# Lines from the top of the document that may name it, and words of a page header that need not stand there.
_NAMES = 5
_LONGEST_NAME = 12
_COUNTING = frozenset({"page", "of", "continued", "cont", "rev", "revised"})

_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_INFORMS = re.compile(r":\s*\S|\d[-/]\d|\b(?:19|20)\d\d\b")

_Key = tuple[str, int]


def repeated(found: Sequence[Line]) -> set[int]:
    """Return the indices of lines that repeat a page header or footer, and of what stands beside the text.

    The first header stays, which is the document's own, and what later pages
    begin with that names the document again does not; the last footer stays
    where it has a date or a label, since nothing else may say that.
    """
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(found):
        if not line.aside:
            pages.setdefault(line.page, []).append(index)
    marked = {index for index, line in enumerate(found) if line.aside}
    marked |= _named_again(found, list(pages.values()))
    marked |= _repeats(found, list(pages.values()), footers=False)
    return marked | _repeats(found, list(pages.values()), footers=True)


def _repeats(found: Sequence[Line], pages: Sequence[Sequence[int]], *, footers: bool) -> set[int]:
    edges = [sorted(page, key=lambda index: found[index].baseline, reverse=footers)[:_TALLEST] for page in pages]
    counts = Counter(key for edge in edges for key in {key for index in edge for key in _near(found[index])[:1]})
    marked = []
    for edge in edges:
        marked.append(list(_from_edge(found, edge, counts, len(pages))))
    if not footers:
        return {index for edge in marked[1:] for index in edge}
    last = marked[-1] if marked else []
    informs = any(_INFORMS.search(found[index].text) for index in last)
    return {index for edge in (marked[:-1] if informs else marked) for index in edge}


def _named_again(found: Sequence[Line], pages: Sequence[Sequence[int]]) -> set[int]:
    """Return the lines at the top of later pages that say nothing but what the document's first lines say."""
    first = pages[0][:_NAMES] if pages else ()
    names = {word for index in first if _may_name(found[index]) for word in _words(found[index])}
    marked: set[int] = set()
    for page in pages[1:]:
        for index in page[:_TALLEST]:
            words = _words(found[index])
            if not words or not set(words) <= names or not _may_name(found[index]):
                break
            marked.add(index)
    return marked


def _may_name(line: Line) -> bool:
    return len(line.words) <= _LONGEST_NAME and not line.text.endswith((".", ",", ";", ":"))


def _words(line: Line) -> list[str]:
    return [word for word in _WORD.findall(line.text.casefold()) if word not in _COUNTING]


def _from_edge(found: Sequence[Line], edge: Sequence[int], counts: Counter[_Key], pages: int) -> Iterator[int]:
    """Yield the indices from the edge of a page inward, up to the first that does not recur."""
    for index in edge:
        if sum(counts[key] for key in _near(found[index])) < max(2, pages / 2):
            return
        yield index


def _near(line: Line) -> list[_Key]:
    """Return the key of a line, then those of lines that stand a hair higher or lower."""
    text, height = _DIGITS.sub("#", fold(line.text)), round(line.baseline / _GRID)
    return [(text, height), (text, height - 1), (text, height + 1)]
