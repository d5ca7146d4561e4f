"""How much a word tells: light stemming and inverse document frequency."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from sys import intern

from vectorstore.folding import fold

# Longest first: `inspections` loses its plural in folding and `ion` here, `inspecting` its `ing`.
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "ers", "ors", "er", "or", "ed", "es", "e", "y")
_SHORTEST = 4


def stem(word: str) -> str:
    """Return a folded `word` without its ending, so that forms of one verb compare equal.

    Rough, and rough alike on both sides of a comparison; never shown.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text`."""
    return frozenset(intern(stem(word)) for word in fold(text).split())


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse document frequencies of words over many short texts."""

    texts: int = 0
    """How many texts were counted."""

    having: Mapping[str, int] = field(default_factory=dict)
    """Stem to the number of texts that have it."""

    def changed(self, gone: Iterable[Iterable[str]], come: Iterable[Iterable[str]]) -> "Weights":
        """Return the weights without the texts that are `gone` and with those that `come`, each as distinct stems."""
        having, texts = Counter(self.having), self.texts
        for text in gone:
            having.subtract(text)
            texts -= 1
        for text in come:
            having.update(text)
            texts += 1
        return Weights(texts, +having)

    def weight(self, stem: str) -> float:
        """Return the weight of a stem: the fewer texts have it, the more; one that none has weighs most."""
        having = self.having.get(stem, 0)
        return log(1 + (self.texts - having + 0.5) / (having + 0.5))

    def overlap(self, question: frozenset[str], texts: Iterable[Iterable[str]]) -> float:
        """Return the share of the question's weight whose stems stand in `texts`, 0 to 1; 0 for no question."""
        held = frozenset[str]().union(*texts)
        total = sum(self.weight(stem) for stem in question)
        return sum(self.weight(stem) for stem in question & held) / total if total else 0.0
