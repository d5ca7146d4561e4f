"""Tell which words around a literal say how a value compares with it: "since 2015", "60,000 or more"."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from vectorstore.vocabulary import Vocabulary

RANGE = "between"
_MOST_BETWEEN = 2

#: Phrases of operators by a word of them, each with its operator, the longest first.
Rows = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


class Context:
    """The words around a literal, and which of them are operators."""

    def __init__(self, said: Sequence[tuple[str, int, int]], vocabulary: Vocabulary, keys: Sequence[str]) -> None:
        """Find the operators `keys` of `vocabulary` among the words `said`, each with its start and end."""
        self._operators = vocabulary.operators
        self._words = [word for word, _, _ in said]
        self._starts = [start for _, start, _ in said]
        self._ends = [end for _, _, end in said]
        self._idle = {phrase[0] for phrase in vocabulary.operators["idle"]}
        self._phrases = self.rows(*keys)
        self._ending = [self._by_end(keys, ending) for ending in ("", "_weak")]
        self._after = self.rows(*keys, ending="_behind")
        self._documents = self.rows("documents")

    def rows(self, *keys: str, ending: str = "") -> Rows:
        """Return the phrases of the operators `keys` by their first words, the longest first."""
        return self._sorted(keys, ending, 0)

    def _by_end(self, keys: Sequence[str], ending: str) -> Rows:
        return self._sorted(keys, ending, -1)

    def _sorted(self, keys: Sequence[str], ending: str, by: int) -> Rows:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key in keys:
            for phrase in self._operators.get(f"{key}{ending}", ()):
                found.setdefault(phrase[by], []).append((phrase, key))
        return {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in found.items()}

    def before(self, start: int) -> tuple[str, int | None]:
        """Return the operator right before `start` and where it begins."""
        last = bisect_right(self._ends, start)
        for rows in self._ending:
            for end in range(last, max(-1, last - _MOST_BETWEEN - 1), -1):
                if end < last and self._words[end] not in self._idle:
                    break
                for phrase, key in rows.get(self._words[end - 1], ()) if end else ():
                    first = end - len(phrase)
                    if first >= 0 and tuple(self._words[first:end]) == phrase:
                        return key, self._starts[first]
        return "", None

    def begins(self, start: int) -> bool:
        """Return whether an operator begins at `start`."""
        return self.first_of(self._phrases, start)[1] is not None

    def after(self, end: int) -> tuple[str, int | None]:
        """Return the operator right behind `end` ("or more") and where it ends."""
        return self.first_of(self._after, end)

    def named_document(self, end: int) -> int | None:
        """Return where a word for a document right behind `end` ends: "2015 bulletin"."""
        return self.first_of(self._documents, end)[1]

    def first_of(self, rows: Rows, start: int) -> tuple[str, int | None]:
        """Return which of `rows` begins with the first word from `start` on, and where it ends."""
        first = bisect_left(self._starts, start)
        for phrase, key in rows.get(self._words[first], ()) if first < len(self._words) else ():
            last = first + len(phrase)
            if tuple(self._words[first:last]) == phrase:
                return key, self._ends[last - 1]
        return "", None
