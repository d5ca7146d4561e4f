"""Tell how a question asks for many classes: in words of asking, by an order, or by a mere noun."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import takewhile

from assistant.listwords import SUPERLATIVE, VALUE, add, class_nouns, idle_words
from assistant.scan import Phrase, PhraseTrie, Token, find_phrases
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Words between "which" and "classes".
_MOST_BETWEEN = 4
#: A noun so near the beginning needs nothing before it: "all exempt classes without a license".
_NEAR_START = 3
#: Rows of the vocabulary's `lists` whose phrases ask for classes.
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


class Openings:
    """Finds how questions ask with the rows of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Find it with the list words of `vocabulary`."""
        self._openers = PhraseTrie()
        for row in _OPENING:
            add(self._openers, vocabulary.lists[row], row)
        self._nouns = class_nouns(vocabulary)
        self._pointing = frozenset(map(fold, vocabulary.lists["pointing"]))
        self._counting = frozenset(vocabulary.title["numbers"])
        self._whole = idle_words(vocabulary).union(map(fold, vocabulary.lists["whole"]))

    def of(self, scan: Scan, marks: Sequence[Phrase]) -> Opening | None:
        """Return how a question with `marks` of `ListWords` asks for classes; None where it does not."""
        free = _tokens(mark for mark in marks if mark.facets[0].startswith((VALUE, SUPERLATIVE)))
        asked = _tokens(phrase for phrase in scan.phrases if not phrase.weak) - free
        found = [
            *self._by_words(scan.tokens, asked, free),
            *self._by_order(scan.tokens, marks, free),
            *self._by_noun(scan, asked, free),
        ]
        return next((one for one in found if one.surely), found[0] if found else None)

    def is_bare(self, scan: Scan, opening: Opening) -> bool:
        """Whether the question has no word beside those that ask for classes: "how many classes are there"."""
        rest = (token for at, token in enumerate(scan.tokens) if at not in opening.tokens)
        return all(token.word in self._whole for token in rest)

    def _by_words(self, tokens: Sequence[Token], asked: Set[int], free: Set[int]) -> Iterator[Opening]:
        """Yield the words of asking with what they ask for: "which classes", "everything", "who"."""
        # "Group the classes established …" asks by the label's own noun.
        labels = asked - {at for at in asked if tokens[at].word in self._nouns and _is_plural(tokens[at])}
        openers = find_phrases(tokens, self._openers, frozenset())
        # "Show me everything": what is asked for at the start, or right behind an opener there.
        starts = {0, *(opener.last for opener in openers if not opener.first)}
        for opener in openers:
            words = frozenset(range(opener.first, opener.last))
            if "everything" in opener.facets:
                if opener.first in starts:
                    yield Opening(frozenset(range(opener.last)), surely=True, plural=True)
            elif "anyone" in opener.facets:
                yield Opening(words, surely=False, plural=True)
            elif run := self._nouns_from(tokens, opener.last, _MOST_BETWEEN, labels, free):
                several = "every" in opener.facets or _is_plural(tokens[run[-1]])
                yield Opening(words.union(run), surely=several, plural=several)

    def _by_order(self, tokens: Sequence[Token], marks: Sequence[Phrase], free: Set[int]) -> Iterator[Opening]:
        """Yield what is put in order, which asks for it without a word of asking: "highest paid class"."""
        for mark in marks:
            behind = next((at for at in range(mark.last, len(tokens)) if at not in free), len(tokens))
            run = self._run(tokens, behind) if mark.facets[0].startswith(SUPERLATIVE) and mark.first <= 1 else []
            if run:
                yield Opening(frozenset(run), surely=True, plural=_is_plural(tokens[run[-1]]))

    def _by_noun(self, scan: Scan, asked: Set[int], free: Set[int]) -> Iterator[Opening]:
        """Yield the word for classes that a question begins with: "exempt classes without a license"."""
        tokens = scan.tokens
        # "CBID E48 classes": a label that its value follows is no question of one class.
        coded = _tokens(p for p in scan.phrases if p.last < len(tokens) and _is_coded(tokens[p.last]))
        # "Classes established in …" is a label, too.
        labels = {at for at in asked - coded if tokens[at].word not in self._nouns}
        run = self._nouns_from(tokens, 0, _NEAR_START, labels, free)
        if run and _is_plural(tokens[run[-1]]):
            yield Opening(frozenset(run), surely=True, plural=True)

    def _nouns_from(self, tokens: Sequence[Token], first: int, most: int, asked: Set[int], free: Set[int]) -> list[int]:
        """The words for classes that stand together from `first` on, behind `most` words at most, but for `free` ones.

        None of them where a facet, or a word that points at what was spoken of, stands before.
        """
        between = 0
        for at in range(first, len(tokens)):
            if at in asked or tokens[at].word in self._pointing or between > most:
                return []
            if tokens[at].word in self._nouns:
                return self._run(tokens, at)
            between += not (at in free or tokens[at].word.isdecimal() or tokens[at].word in self._counting)
        return []

    def _run(self, tokens: Sequence[Token], noun: int) -> list[int]:
        """The words for classes that follow one another from `noun` on: "class specs"."""
        return list(takewhile(lambda at: tokens[at].word in self._nouns, range(noun, len(tokens))))


def _tokens(phrases: Iterable[Phrase]) -> frozenset[int]:
    return frozenset(at for phrase in phrases for at in range(phrase.first, phrase.last))


def _is_plural(token: Token) -> bool:
    return bool(_PLURAL.search(token.raw.removesuffix("ss")))


def _is_coded(token: Token) -> bool:
    return any(c.isdigit() for c in token.raw) and any(c.isalpha() for c in token.raw)
