"""Read the amounts of pay that class specs print: ranges, flat rates, and the period they are for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vectorstore.folding import fold, one_line

_AMOUNT = r"\$\s?(?P<{0}>\d[\d,]*(?:\.\d{{1,2}})?)"
_RANGE = re.compile(
    _AMOUNT.format("low")
    + r"(?:\s*\*?\s*(?:to|through|-|–|—|and up to)\s*\$?\s?(?P<high>\d[\d,]*(?:\.\d{1,2})?))?"
    + r"(?P<flat>\s*\(?\s*flat[\s-]+rated?\)?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b[Ss]alary\s+(?:in|for|at|with)\s+(?:the\s+)?(?P<place>[A-Z][\w&.,'\s-]*?)\s+(?:is|are|ranges?|runs)\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A rate of pay in a text."""

    low: float
    """Dollars a period."""

    high: float
    flat: bool
    start: int
    end: int


def find_amounts(text: str) -> Iterator[Amount]:
    """Yield the ranges and single rates of `text` in order."""
    for match in _RANGE.finditer(text):
        low = _dollars(match["low"])
        high = _dollars(match["high"]) if match["high"] else low
        flat = bool(match["flat"]) or (not match["high"] and _flat_ahead(text, match.end()))
        end = match.start() + len(match[0].rstrip(" ,"))
        yield Amount(low, high, flat, match.start(), end)


def _flat_ahead(text: str, at: int) -> bool:
    """Whether a flat rate further on speaks of this one too, as in "$85,190 and $93,667 (flat-rated)"."""
    following = _RANGE.match(text, at + len(text[at:]) - len(text[at:].lstrip(" ,;and")))
    return following is not None and bool(following["flat"])


def find_place(text: str) -> str:
    """Return the department that the words before an amount last say it is paid in, or an empty string."""
    places = [one_line(match["place"]).strip(" ,") for match in _PLACE.finditer(text)]
    return places[-1] if places else ""


def find_period(texts: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """Return the period that the first of `texts` with one names: `year`, `month`, `week`, `day`, `hour` or none.

    `words` are the vocabulary's, under `per_year` and so on.
    """
    for text in texts:
        folded = f" {fold(text)} "
        for key, names in words.items():
            if any(f" {fold(name)} " in folded for name in names):
                return key.removeprefix("per_")
    return ""


def _dollars(digits: str) -> float:
    return float(digits.rstrip(",").replace(",", ""))
