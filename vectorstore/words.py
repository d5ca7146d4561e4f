"""How much a word tells: light stemming and inverse document frequency."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from sys import intern

from vectorstore.folding import fold_word

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# Longest first: `inspections` loses its plural in folding and `ion` here, `inspecting` its `ing`.
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "ors", "er", "or", "ed", "es", "e", "y")
_SHORTEST = 4


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """Return `word` folded and without its ending, so that forms of one verb compare equal.

    Rough, and rough alike on both sides of a comparison; never shown.
    """
    folded = fold_word(word)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST:
            return intern(folded.removesuffix(ending))
    return intern(folded)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text`."""
    return frozenset(map(stem, _WORD.findall(text)))


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse document frequencies of words over many short texts."""

    texts: int = 0
    """How many texts were counted."""

    having: Mapping[str, int] = field(default_factory=dict)
    """Stem to the number of texts that have it."""

    def weight(self, stem: str) -> float:
        """Return the weight of a stem: the fewer texts have it, the more; one that none has weighs most."""
        having = self.having.get(stem, 0)
        return log(1 + (self.texts - having + 0.5) / (having + 0.5))

    def overlap(self, question: str, texts: Iterable[str]) -> float:
        """Return the share of the weight of the question's words that stands in `texts`, 0 to 1; 0 for no words."""
        asked = stems(question)
        held = frozenset[str]().union(*map(stems, texts))
        total = sum(map(self.weight, asked))
        return sum(map(self.weight, asked & held)) / total if total else 0.0


def count(texts: Iterable[str]) -> Weights:
    """Return the weights of the words of `texts`."""
    counted = [stems(text) for text in texts]
    return Weights(len(counted), Counter(stem for found in counted for stem in found))
