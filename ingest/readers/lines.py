"""The lines of a text as page headers see them: folded, with their page counters found."""

import re
from dataclasses import dataclass
from itertools import pairwise

from vectorstore.spec import line_starts

# "2 of 3", "Page 2 of 3", "Page 2", "- 2 -" as a whole line or a whole cell.
_COUNTER_CELL = re.compile(
    r"(?:(?:page|pg\.?)[ ]*(?P<page>\d{1,3})(?:[ ]*(?:of|/)[ ]*(?P<pages>\d{1,3}))?"
    r"|(?P<bare>\d{1,3})[ ]+of[ ]+(?P<total>\d{1,3})"
    r"|[-–—][ ]?(?P<dashed>\d{1,3})[ ]?[-–—])",
    re.IGNORECASE,
)

# The word "Page" makes a counter at either end of a short line too.
_COUNTER_EDGE = re.compile(
    r"^(?:page|pg\.)[ ]*(?P<first>\d{1,3})(?:[ ]*(?:of|/)[ ]*\d{1,3})?(?=[ |,–—-]|$)"
    r"|(?:^|[ |,(–—-])(?:page|pg\.)[ ]*(?P<last>\d{1,3})(?:[ ]*(?:of|/)[ ]*\d{1,3})?\)?$",
    re.IGNORECASE,
)

_CELL = re.compile(r"(?:\t|[ ]{2,}|[ ]*\|[ ]*)+")
_CONTINUED = re.compile(r"[\s(,–—-]*\bcont(?:inued|inuation|'d|’d|\.|d)?\.?\)?\s*$", re.IGNORECASE)
_MARKUP = re.compile(r"[*_#\s]+")

# The word "Page" at the end of a longer line belongs to a sentence.
_LONGEST_WITH_EDGE = 120

# A word such as "continued" stands within as many characters of the end.
_TAIL = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    start: int
    end: int
    """Offset of its line end, in code points."""

    text: str
    """Stripped."""

    key: str
    """Folded, with page counters as `#`: equal for lines that repeat each other."""

    counter: int | None
    """The page that it counts; None where it counts none."""

    rest: str
    """Folded text without its page counter and without a word such as "continued"."""

    continued: bool
    """It says that it continues something."""


def visible_lines(text: str) -> tuple[Line, ...]:
    r"""Return the lines of `text` (`\n` line ends) that are not blank."""
    starts = (*line_starts(text), len(text) + 1)
    lines = (_line(text, start, after - 1) for start, after in pairwise(starts))
    return tuple(line for line in lines if line.text)


def fold(text: str) -> str:
    """Return `text` in one case, with spaces and Markdown's markers folded."""
    return _MARKUP.sub(" ", text).strip().casefold()


def _line(text: str, start: int, end: int) -> Line:
    stripped = text[start:end].strip()
    counter, without = _counter(stripped)
    rest = without[:-_TAIL] + _CONTINUED.sub("", without[-_TAIL:])
    key = fold(without) + (" #" if counter is not None else "")
    return Line(start, end, stripped, key, counter, fold(rest).strip(" |,()–—-"), rest != without)


def _counter(line: str) -> tuple[int | None, str]:
    """Return the page that `line` counts and the line without its counter."""
    cells = _CELL.split(line)
    for place, cell in enumerate(cells):
        match = _COUNTER_CELL.fullmatch(cell.strip(" *_"))
        if match and (number := _page(match)):
            return number, "\t".join(cells[:place] + cells[place + 1 :])
    if len(line) <= _LONGEST_WITH_EDGE and (edge := _COUNTER_EDGE.search(line)):
        return int(edge["first"] or edge["last"]), line[: edge.start()] + line[edge.end() :]
    return None, line


def _page(match: re.Match[str]) -> int:
    """Return the page counted, 0 where the numbers are none of pages."""
    number = int(match["page"] or match["bare"] or match["dashed"])
    last = match["pages"] or match["total"]
    return number if last is None or number <= int(last) else 0
