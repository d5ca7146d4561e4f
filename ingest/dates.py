"""Read the dates that class specs print, and normalize them to ISO: a day, a month, or a year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<name{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_DATE = re.compile(
    r"(?<![\w/-])(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    r"|(?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})[-/.](?P<y2>\d{4}|\d{2})"
    r"|(?P<m3>\d{1,2})[-/](?P<y3>\d{4})"
    rf"|{_MONTH.format(4)}\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})"
    rf"|(?P<d5>\d{{1,2}})\s+{_MONTH.format(5)},?\s+(?P<y5>\d{{4}})"
    rf"|{_MONTH.format(6)},?\s+(?P<y6>\d{{4}})"
    r"|(?P<y7>(?:19|20)\d{2})"
    r")(?![\w/-])",
    re.IGNORECASE,
)

#: A word this like the name of a month (0 to 100) is that with a slip of the pen: "Febuary", and not "mayor".
_ALIKE = 82.0
#: A two-digit year up to this many years from today is in this century.
_AHEAD = 5


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text."""

    iso: str
    """`2016-11-04`, `2019-02` or `1991`."""

    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates of `text` in order; what is no date of the calendar is left out."""
    for match in _written(text):
        if iso := _iso(match):
            yield FoundDate(iso, match.start(), match.end())


def find_impossible(text: str) -> Iterator[tuple[int, int]]:
    """Yield where `text` has what is written like a date and is none of the calendar: "February 30, 2018"."""
    for match in _written(text):
        if not _iso(match):
            yield match.start(), match.end()


def _written(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written like a date: "Decode 3512" and "Marina 2019" begin like months, and name none."""
    at = 0
    while match := _DATE.search(text, at):
        name = next((key for key, value in match.groupdict().items() if value and key.startswith("name")), None)
        if name is None or _month(match[name]):
            yield match
            at = match.end()
        else:
            at = match.end(name)


def _month(name: str) -> int:
    """The place of a month, written out, cut short or misspelled; 0 for another word."""
    word = name.lower()
    at = next((at for at, month in enumerate(_MONTHS, 1) if word[:3] == month[:3]), 0)
    month = _MONTHS[at - 1]
    return at if at and (month.startswith(word) or word == "sept" or fuzz.ratio(word, month) >= _ALIKE) else 0


def _iso(match: re.Match[str]) -> str:
    parts = {key: value for key, value in match.groupdict().items() if value}
    year = next(value for key, value in parts.items() if key[0] == "y")
    month = next((value for key, value in parts.items() if key[0] == "m"), "")
    named = next((value for key, value in parts.items() if key.startswith("name")), "")
    day = next((value for key, value in parts.items() if key[0] == "d"), "")
    number = _month(named) if named else int(month or 0)
    full = _full_year(year)
    if not number:
        return f"{full:04d}"
    try:
        made = date(full, number, int(day or 1))
    except ValueError:
        return ""
    return made.isoformat() if day else made.isoformat()[:7]


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    ahead = date.today().year % 100 + _AHEAD
    return int(year) + (2000 if int(year) <= ahead else 1900)
