"""Find the numbers that a sentence names, in digits or in words, with their units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-four": 24, "thirty": 30,
    "thirty-six": 36, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_UNITS = (
    r"%|percent|years?|months?|hours?|days?|weeks?|minutes?|semester units?|quarter units?|units?|"
    r"pounds?|lbs\.?|feet|foot|miles?|(?:net )?words? (?:a|per) minute|wpm"
)
_UNIT = rf"\s*(?P<unit>{_UNITS})(?!\w)"
_SPELLED = "|".join(sorted(_WORDS, key=len, reverse=True))
# A word is a number only before a unit or its own digits: "one of the following" counts nothing.
_NUMBER = re.compile(
    rf"(?<![\w-])(?P<word>{_SPELLED})(?:\s*\(\s*(?P<repeated>\d+)\s*\)(?:{_UNIT.replace('unit>', 'unit_repeated>')})?"
    rf"|{_UNIT.replace('unit>', 'unit_spelled>')})"
    r"|(?<![A-Za-z_\d])(?<![A-Za-z]-)(?<!\d[.,])(?P<dollar>\$\s?)?(?P<value>\d[\d,]*(?:\.\d+)?)"
    rf"(?:\s*\([a-z -]+\))?\)?(?:{_UNIT})?",
    re.IGNORECASE,
)
_SINGULAR = {"%": "percent", "lbs": "pound", "wpm": "word a minute", "feet": "foot"}


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text."""

    value: float
    unit: str
    """`year`, `dollar`, `percent` and so on; empty for a bare count."""

    start: int
    end: int


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """Yield the numbers of `text` in order."""
    for match in _NUMBER.finditer(text):
        printed = match["unit"] or match["unit_repeated"] or match["unit_spelled"] or ""
        unit = "dollar" if match["dollar"] else _unit(printed)
        yield FoundNumber(_value(match), unit, match.start(), match.end())


def _value(match: re.Match[str]) -> float:
    if match["word"]:
        return float(_WORDS[match["word"].lower()])
    return float(match["value"].rstrip(",").replace(",", ""))


def _unit(printed: str) -> str:
    unit = " ".join(printed.lower().rstrip(".").split()).removeprefix("net ")
    if unit.startswith("word"):
        return "word a minute"
    return _SINGULAR.get(unit, unit.removesuffix("s"))
