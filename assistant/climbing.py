"""Read whether a question asks for the classes above one, below it, or for all of a series in order.

Phrases of the vocabulary (`climb_…`) decide, CLASS standing for a class that is
named or pointed at. What leads *to* a class is below it; how to get there is a
question for what it requires.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

_CLASS = "CLASS"
#: Words of the longest message that says no more than "and above?".
_BRIEF = 3
#: What is asked of a series as such: "all levels of".
_OF_SERIES = frozenset({"levels", "scope"})


class Climb(StrEnum):
    """The way along a ladder."""

    UP = "up"
    DOWN = "down"
    ALL = "all"


class Climbing:
    """Reads the way that questions go, by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read with the rows `climb_…` of `vocabulary`."""
        words = vocabulary.words
        self._ways = [
            (way, [_parts(phrase) for phrase in words[f"climb_{way}"]]) for way in (Climb.ALL, Climb.DOWN, Climb.UP)
        ]
        self._series = [_parts(phrase) for phrase in words["climb_series"]]
        self._toward = [_parts(phrase) for phrase in words["climb_toward"]]
        self._brief = {fold(word): way for way in (Climb.UP, Climb.DOWN) for word in words[f"climb_{way}_alone"]}
        self._pronouns, self._articles = words["pronouns"], frozenset(vocabulary.title["articles"])
        self._small = frozenset({_CLASS, *vocabulary.title["connectives"]})
        self._asking = words["requiring"] | {"how"}

    def of(self, scan: Scan) -> Climb | None:
        """Return the way that a question goes; None where it asks for something else."""
        said = self._masked(scan)
        telling = [word for word in said if word not in self._small]
        if len(said) <= _BRIEF and len(telling) == 1 and telling[0] in self._brief:
            return self._brief[telling[0]]
        if _stands(self._toward, said):
            return None if self._asking & set(said) else Climb.DOWN
        if _stands(self._series, said) and all(p.weak or _OF_SERIES & set(p.facets) for p in scan.phrases):
            return Climb.ALL
        return next((way for way, phrases in self._ways if _stands(phrases, said)), None)

    def _masked(self, scan: Scan) -> list[str]:
        """The folded words, each class as one, without the articles before it."""
        begins = {mention.first: mention.last for mention in scan.mentions if mention.candidates}
        said: list[str] = []
        at = 0
        while at < len(scan.tokens):
            token = scan.tokens[at]
            pointer = not begins and token.raw.lower() in self._pronouns
            if at in begins or pointer:
                while said and said[-1] in self._articles:
                    said.pop()
                said.append(_CLASS)
            else:
                said.append(token.word)
            at = begins.get(at, at + 1)
        return said


def _parts(phrase: str) -> list[str]:
    return [word if word == _CLASS else fold(word) for word in phrase.split()]


def _stands(phrases: Iterable[Sequence[str]], said: Sequence[str]) -> bool:
    """Whether a phrase stands in `said`, and no number behind it: "lift anything above 50 pounds"."""
    for phrase in phrases:
        for at in range(len(said) - len(phrase) + 1):
            behind = said[at + len(phrase)] if at + len(phrase) < len(said) else ""
            if list(said[at : at + len(phrase)]) == list(phrase) and not (behind[:1].isdigit() or behind == "dollar"):
                return True
    return False
