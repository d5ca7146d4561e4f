"""Take the titles of a series apart, and tell a title that is cut off or misspelled for the one that is meant."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from vectorstore.folding import words
from vectorstore.vocabulary import Vocabulary

Words = tuple[str, ...]

#: Words that join two titles, or parts of one.
JOINTS = frozenset({"and", "or"})

_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_LETTERS = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
_PARENTHESES = re.compile(r"\(([^()]*)\)")
#: A heading this alike to a title (0 to 100) is that one with a slip of the pen.
_SAME_TITLE = 90.0
#: Share of a title's words that stand for all of them where the rest is cut off.
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart."""

    base: Words
    """Its folded words but for the rest."""

    numeral: int = 0
    """Place of its numeral or letter in counting, from 1; 0 where it has none."""

    qualifiers: frozenset[Words] = frozenset()
    """What stands in parentheses or after a comma."""


def read_title(title: str, vocabulary: Vocabulary, *, plain: bool = False) -> Title:
    """Return `title` taken apart; a level after a comma belongs to the base, in front: "Clerk, Senior".

    `plain` writes the words of levels in one form: "Sr." is "senior".
    """
    inside = [folded(match[1]) for match in _PARENTHESES.finditer(title)]
    main, *rest = _PARENTHESES.sub(" ", title).split(",")
    base = folded(main)
    for part in map(folded, rest):
        if part and all(word in vocabulary.levels or word in _NUMERALS for word in part):
            base = (*(word for word in part if word not in _NUMERALS), *base, *(w for w in part if w in _NUMERALS))
        else:
            inside.append(part)
    if plain:
        base = tuple(vocabulary.levels[word][0] if word in vocabulary.levels else word for word in base)
    place = number(base[-1]) if len(base) > 1 else 0
    return Title(base[:-1] if place else base, place, frozenset(part for part in inside if part))


class Titles:
    """The titles of one series, for those that are written with a fault."""

    def __init__(self, titles: Sequence[str]) -> None:
        """Know `titles`, in the order in which the document lists its classes."""
        self._words = [_without_joints(folded(title)) for title in titles]
        self._short = _short_forms(titles)

    def near(self, said: Words) -> int | None:
        """Return the ordinal of the one class that `said` is the title of, cut off or misspelled; else None."""
        said = _without_joints(said)
        ways = (self._begun, self._misspelled, self._with_another_word)
        return next((near for way in ways if (near := way(said)) is not None), None)

    def _begun(self, said: Words) -> int | None:
        """Return the one class whose title begins with `said`, most of it."""
        begun = [at for at, whole in enumerate(self._words) if whole[: len(said)] == said]
        return begun[0] if len(begun) == 1 and len(said) > _MOST * len(self._words[begun[0]]) else None

    def _misspelled(self, said: Words) -> int | None:
        """Return the class whose title `said` is with a slip of the pen: as many words, and the same numerals."""
        forms = [(whole, at) for at, whole in enumerate(self._words)] + [(short, at) for short, at in self._short]
        alike = {" ".join(form): at for form, at in forms if len(form) == len(said) and _same_numbers(form, said)}
        close = process.extract(" ".join(said), alike.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_TITLE, limit=2)
        return alike[close[0][0]] if len(close) == 1 or (close and close[0][1] > close[1][1]) else None

    def _with_another_word(self, said: Words) -> int | None:
        """Return the class whose title is `said` but for one word of what all titles end with alike.

        "Manager, State Service" heads the Manager's part in a series whose titles all end with "State Lottery".
        """
        shared = _shared_end(self._words)
        for whole, at in ((whole, at) for at, whole in enumerate(self._words) if len(whole) == len(said)):
            cut = len(whole) - shared
            same = sum(one == other for one, other in zip(whole[cut:], said[cut:], strict=True))
            if whole[:cut] == said[:cut] and same and shared - same == 1:
                return at
        return None


def _shared_end(titles: Sequence[Words]) -> int:
    """Return how many last words all of `titles`, two at least, have in common; none of them is all of a title."""
    if len(titles) < 2:
        return 0
    most = min(map(len, titles)) - 1
    return next((size for size in range(most, 0, -1) if len({title[-size:] for title in titles}) == 1), 0)


def folded(text: str) -> Words:
    """Return the folded words of `text`."""
    return tuple(word for word, _, _ in words(text))


def _without_joints(said: Words) -> Words:
    return tuple(word for word in said if word not in JOINTS)


def _short_forms(titles: Sequence[str]) -> list[tuple[Words, int]]:
    """Return the titles without their qualifiers that are no other title's, each with its ordinal."""
    bare = [_PARENTHESES.sub(" ", title).split(",")[0] for title in titles]
    forms = [_without_joints(folded(title)) for title in bare]
    return [(form, at) for at, form in enumerate(forms) if forms.count(form) == 1]


def _same_numbers(first: Words, second: Words) -> bool:
    return [number(word) for word in first] == [number(word) for word in second]


def number(word: str) -> int:
    """Return the place of a numeral or letter in counting, from 1; 0 for another word."""
    if word.isdecimal() and len(word) < 3:
        return int(word)
    return _NUMERALS.get(word, 0) or _LETTERS.get(word, 0)


def past_numbers(said: Words, at: int) -> int:
    """Return the place past the numerals and letters from word `at` on: "Range A", "Ranges A, B and C"."""
    while at < len(said) and (number(said[at]) or (said[at] in JOINTS and at + 1 < len(said))):
        at += 1
    return at


def longest(phrases: Iterable[Words], said: Words, at: int) -> int:
    """Return how many words the longest of `phrases` that begins at `at` has; 0 where none does."""
    return max((len(phrase) for phrase in phrases if phrase and said[at : at + len(phrase)] == phrase), default=0)
