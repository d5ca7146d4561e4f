"""Mend the slips of the pen in a question's words: "salery", "probatoin".

A word is mended where the embedder does not know it whole, so that no real
word is taken for another, and exactly one word that means something here is
near. Words of titles are left to identity, which weighs them by exactness.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from assistant.marks import bare
from assistant.scan import Token

#: Letters of the shortest word that is mended; slips allowed in one of so many letters, else one more.
_SHORTEST, _LONG = 4, 8
#: Letters from which a title's words are weighed by identity itself.
_WEIGHED = 5


class Speller:
    """Mends words against those that the vocabulary and the titles have."""

    def __init__(
        self, words: Iterable[str], titles: Iterable[str], is_word: Callable[[str], bool], right: Iterable[str] = ()
    ) -> None:
        """Mend to `words`, folded; `is_word` tells a real word from a slip, and `right` are no slips."""
        self._titles = frozenset(titles)
        self._known = frozenset(words) | self._titles
        self._right = self._known | set(right)
        self._is_word = is_word
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST:
                self._by_letter[word[0]].append(word)

    def mended(self, tokens: Sequence[Token]) -> list[Token]:
        """Return `tokens`, those that are slips with the word that is meant; `raw` stays as written."""
        return [self._mended(token) for token in tokens]

    def _mended(self, token: Token) -> Token:
        word, raw = token.word, bare(token.raw)
        if len(raw) < _SHORTEST or not raw.isalpha() or {word, raw} & self._right or self._is_word(raw):
            return token
        meant = self._meant(raw)
        weighed = meant in self._titles and len(raw) >= _WEIGHED
        return token if meant is None or weighed else replace(token, word=meant)

    def _meant(self, raw: str) -> str | None:
        """The one nearest word, slips of a plural counted as none."""
        most = 1 if len(raw) < _LONG else 2
        near: dict[str, int] = {}
        for known in self._by_letter[raw[0]]:
            forms = (known, f"{known}s", f"{known[:-1]}ies" if known.endswith("y") else known)
            near[known] = min(OSA.distance(form, raw, score_cutoff=most) for form in forms)
        least = min(near.values(), default=most + 1)
        best = [word for word, slips in near.items() if slips == least]
        return best[0] if least <= most and len(best) == 1 else None
