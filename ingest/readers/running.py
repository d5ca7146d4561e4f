r"""Which lines are page headers and footers that repeat.

Three signs, and nothing else, make lines *running*:

1. A code line with a dot leader, such as `Code 1234 CONT . . . . 03-09-18`,
   wherever it stands.
2. A page counter (`2 of 3`, `Page 2`) as a line or a cell of one, with the
   lines around it that stand around the other counters too.
3. The document's first lines again: two or more of them, or one that says
   that it continues or that begins a page.

A line that merely recurs, such as `NOTES:` or a list item, is none. The
header at the document's own top stays: it is the real one, the later ones
repeat it; so does one whose counter begins again at 1. Where the counters are
in footers, the last one stays if it has a date or a label, since nothing else
would be left to read that from.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.lines import Line, visible_lines

# One to three words, a code, a leader, and at most dates behind it. A label without a code before its
# leader ("Class Code . . . . 1234") states a fact, and so does a leader with a weight behind it.
_CODE_LINE = re.compile(
    r"(?:[a-z]+\.?:?[ \t]+){1,3}[a-z]{0,2}-?\d{3,6}[a-z]?[ \t]*(?:cont(?:inued|'d)?\b\.?)?[ \t]*"
    r"(?:\.[ \t]{0,3}){8,}(?:[.\s]|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|rev(?:ised)?\b\.?:?)*",
    re.IGNORECASE,
)

_ITEM = re.compile(r"(?:[-*+•▪●]|\(?(?:\d{1,2}|[a-z])[.)])\s", re.IGNORECASE)
_PAGE_OF = re.compile(r"\bpage[ ]*\d+[ ]*of[ ]*\d", re.IGNORECASE)
_INFORMS = re.compile(r":\s*\S|\d[-/]\d|\b(?:19|20)\d\d\b")

# A counter within as many lines of the top is in the document's header, values on their own lines included.
_HEADER = 20

# How many lines from the top name the document.
_NAMES = 3

_LONGEST_CODE_LINE = 1000
_LONGEST_BLOCK = 12
# Lines of a footer above its page counter.
_TALLEST_FOOTER = 3


def running_lines(text: str, page_starts: Sequence[int] = ()) -> tuple[tuple[int, int], ...]:
    r"""Return the extent of each running line of `text` (`\n` line ends), by start.

    `page_starts` are the offsets of the pages, where the format tells them.
    """
    lines = visible_lines(text)
    found = {index for index, line in enumerate(lines) if _is_code_line(line.text)}
    for group in _counted(lines):
        found |= _around_counters(lines, group)
    found |= _top_again(lines, _first_of_pages(lines, page_starts))
    found |= _page_numbers(lines, page_starts)
    return tuple((lines[index].start, lines[index].end) for index in sorted(found))


def _is_code_line(line: str) -> bool:
    return len(line) <= _LONGEST_CODE_LINE and _CODE_LINE.fullmatch(line) is not None


def _counted(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the indices of lines that repeat each other and count pages."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.counter is not None:
            groups[line.key].append(index)
    names = _names(lines)
    for group in groups.values():
        first = lines[group[0]]
        alone = not first.rest or _is_name(lines, group[0], names) or _PAGE_OF.search(first.text)
        if alone or _counts_on(lines, group):
            yield group


def _counts_on(lines: Sequence[Line], group: Sequence[int]) -> bool:
    numbers = [lines[index].counter or 0 for index in group]
    steps = pairwise(numbers)
    return len(numbers) > 1 and all(after > before or after == 1 for before, after in steps)


def _around_counters(lines: Sequence[Line], group: Sequence[int]) -> set[int]:
    if group[0] < _HEADER and lines[group[0]].counter == 1:
        alone = {index for index in group if not lines[index].rest}
        later = [index for index in group[1:] if lines[index].counter != 1]
        return alone.union(*(_shared(lines, group[0], index) for index in later))
    return _in_footers(lines, group)


def _shared(lines: Sequence[Line], first: int, later: int) -> range:
    """Return the lines around `later` that equal those around `first`, itself included."""
    above = below = 0
    while above < first and later - above - 1 > first and _same(lines, first - above - 1, later - above - 1):
        above += 1
    while (
        below < _LONGEST_BLOCK and later + below + 1 < len(lines) and _same(lines, first + below + 1, later + below + 1)
    ):
        below += 1
    return range(later - above, later + below + 1)


def _same(lines: Sequence[Line], one: int, other: int) -> bool:
    return lines[one].key == lines[other].key


def _in_footers(lines: Sequence[Line], group: Sequence[int]) -> set[int]:
    """Return the lines of the footers around the counters of `group`, but for the last one where it informs."""
    names, shared = _names(lines), _shared_above(lines, group)
    footers = [_footer(lines, index, shared, names) for index in group]
    last = footers[-1]
    if last.stop == len(lines) and any(_INFORMS.search(lines[place].text) for place in last):
        footers.pop()
    return set().union(*footers)


def _shared_above(lines: Sequence[Line], group: Sequence[int]) -> int:
    """Return how many lines stand above every counter of `group`, items and sentences apart."""
    tallest = min(_TALLEST_FOOTER, group[0]) if len(group) > 1 else 0
    for distance in range(1, tallest + 1):
        keys = {lines[index - distance].key for index in group}
        if len(keys) != 1 or not _is_title_like(lines[group[0] - distance].text):
            return distance - 1
    return tallest


def _footer(lines: Sequence[Line], index: int, shared: int, names: frozenset[str]) -> range:
    """Return the lines of the footer around the counter at `index`.

    On both sides the document's first lines again belong to it.
    """
    first, last = index - shared, index
    while index - first < _LONGEST_BLOCK and _is_name(lines, first - 1, names):
        first -= 1
    while last - index < _LONGEST_BLOCK and _is_name(lines, last + 1, names):
        last += 1
    return range(first, last + 1)


def _names(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(line.rest for line in lines[:_NAMES] if line.rest and _is_title_like(line.text))


def _is_name(lines: Sequence[Line], index: int, names: frozenset[str]) -> bool:
    """Return whether the line at `index` is one of the document's first again."""
    return _NAMES <= index < len(lines) and lines[index].rest in names


def _top_again(lines: Sequence[Line], first_of_pages: frozenset[int]) -> set[int]:
    """Return the indices of lines that repeat the document's first lines."""
    top = next((index for index, line in enumerate(lines) if line.rest), len(lines))
    if top == len(lines) or not _is_title_like(lines[top].text):
        return set()
    found: set[int] = set()
    for index in range(top + 1, len(lines)):
        if lines[index].rest == lines[top].rest:
            block = range(index, index + _repeated(lines, top, index))
            if len(block) > 1 or lines[index].continued or index in first_of_pages:
                found.update(block)
    return found


def _repeated(lines: Sequence[Line], top: int, index: int) -> int:
    """Return how many lines from `index` on equal those from `top` on, the first one included."""
    longest = max(1, min(index - top, len(lines) - index, _LONGEST_BLOCK))
    return next((n for n in range(1, longest) if not _same(lines, top + n, index + n)), longest)


def _is_title_like(line: str) -> bool:
    return not _ITEM.match(line) and not line.endswith((":", ".", ";", ","))


def _first_of_pages(lines: Sequence[Line], page_starts: Sequence[int]) -> frozenset[int]:
    """Return the indices of the lines that begin a page after the first."""
    return frozenset(bisect_left(lines, start, key=lambda line: line.end) for start in page_starts[1:])


def _page_numbers(lines: Sequence[Line], page_starts: Sequence[int]) -> set[int]:
    """Return the indices of lines that are nothing but the number of the page they begin or end."""
    bounds = [bisect_left(lines, start, key=lambda line: line.start) for start in page_starts]
    found: set[int] = set()
    for page, (first, after) in enumerate(pairwise([*bounds, len(lines)]), start=1):
        edges = {first, after - 1} if first < after else set()
        found.update(index for index in edges if lines[index].text == str(page))
    return found
