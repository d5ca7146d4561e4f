"""Mark the words of a question: classes named, facets asked for, levels, and what nothing explains."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from assistant.examples import CLASS_MASK, CODE_MASK
from assistant.identity import Mention
from assistant.lexicon import Lexicon
from assistant.marks import names_level
from assistant.naming import Namer
from assistant.scan import Phrase, PhraseTrie, Token, cue_parts, find_phrases, stands, tokenize
from assistant.spacing import respaced
from assistant.spelling import Speller
from assistant.titles import ordinal, plain
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Letters that a word and its misspelling share, of 100.
_MISSPELLED = 84.0
#: Texts whose marks are kept: one message is scanned by each reading that it may have.
_KEPT = 256
#: Frames whose cues are words of asking ("compare", "promote to") and name nothing.
_ASKING_FRAMES = ("compare", "ladder", "qualify")


@dataclass(frozen=True, slots=True)
class Scan:
    """A question's words, with what explains each."""

    text: str
    tokens: tuple[Token, ...]
    phrases: tuple[Phrase, ...]
    mentions: tuple[Mention, ...]
    """Classes named, in the order in which they are named; the first may have only near ones."""

    residual: tuple[int, ...]
    """Indexes of the tokens that nothing explains."""

    levels: tuple[int, ...]
    """Indexes of level words and numerals outside any mention."""

    mended: frozenset[int] = frozenset()
    """Indexes of the tokens that were slips of the pen."""

    denied: frozenset[str] = frozenset()
    """Facets whose words stand in the question and speak of something else: a dress code."""

    @property
    def named(self) -> list[Mention]:
        """The mentions that name classes, each class once however often it is named."""
        kept: list[tuple[frozenset[str], Mention]] = []
        # A code says which class of a title is meant: the fewer classes go before the more.
        for mention in sorted(filter(_fits, self.mentions), key=lambda m: len(m.candidates)):
            classes = frozenset(c.entry.class_id for c in mention.candidates)
            if not any(known <= classes for known, _ in kept):
                kept.append((classes, mention))
        return sorted((mention for _, mention in kept), key=lambda m: m.first)


def _fits(mention: Mention) -> bool:
    return bool(mention.candidates)


class Scanner:
    """Marks questions with one vocabulary and one set of titles."""

    def __init__(
        self, vocabulary: Vocabulary, lexicon: Lexicon, trie: PhraseTrie, is_word: Callable[[str], bool]
    ) -> None:
        """Mark the facets of `trie` and the classes of `lexicon`; `is_word` tells a real word from a slip."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._trie = trie
        words = vocabulary.words
        self._common = words["function"] | words["filler"]
        kinds = (phrase for facet in vocabulary.facets.values() for term in facet.terms.values() for phrase in term)
        self._kinds = frozenset(map(fold, kinds))
        asking = {w for key in _ASKING_FRAMES for cue in vocabulary.frames[key].cues for w in fold(cue).split()}
        self._plain = words["function"] | words["filler"] | words["pronouns"] | asking
        self._namer = Namer(lexicon, is_word)
        self.agencies = self._namer.agencies
        meaning = trie.words() | self._plain | set(vocabulary.levels)
        # A level is never matched loosely: a slip in one is mended here.
        titles = {*lexicon.by_word, *self._namer.agencies.words} - set(vocabulary.levels)
        self._speller = Speller(meaning, titles, is_word, right=vocabulary.abbreviations)
        self._cues = {key: [cue_parts(cue) for cue in frame.cues] for key, frame in vocabulary.frames.items()}
        self._scanned = lru_cache(_KEPT)(self._scan)

    def scan(self, text: str) -> Scan:
        """Return what explains each word of `text`."""
        return self._scanned(text)

    def _scan(self, text: str) -> Scan:
        written = respaced(tokenize(text), self._lexicon.known, self._lexicon.joined)
        tokens = self._speller.mended(written)
        mended = frozenset(at for at, token in enumerate(tokens) if token.word != written[at].word)
        phrases = [self._strengthened(phrase, tokens) for phrase in find_phrases(tokens, self._trie, self._common)]
        covered = {at for phrase in phrases for at in range(phrase.first, phrase.last)}
        explained = [at in covered or self.is_plain(token) for at, token in enumerate(tokens)]
        mentions = self._namer.mentions(text, tokens, explained, phrases)
        named = {at for m in mentions if m.candidates for at in range(m.first, m.last)}
        kept = tuple(p for p in phrases if not named & set(range(p.first, p.last)))
        others = tuple(p for p in kept if self._is_of_another(tokens, p, named))
        kept = tuple(p for p in kept if p not in others)
        covered = {at for phrase in kept for at in range(phrase.first, phrase.last)}
        clear = named | covered | self._namer.agencies.spelled(tokens)
        residual = [at for at, token in enumerate(tokens) if at not in clear and not self.is_plain(token)]
        levels = [at for at, token in enumerate(tokens) if at not in named and self._is_level(tokens, at)]
        denied = frozenset(key for key, facet in self._vocabulary.facets.items() if others and facet.value == "code")
        return Scan(text, tuple(tokens), kept, mentions, tuple(residual), tuple(levels), mended, denied)

    def parts(self, scan: Scan, phrase: Phrase, joints: Collection[str]) -> list[Phrase]:
        """Return the facets that a phrase joins, each a phrase of its own: "license or certificate"; else itself."""
        inner = [at for at in range(phrase.first, phrase.last) if scan.tokens[at].word in joints]
        bounds = [phrase.first - 1, *inner, phrase.last]
        found = []
        for first, last in pairwise(bounds):
            part = self.phrase_at(scan, first + 1, last)
            if part is None:
                return [phrase]
            found.append(part)
        return found

    def phrase_at(self, scan: Scan, first: int, last: int) -> Phrase | None:
        """Return the facet that just the tokens from `first` up to `last` name; None for none."""
        match = self._trie.longest(scan.tokens[:last], first)
        return Phrase(match[0], first, last, weak=False) if match is not None and match[1] == last else None

    def _strengthened(self, phrase: Phrase, tokens: Sequence[Token]) -> Phrase:
        """A phrase of mere function words that names a kind of what is asked for is as good as any: "on call"."""
        said = " ".join(token.word for token in tokens[phrase.first : phrase.last])
        return replace(phrase, weak=phrase.weak and said not in self._kinds)

    def is_plain(self, token: Token) -> bool:
        """Return whether a token is a word of asking, of an agency's name or of a level."""
        raw = token.raw.lower().replace("’", "'")
        return (
            token.word in self._plain
            or raw in self._plain
            or token.word in self._namer.agencies.words
            or token.word in self._vocabulary.levels
        )

    def _is_of_another(self, tokens: Sequence[Token], phrase: Phrase, named: Collection[int]) -> bool:
        """Whether the one word of a code belongs to an unexplained word before it: a dress code, a zip code."""
        before = phrase.first - 1
        facet = self._vocabulary.facets.get(phrase.facets[0])
        if facet is None or facet.value != "code" or phrase.last - phrase.first > 1 or before < 0 or before in named:
            return False
        close = process.extract(tokens[before].raw.lower(), self._plain, scorer=fuzz.ratio, score_cutoff=_MISSPELLED)
        misspelled = any(word[0] == tokens[before].word[0] for word, _, _ in close)
        return not (self.is_plain(tokens[before]) or misspelled)

    def _is_level(self, tokens: Sequence[Token], at: int) -> bool:
        title, raw = self._vocabulary.title, plain(tokens[at].raw)
        is_numeral = raw in title["numerals"]
        # "I" is whoever asks, but for "the I", "level I", and at the end.
        ends = at > 0 and (at + 1 == len(tokens) or tokens[at - 1].word in {*title["before_one"], *title["steps"]})
        is_first = raw == "I" and ends and not tokens[at].apart
        counted = ordinal(raw, self._vocabulary) and at + 1 < len(tokens) and tokens[at + 1].word in title["counted"]
        return is_numeral or is_first or bool(counted) or names_level(tokens[at], self._vocabulary)

    def has_cue(self, scan: Scan, frame: str, *, without: Collection[int] = ()) -> bool:
        """Return whether the question has a phrase that stands for `frame`, outside the tokens `without`."""
        words = ["" if at in without else token.word for at, token in enumerate(scan.tokens)]
        return any(stands(cue, words) for cue in self._cues[frame])

    def masked(self, scan: Scan, span: tuple[int, int] | None = None) -> str:
        """Return the question with its classes (and the tokens of `span`) replaced by what examples have there."""
        cuts = [(m.first, m.last, CODE_MASK if m.by_code else CLASS_MASK) for m in scan.mentions if m.candidates]
        if span is not None:
            cuts.append((*span, CLASS_MASK))
        within = {at for first, last, _ in cuts for at in range(first, last)}
        cuts += [(at, at + 1, scan.tokens[at].word) for at in scan.mended if at not in within]
        text = scan.text
        for first, last, mask in sorted(cuts, reverse=True):
            start, end = scan.tokens[first].start, scan.tokens[last - 1].end
            # A parenthesis that opens within a title closes behind it.
            end += text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
            text = text[:start] + mask + text[end:]
        return text

    def words(self, scan: Scan) -> str:
        """Return the words that say what the question is about: of strong phrases, and unexplained ones."""
        phrased = {at for p in scan.phrases if not p.weak for at in range(p.first, p.last)}
        return " ".join(scan.tokens[at].word for at in sorted(phrased | set(scan.residual)))

    def rest(self, scan: Scan, span: tuple[int, int] = (0, 0)) -> str:
        """Return the question without the words that name its classes, and without the tokens of `span`."""
        named = {at for m in scan.mentions if m.candidates for at in range(m.first, m.last)} | set(range(*span))
        words = [token.word if at in scan.mended else token.raw for at, token in enumerate(scan.tokens)]
        return " ".join(word for at, word in enumerate(words) if at not in named)
