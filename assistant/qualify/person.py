"""What a message says of the person who writes it: age, typing, convictions, employment."""

import re

from assistant.qualify.marked import Marked
from ingest.numbers import find_numbers

#: Characters within which words belong together.
_NEAR = 30


def age(marked: Marked) -> int | None:
    """Return how old somebody says to be, in years; None where nothing is said."""
    counted = r"(?!\s*(?:[-%$\d]|years?\s+(?!old)|months?))"
    before = rf"(?<!\w)(?:{marked.rows['age_before'].pattern})\s+(?P<age>\d{{2}})\b{counted}"
    behind = rf"(?P<age>\d{{2}})\s*-?\s*(?:{marked.rows['age_behind'].pattern})"
    for pattern in (behind, before):
        match = re.search(pattern, marked.lower.replace("-", " "))
        if match is not None:
            marked.take(*match.span())
            return int(match["age"])
    return None


def typing(marked: Marked) -> float | None:
    """Return how many words a minute somebody types; None where nothing is said."""
    found = (match for match in marked.rows["typing"].finditer(marked.lower) if not marked.is_title(*match.span()))
    typing = next(found, None)
    for number in find_numbers(marked.text) if typing is not None else ():
        if number.unit in ("word a minute", "") and marked.free(number.start, number.end):
            near = typing is not None and 0 <= number.start - typing.start() <= _NEAR
            if not (near or number.unit):
                continue
            marked.take(typing.start() if typing is not None and near else number.start, number.end)
            return number.value
    return None


def barred(marked: Marked) -> bool | None:
    """Return whether somebody was convicted; None where nothing is said."""
    match = marked.rows["felony"].search(marked.lower)
    if match is None:
        return None
    denied = marked.denied(match.start())
    last = max(found.end() for found in marked.rows["felony"].finditer(marked.lower))
    near = last - match.start() <= _NEAR
    marked.take(marked.negation(match.start()) if denied else match.start(), last if near else match.end())
    return not denied


def employed(marked: Marked) -> tuple[bool | None, str]:
    """Return whether somebody is a current employee (None where nothing is said), and the words that say so."""
    outside = marked.rows["outsider"].search(marked.lower)
    inside = marked.rows["employee"].search(marked.lower)
    found = outside or inside
    if found is None:
        return None, ""
    employed = outside is None and not marked.denied(found.start())
    return employed, marked.take(*found.span()).lower()
