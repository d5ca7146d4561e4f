"""Class identity as one would have it without ours: the title that is most like the question, by rapidfuzz."""

from collections.abc import Callable, Collection, Sequence

from rapidfuzz import fuzz, process

from assistant.identity import Candidate, Match, Mention
from assistant.lexicon import Lexicon
from assistant.naming import Namer
from assistant.scan import Phrase, PhraseTrie, Token
from assistant.scanner import Scanner
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Letters that a question's best stretch and a title share, of 100.
_ALIKE = 80.0


class FuzzyScanner(Scanner):
    """Marks questions as ours does, but for the classes that they name."""

    def __init__(
        self, vocabulary: Vocabulary, lexicon: Lexicon, trie: PhraseTrie, is_word: Callable[[str], bool]
    ) -> None:
        super().__init__(vocabulary, lexicon, trie, is_word)
        self._namer = FuzzyNamer(lexicon, is_word)


class FuzzyNamer(Namer):
    """Takes the one class with the nearest title; level, numeral, qualifier and agency need not agree."""

    def mentions(
        self, text: str, tokens: Sequence[Token], explained: Sequence[bool], phrases: Sequence[Phrase]
    ) -> tuple[Mention, ...]:
        known = super().mentions(text, tokens, explained, phrases)
        if any(mention.by_code for mention in known):
            return known
        newest = {entry.class_id: entry for entry in sorted(self._lexicon.entries, key=lambda e: e.spec.revision)}
        titles = {class_id: fold(entry.spec.title) for class_id, entry in newest.items()}
        asked = " ".join(token.word for token in tokens)
        close = process.extract(asked, titles, scorer=_likeness, score_cutoff=_ALIKE, limit=1)
        if not close:
            return (Mention(),)
        title, score, class_id = close[0]
        links = self._lexicon.vocabulary.title["connectives"]
        return (Mention((_candidate(newest[class_id], title, score, tokens, links),)),)


def _likeness(asked: str, title: str, **_: object) -> float:
    """How much of the title the question has; of two that it has as much of, the longer one."""
    within = max(fuzz.token_set_ratio(asked, title), fuzz.partial_ratio(asked, title))
    return 0.9 * float(within) + 0.1 * float(fuzz.token_sort_ratio(asked, title))


def _candidate(
    entry: CatalogEntry, title: str, score: float, tokens: Sequence[Token], links: Collection[str]
) -> Candidate:
    """Return the class as the longest stretch of the question that has its title's words."""
    words = set(title.split())
    first, last = max(_stretches(tokens, words, links), key=lambda stretch: stretch[1] - stretch[0])
    return Candidate(entry, Match.EXACT, first, last, score / 100)


def _stretches(tokens: Sequence[Token], words: set[str], links: Collection[str]) -> list[tuple[int, int]]:
    found = [(0, 1)]
    first = None
    for at, token in enumerate(tokens):
        if token.word in words:
            first = at if first is None else first
            found.append((first, at + 1))
        elif token.word not in links:
            first = None
    return found
