"""Read the words of a question: what each could be, before deciding what is meant.

One pass marks the words that the vocabulary explains (facets, levels,
function words); what nothing explains is left for class titles, and what is
still left then is what was not understood.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from vectorstore.folding import fold, fold_word, words
from vectorstore.vocabulary import Vocabulary

# "$$$?", "the $ figure": no amount follows.
_DOLLARS = re.compile(r"\$+(?!\s*[\d$])")


# "The clerks's pay".
_OF_MANY = re.compile(r"s['’]s$", re.IGNORECASE)

# "torn pages, Library Assistant", "hearing test - Clerk"; not "on-call Clerk".
_BREAK = re.compile(r"[,;:?!()]|\s[-–—/]\s")
#: Letters of the longest abbreviation that a point behind ends, and no sentence: "Acct. Tech."
_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a question."""

    word: str
    """Folded: no case, no apostrophe, singular."""

    start: int
    end: int
    raw: str
    after_comma: bool = False
    """A comma stands between the word before it and this one."""
    apart: bool = False
    """Some mark does, that does not join the two into one name."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the vocabulary found in a question."""

    facets: tuple[str, ...]
    """What it can mean, the likelier first."""

    first: int
    """Index of its first token."""

    last: int
    """Index just past its last token."""

    weak: bool
    """Made of words only that most questions have: `do`, `need`, `how much`, `work`."""


@dataclass
class PhraseTrie:
    """Longest matches of folded phrases over tokens; a node's `None` holds the phrase's meanings."""

    root: dict[str | None, object] = field(default_factory=dict)

    def add(self, phrase: str, meaning: str) -> None:
        """Let `phrase` mean `meaning`, after what it already means."""
        node = self.root
        for word in fold(phrase).split():
            node = node.setdefault(word, {})  # type: ignore[assignment]
        meanings = node.setdefault(None, [])
        if isinstance(meanings, list) and meaning not in meanings:
            meanings.append(meaning)

    def words(self) -> frozenset[str]:
        """Return every folded word of every phrase."""
        return frozenset(_words(self.root))

    def longest(self, tokens: Sequence[Token], first: int) -> tuple[tuple[str, ...], int] | None:
        """Return the meanings of the longest phrase at `first` and the index past it, or None."""
        node: Mapping[str | None, object] = self.root
        found = None
        for at in range(first, len(tokens)):
            following = node.get(tokens[at].word)
            if not isinstance(following, dict):
                break
            node = following
            meanings = node.get(None)
            if isinstance(meanings, list) and meanings:
                found = tuple(meanings), at + 1
        return found


def _words(node: Mapping[str | None, object]) -> Iterator[str]:
    for word, following in node.items():
        if word is not None and isinstance(following, dict):
            yield word
            yield from _words(following)


def tokenize(text: str) -> list[Token]:
    """Return the words of `text`, in order, with their offsets in code points; a dollar sign alone is a word."""
    found: list[Token] = []
    signs = [("dollar", match.start(), match.end()) for match in _DOLLARS.finditer(text)]
    for word, start, end in sorted([*words(text), *signs], key=itemgetter(1)):
        between = text[found[-1].end : start] if found else ""
        ends = between.startswith(".") and len(found[-1].raw) > _ABBREVIATION
        apart = between != " " and (ends or bool(_BREAK.search(between)))
        raw = text[start:end]
        word = fold_word(raw[:-2]) if _OF_MANY.search(raw) else word
        found.append(Token(word, start, end, raw, "," in between, apart))
    return found


def facet_trie(vocabulary: Vocabulary, own_labels: Iterable[str]) -> PhraseTrie:
    """Return the trie of all phrases that mean a facet: synonyms, printed headings and labels, and own labels.

    `own_labels` are labels and headings that the vocabulary does not know
    (`label:uniform allowance`, `heading:remote work`), asked for by their words.
    """
    trie = PhraseTrie()
    for facet in vocabulary.facets.values():
        for phrase in facet.synonyms:
            trie.add(phrase, facet.key)
    for facet in vocabulary.facets.values():
        for phrase in (*facet.headings, *facet.labels):
            if len(fold(phrase).split()) > 1:
                trie.add(phrase, facet.key)
    for label in own_labels:
        trie.add(label.split(":", 1)[1], label)
    return trie


def find_phrases(tokens: Sequence[Token], trie: PhraseTrie, plain: frozenset[str]) -> list[Phrase]:
    """Return the longest phrases of `tokens`, left to right, not overlapping."""
    found: list[Phrase] = []
    at = 0
    while at < len(tokens):
        match = trie.longest(tokens, at)
        if match is None:
            at += 1
            continue
        facets, last = match
        weak = all(token.word in plain or token.raw.lower() in plain for token in tokens[at:last])
        found.append(Phrase(facets, at, last, weak))
        at = last
    return found


def cue_parts(cue: str) -> list[list[str]]:
    """Return the folded words of a cue; one with a gap ("did … change") has several parts."""
    return [fold(part).split() for part in cue.split("…")]


def stands(cue: Sequence[Sequence[str]], words: Sequence[str]) -> bool:
    """Return whether the parts of a cue stand in `words`, one behind the other."""
    at = 0
    for part in cue:
        found = (i for i in range(at, len(words) - len(part) + 1) if words[i : i + len(part)] == part)
        at = next(found, -1) + len(part)
        if at < len(part):
            return False
    return True
