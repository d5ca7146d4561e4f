"""Tell which class a document describes: one that is known, or a new one.

A document joins a class by agency, header code and compatible title. Titles
are compatible when each word of one has its partner in the other: the same
word, a slip of the pen, or an abbreviation. A word without a partner
(`Senior`, `II`) is another class, whatever the code says: that is a conflict
for a person to settle, never a merge.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from vectorstore.folding import fold

_IDLE = frozenset({"of", "the", "and", "for"})
_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}

#: Two long words this alike (0 to 100) are one with a slip of the pen.
_SLIP = 85.0
_LONG = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A class that a spec may join."""

    class_id: str
    code_key: str
    titles: tuple[str, ...]
    """Every title that a document gave it."""


def agency_key(agency: str) -> str:
    """Return what two spellings of an agency's name share."""
    return fold(agency)


def code_key(code: str) -> str:
    """Return what two spellings of a class code share: `J-1010` and `j1010`."""
    return re.sub(r"[\W_]+", "", code).casefold()


def row_key(code: str) -> str:
    """Return what a class code and that of a row of a class table share: spreadsheets drop leading zeros."""
    return re.sub(r"^([a-z]*)0+(?=\d)", r"\1", code_key(code))


def title_key(title: str) -> str:
    """Return what two orders of a title's words share: `Clerk, Senior` and `Senior Clerk`."""
    return " ".join(sorted(_words(title)))


def compatible(first: str, second: str) -> bool:
    """Return whether two titles can name one class."""
    rest = _words(second)
    for word in sorted(_words(first), key=len, reverse=True):
        partner = word if word in rest else next((other for other in rest if _same(word, other)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return not rest


def choose(code: str, title: str, coded: Sequence[Known], titled: Sequence[Known]) -> Known | None:
    """Return the class that a spec of `code` and `title` joins, or None for a new one.

    Args:
        code: Code as printed; may be empty.
        title: Title as printed.
        coded: The agency's classes of that code; none for an empty code.
        titled: The agency's classes with a title of the same words. One joins where
            not both have a code, and only if it is the only one.
    """
    fitting = [known for known in coded if any(compatible(title, other) for other in known.titles)]
    if fitting:
        return max(fitting, key=lambda known: _likeness(title, known))
    uncoded = [known for known in titled if not (code_key(code) and known.code_key)]
    return uncoded[0] if len(uncoded) == 1 else None


def _likeness(title: str, known: Known) -> float:
    return max(fuzz.token_sort_ratio(fold(title), fold(other)) for other in known.titles)


def _words(title: str) -> list[str]:
    return [_ROMAN.get(word, word) for word in fold(title).split() if word not in _IDLE]


def _same(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if not (short.isalpha() and long.isalpha()) or len(short) < 2:
        return False
    return _abbreviates(short, long) or (len(short) >= _LONG and fuzz.ratio(short, long) >= _SLIP)


def _abbreviates(short: str, long: str) -> bool:
    letters = iter(long)
    return len(long) - len(short) >= 2 and short[0] == long[0] and all(letter in letters for letter in short)
