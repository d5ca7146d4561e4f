"""Find the words that a misspelled or cut-off one may stand for, in a time that hardly grows with their number."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

#: Letters of the shortest word that is mended, and of the shortest slip; one more slip is allowed from so many on.
_SHORTEST, _SHORTEST_SLIP, _LONG = 5, 4, 8
#: Letters of the shortest word that may be the beginning of another; no beginning of more words than these.
_SHORTEST_CUT, _MOST_CUT = 4, 4


class NearbyWords:
    """Words by their letters, for looking up what is a slip or a short form of one."""

    def __init__(self, words: Iterable[str]) -> None:
        """Index `words`, folded."""
        self._sorted = sorted(set(words))
        self._like: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._tails: dict[str, list[str]] = defaultdict(list)
        for word in self._sorted:
            if len(word) >= _SHORTEST_SLIP:
                self._like[word[0], len(word)].append(word)
                self._tails[word[1:]].append(word)

    def misspelled(self, word: str, letters: int) -> list[str]:
        """Return the words that `word`, written with so many letters, may be a slip of the pen of.

        Those with the fewest slips; a plural is written with more letters than its word has.
        """
        if len(word) < _SHORTEST_SLIP:
            return []
        most = 1 if len(word) < _LONG else 2
        near = dict.fromkeys(self._first_letter_off(word), 1)
        for length in range(len(word) - most, len(word) + most + 1):
            for known in self._like.get((word[0], length), ()):
                slips = OSA.distance(word, known, score_cutoff=most)
                if slips <= most:
                    near[known] = slips
        least = min(near.values(), default=0)
        shortest = _SHORTEST if letters < _SHORTEST else _SHORTEST_SLIP
        return sorted(known for known, slips in near.items() if slips == least and len(known) >= shortest)

    def spelled(self, word: str) -> list[str]:
        """Return the words that a real `word` is another spelling of, by one letter more or less: "harbour"."""
        if len(word) <= _SHORTEST:
            return []
        lengths = (len(word) - 1, len(word) + 1)
        alike = (known for length in lengths for known in self._like.get((word[0], length), ()))
        # A letter more at the end makes another word: an officer is no office.
        inside = (k for k in alike if len(k) > _SHORTEST and not (k.startswith(word) or word.startswith(k)))
        return [known for known in inside if OSA.distance(word, known, score_cutoff=1) <= 1]

    def cut_off(self, word: str) -> list[str]:
        """Return the words that `word` is the beginning of, where they are few: "constr", "superv"."""
        if len(word) < _SHORTEST_CUT:
            return []
        first = bisect_left(self._sorted, word)
        found = [known for known in self._sorted[first : first + _MOST_CUT + 1] if known.startswith(word)]
        return found if len(found) <= _MOST_CUT else []

    def _first_letter_off(self, word: str) -> list[str]:
        swapped = word[1] + word[0] + word[2:]
        one_off = [*self._tails.get(word[1:], ()), *self._tails.get(word, ())]
        known = [form for form in (swapped, word[1:]) if form in self._like.get((form[0], len(form)), ())]
        return [*known, *(form for form in one_off if len(form) >= _SHORTEST)]
