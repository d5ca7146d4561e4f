"""How alike two lines of specs are: by their words, never where a number differs, and by their meaning.

"Two years of accounting" and "Three years of accounting" are nearly one line
by their letters, and ask for different things: no likeness outweighs a number.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from assistant.titles import numeral
from ingest.numbers import find_numbers
from vectorstore.folding import fold, words

#: Likeness from which on two lines say the same in other words.
ALIKE = 0.8

#: Cosine from which on two duties mean the same: most of the pairs that were read do from here on, half from 0.75.
SAME_MEANING = 0.8

#: Characters by which two lines are compared; a page without a break, which takes seconds, by its beginning.
_COMPARED = 4000

Grid = NDArray[np.float32]


def likeness(one: str, other: str) -> float:
    """Return how alike two lines are by their words, 0 to 1: 0 where they do not name the same numbers."""
    return fuzz.ratio(_beginning(one), _beginning(other)) / 100 if named_numbers(one) == named_numbers(other) else 0.0


def alike_lines(one: str, other: str) -> bool:
    """Return whether two lines say the same in about the same words, with the same numbers."""
    return likeness(one, other) >= ALIKE


def likenesses(ones: Sequence[str], others: Sequence[str]) -> Grid:
    """Return the `likeness` of each of `ones` with each of `others`, shape (ones, others); below `ALIKE` it is 0."""
    if not (ones and others):
        return np.zeros((len(ones), len(others)), np.float32)
    folded = [_beginning(text) for text in ones], [_beginning(text) for text in others]
    found: Grid = process.cdist(*folded, scorer=fuzz.ratio, score_cutoff=100 * ALIKE, dtype=np.float32)
    found /= 100
    for at, beside in zip(*found.nonzero(), strict=True):
        if named_numbers(ones[at]) != named_numbers(others[beside]):
            found[at, beside] = 0
    return found


@lru_cache(1 << 14)
def _beginning(text: str) -> str:
    return fold(text[:_COMPARED])


@lru_cache(1 << 14)
def named_numbers(text: str) -> tuple[tuple[float | str, str], ...]:
    """Return the numbers that a line names, each with its unit, in no order that tells.

    Figures and words are the same, "two (2) years" is one number; a numeral
    in capitals ("Clerk II") is one, too.
    """
    found = list(find_numbers(text))
    named: list[tuple[float | str, str]] = [(number.value, number.unit) for number in found]
    for word, start, end in words(text):
        if not any(number.start < end and start < number.end for number in found):
            named += _counted(word) or _numeral(text[start:end])
    return tuple(sorted(named, key=repr))


@lru_cache(1 << 12)
def _counted(word: str) -> list[tuple[float | str, str]]:
    """The number that a word is where it counts something else than a unit: "three clerks"."""
    if any(letter.isnumeric() for letter in word):
        return [(word, "")]
    return [(number.value, "") for number in find_numbers(f"{word} units")]


def _numeral(printed: str) -> list[tuple[float | str, str]]:
    return [(numeral(printed), "")] if printed.isupper() and numeral(printed) else []
