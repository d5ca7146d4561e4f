"""Mark the words of a question for many classes: what is asked for, and the words that compare, deny, order and group.

The rows of `lists` and `superlative` in the vocabulary say what each phrase
does; a longer phrase goes before a shorter one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.scan import Phrase, PhraseTrie, Token, find_phrases
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Words between "which" and "classes".
_MOST_BETWEEN = 4
#: A noun so near the beginning needs nothing before it: "all exempt classes without a license".
_NEAR_START = 3
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
_OPENING = ("openers", "every", "everything", "anyone")
_PLURAL = re.compile(r"[a-z]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a question asks for classes."""

    tokens: frozenset[int]
    """Indexes of the words that do."""

    surely: bool
    """It asks for all that there are: "which classes", "any class"; not "which class", "who"."""

    plural: bool
    """Several are asked for."""


class ListWords:
    """Marks questions with the rows of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Mark with `vocabulary`."""
        self._marks, self._openers = PhraseTrie(), PhraseTrie()
        for row in _MARKING:
            _add(self._marks, vocabulary.lists[row], row)
        for at, superlative in enumerate(vocabulary.superlatives):
            _add(self._marks, superlative.phrases, f"{SUPERLATIVE}{at}")
        for facet in vocabulary.facets.values():
            for key, phrases in facet.values.items():
                # A lone letter is a value, and no way to ask for it.
                _add(self._marks, [p for p in phrases if len(p) > 2], f"{VALUE}{facet.key}:{key}")
        self._periods = frozenset(word for row in _PERIODS for phrase in vocabulary.lists[row]
                                  if " " not in (word := fold(phrase)))  # fmt: skip
        for row in _OPENING:
            _add(self._openers, vocabulary.lists[row], row)
        self._nouns = class_nouns(vocabulary)
        self._pointing = frozenset(fold(vocabulary_word) for vocabulary_word in vocabulary.lists["pointing"])
        self._counting = frozenset(vocabulary.title["numbers"])
        self._whole = idle_words(vocabulary) | {fold(word) for word in vocabulary.lists["whole"]}

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

    def opening(self, scan: Scan, marks: Sequence[Phrase]) -> Opening | None:
        """Return how the question asks for classes; None where it does not."""
        found = list(self._openings(scan, marks))
        return next((one for one in found if one.surely), found[0] if found else None)

    def is_bare(self, scan: Scan, opening: Opening) -> bool:
        """Whether the question has no word beside those that ask for classes: "how many classes are there"."""
        rest = (token for at, token in enumerate(scan.tokens) if at not in opening.tokens)
        return all(token.word in self._whole for token in rest)

    def _openings(self, scan: Scan, marks: Sequence[Phrase]) -> Iterator[Opening]:
        tokens = scan.tokens
        free = {at for mark in marks if mark.facets[0].startswith((VALUE, SUPERLATIVE))
                for at in range(mark.first, mark.last)}  # fmt: skip
        asked = {at for p in scan.phrases if not p.weak for at in range(p.first, p.last)} - free
        # "Group the classes established …" asks by the label's own noun.
        labeled = {at for at in asked if tokens[at].word in self._nouns and _is_plural(tokens[at])}
        openers = find_phrases(tokens, self._openers, frozenset())
        ends = {opener.last for opener in openers if not opener.first}
        for opener in openers:
            words = frozenset(range(opener.first, opener.last))
            if "everything" in opener.facets:
                before = frozenset(range(opener.first)) if opener.first in ends else frozenset[int]()
                if not opener.first or before:
                    yield Opening(words | before, surely=True, plural=True)
                continue
            if "anyone" in opener.facets:
                yield Opening(words, surely=False, plural=True)
                continue
            noun = self._noun(tokens, opener.last, _MOST_BETWEEN, asked - labeled, free)
            if noun is not None:
                nouns = self._run(tokens, noun)
                every, plural = "every" in opener.facets, _is_plural(tokens[nouns[-1]])
                yield Opening(words | set(nouns), surely=every or plural, plural=plural or every)
        # "Highest paid class": what is put in order is asked for, without a word of asking.
        for mark in marks:
            behind = next((at for at in range(mark.last, len(tokens)) if at not in free), len(tokens))
            nouns = self._run(tokens, behind) if mark.facets[0].startswith(SUPERLATIVE) and mark.first <= 1 else []
            if nouns:
                yield Opening(frozenset(nouns), surely=True, plural=_is_plural(tokens[nouns[-1]]))
        # "Classes established in …" is a label, too.
        asked -= {at for at in asked if tokens[at].word in self._nouns}
        # "CBID E48 classes": a label that its value follows is no question of one class.
        asked -= {at for p in scan.phrases if p.last < len(tokens) and _is_coded(tokens[p.last])
                  for at in range(p.first, p.last)}  # fmt: skip
        noun = self._noun(tokens, 0, _NEAR_START, asked, free)
        nouns = self._run(tokens, noun) if noun is not None else []
        if nouns and _is_plural(tokens[nouns[-1]]):
            yield Opening(frozenset(nouns), surely=True, plural=True)

    def _run(self, tokens: Sequence[Token], noun: int) -> list[int]:
        """The words for classes that follow one another from `noun` on: "class specs"."""
        return list(takewhile(lambda at: tokens[at].word in self._nouns, range(noun, len(tokens))))

    def _noun(self, tokens: Sequence[Token], first: int, most: int, asked: set[int], free: set[int]) -> int | None:
        """The first word for a class from `first` on, behind `most` words at most, those of `free` not counted.

        None where a facet, or a word that points at what was spoken of, stands before it.
        """
        between = 0
        for at in range(first, len(tokens)):
            if at in asked or tokens[at].word in self._pointing or between > most:
                return None
            if tokens[at].word in self._nouns:
                return at
            between += not (at in free or tokens[at].word.isdecimal() or tokens[at].word in self._counting)
        return None


def _is_plural(token: Token) -> bool:
    return bool(_PLURAL.search(token.raw.removesuffix("ss")))


def _is_coded(token: Token) -> bool:
    return any(c.isdigit() for c in token.raw) and any(c.isalpha() for c in token.raw)


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


def _add(trie: PhraseTrie, phrases: Sequence[str], tag: str) -> None:
    for phrase in phrases:
        trie.add(phrase, tag)
