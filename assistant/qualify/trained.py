"""Which apprenticeships a message says that somebody finished."""

import re
from collections.abc import Iterator

from assistant.qualify.credentials import Trained
from assistant.qualify.marked import Marked
from ingest.numbers import find_numbers

#: Months of a unit of time.
_MONTHS = {"year": 12.0, "month": 1.0}
_AS_A = re.compile(r"\s*(?:program(?:me)?\s+)?(?:as|in|for)\s+(?:an?\s+|the\s+)?(?=\w)")
_STOP = re.compile(r"[.?!;,\n]|\b(?:and|but|plus|with|do|can|am|which|that|then)\b")
_MOST_WORDS_BACK = 6


def apprenticeships(marked: Marked) -> Iterator[Trained]:
    """Yield the apprenticeships that a text says somebody finished, and mark their words."""
    for match in marked.rows["apprenticeship"].finditer(marked.lower):
        start = _back(marked, match.start())
        if start is None or marked.denied(start) or not marked.free(start, match.end()):
            continue
        kind, past = _behind(marked, match.end())
        before = marked.lower[start : match.start()]
        number = next((n for n in find_numbers(before.replace("-", " ")) if n.unit in _MONTHS), None)
        kind = kind or _trade(before)
        months = number.value * _MONTHS[number.unit] if number else None
        yield Trained(kind, marked.implied(kind), months, marked.take(start, past))


def _back(marked: Marked, at: int) -> int | None:
    """Where the words that say that it is finished end; None where none stands before it."""
    window = " ".join(marked.lower[:at].split(" ")[-_MOST_WORDS_BACK - 1 :])
    found = list(marked.rows["apprenticed"].finditer(window))
    return at - len(window) + found[-1].end() + 1 if found else None


def _behind(marked: Marked, end: int) -> tuple[str, int]:
    link = _AS_A.match(marked.lower, end)
    if link is None:
        return "", end
    stop = _STOP.search(marked.lower, link.end())
    past = stop.start() if stop else len(marked.lower)
    kind = marked.text[link.end() : past].strip()
    return kind, link.end() + len(kind)


def _trade(before: str) -> str:
    """The words before it that name the trade: "a four-year marine electrician apprenticeship"."""
    plain = re.sub(r"\b(?:an?|the|my|recognized|[a-z]+[\s-]years?|\d+[\s-]years?)\b", " ", before)
    return " ".join(plain.replace("-", " ").split())
