"""Mark the words of a question for many classes that compare, deny, order and group.

The rows of `lists` and `superlative` in the vocabulary say what each phrase
does; a longer phrase goes before a shorter one.
"""

from collections.abc import Iterable, Iterator, Sequence

from assistant.scan import Phrase, PhraseTrie, Token, find_phrases
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Tags of marks that say what a token between "which" and "classes" does.
VALUE, SUPERLATIVE = "value:", "superlative:"
#: Tags of marks that say what pay is for, behind which the period stands.
BY = "by_"
_PERIODS = ("by_hour", "by_month", "by_year")

_MARKING = (
    "requires",
    "bars",
    "may",
    "certainly",
    "prefers",
    "states",
    "denies",
    "says",
    "silent",
    "uses",
    "mentions",
    "counts",
    "groups",
    "top",
    "starts",
    *_PERIODS,
)


class ListWords:
    """Marks questions with the rows of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Mark with `vocabulary`."""
        self._marks = PhraseTrie()
        for row in _MARKING:
            add(self._marks, vocabulary.lists[row], row)
        for at, superlative in enumerate(vocabulary.superlatives):
            add(self._marks, superlative.phrases, f"{SUPERLATIVE}{at}")
        for facet in vocabulary.facets.values():
            for key, phrases in facet.values.items():
                # A lone letter is a value, and no way to ask for it.
                add(self._marks, [p for p in phrases if len(p) > 2], f"{VALUE}{facet.key}:{key}")
        self._periods = frozenset(word for row in _PERIODS for phrase in vocabulary.lists[row]
                                  if " " not in (word := fold(phrase)))  # fmt: skip

    def marks(self, tokens: Sequence[Token]) -> list[Phrase]:
        """Return the phrases that compare, deny, order or group; `facets[0]` of each is its tag."""
        found = [m for m in find_phrases(tokens, self._marks, frozenset()) if not _is_name(m, tokens)]
        return sorted([*found, *self._parted(tokens, found)], key=lambda mark: mark.first)

    def periods(self, tokens: Sequence[Token]) -> str:
        """Return the period of pay that `tokens` have a word for: `hour`; empty for none."""
        marks = (m.facets[0] for t in tokens for m in find_phrases([t], self._marks, frozenset()))
        return next((tag.removeprefix(BY) for tag in marks if tag.startswith(BY)), "")

    def _parted(self, tokens: Sequence[Token], found: Sequence[Phrase]) -> Iterator[Phrase]:
        """Yield superlatives that a period stands within: "lowest hourly pay"."""
        rest = [at for at, token in enumerate(tokens) if token.word not in self._periods]
        known = {at for mark in found if mark.facets[0].startswith(SUPERLATIVE) for at in range(mark.first, mark.last)}
        for mark in find_phrases([tokens[at] for at in rest], self._marks, frozenset()):
            first, last = rest[mark.first], rest[mark.last - 1] + 1
            if mark.facets[0].startswith(SUPERLATIVE) and last - first > mark.last - mark.first and first not in known:
                yield Phrase(mark.facets, first, last, mark.weak)


def _is_name(mark: Phrase, tokens: Sequence[Token]) -> bool:
    """Whether what would keep somebody out is a thing: "admission to the bar", "the State Bar"."""
    if mark.facets[0] != "bars" or mark.last - mark.first > 1 or not mark.first:
        return False
    word = tokens[mark.first].raw
    # What keeps somebody out says whom: nothing stands behind "membership in the state bar".
    ends = mark.last == len(tokens) and not word.endswith("ed")
    return ends or word[:1].isupper() or tokens[mark.first - 1].word == "the"


def idle_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words that say nothing in a question for many classes."""
    return frozenset(fold(word) for word in vocabulary.lists["idle"]) | class_nouns(vocabulary)


def class_nouns(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words for a class, folded."""
    return frozenset(word for noun in vocabulary.lists["nouns"] for word in fold(noun).split())


def add(trie: PhraseTrie, phrases: Iterable[str], tag: str) -> None:
    """Let `trie` find `phrases`, each under `tag`."""
    for phrase in phrases:
        trie.add(phrase, tag)
