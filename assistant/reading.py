"""Read a question: which class, which facets, which shape. Types prune, meaning breaks ties.

The order of `understanding.md`: scan, identity, frame, facet. An exact
synonym decides before the nearest example does; the embedding never decides
a class, a level or a number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.examples import CLASS_MASK, CODE_MASK, FRAME, Examples
from assistant.identity import Match, Mention, find_code, find_mentions, nearest, settle
from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.scan import Phrase, PhraseTrie, Token, find_phrases, tokenize
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Similarity to an example, below which it says nothing. Measured on the vocabulary's own rows, one left out.
_TRUSTED = 0.45
_SURELY = 0.62
_ALMOST_SAME = 0.75
#: Words left unexplained, from which a question describes work rather than names a class.
_DESCRIBES = 4
_LONGEST_NAME = 8
_MOST_FACETS = 3
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


class Reader:
    """Reads questions against one vocabulary and one set of titles."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, trie: PhraseTrie, examples: Examples) -> None:
        """Read with the facets of `trie` and the classes of `lexicon`."""
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self._trie = trie
        self._examples = examples
        words = vocabulary.words
        self._common = words["function"] | words["filler"]
        asking = {w for key in _ASKING_FRAMES for cue in vocabulary.frames[key].cues for w in fold(cue).split()}
        self._plain = words["function"] | words["filler"] | words["pronouns"] | asking
        self._agency_words = _agency_words(lexicon.entries, vocabulary)
        self._cues = {key: [fold(cue).split() for cue in frame.cues] for key, frame in vocabulary.frames.items()}

    def scan(self, text: str) -> Scan:
        """Return what explains each word of `text`."""
        tokens = tokenize(text)
        phrases = find_phrases(tokens, self._trie, self._common)
        covered = {at for phrase in phrases for at in range(phrase.first, phrase.last)}
        explained = [at in covered or self._is_plain(token) for at, token in enumerate(tokens)]
        mentions = self._mentions(tokens, explained)
        named = {at for m in mentions if m.candidates for at in range(m.first, m.last)}
        kept = tuple(p for p in phrases if not named & set(range(p.first, p.last)))
        covered = {at for phrase in kept for at in range(phrase.first, phrase.last)}
        residual = [
            at for at, token in enumerate(tokens) if at not in named and at not in covered and not self._is_plain(token)
        ]
        levels = [at for at, token in enumerate(tokens) if at not in named and self._is_level(tokens, at)]
        return Scan(text, tuple(tokens), kept, mentions, tuple(residual), tuple(levels))

    def _is_plain(self, token: Token) -> bool:
        raw = token.raw.lower().replace("’", "'")
        return (
            token.word in self._plain
            or raw in self._plain
            or token.word in self._agency_words
            or token.word in self.vocabulary.levels
        )

    def _is_level(self, tokens: Sequence[Token], at: int) -> bool:
        is_numeral = at > 0 and tokens[at].raw in {"I", "II", "III", "IV", "V"}
        return is_numeral or tokens[at].word in self.vocabulary.levels

    def _mentions(self, tokens: Sequence[Token], explained: Sequence[bool]) -> tuple[Mention, ...]:
        by_code = find_code(tokens, self.lexicon)
        found = find_mentions(tokens, self.lexicon, lambda at: explained[at])
        if by_code is not None:
            return (self._of_agency(by_code, tokens),)
        first = self._of_agency(settle(found), tokens)
        if not first.candidates:
            return (first,)
        mentions, rest = [first], found
        while len(mentions) < 3:
            rest = [c for c in rest if c.last <= mentions[-1].first or c.first >= mentions[-1].last]
            following = settle([c for c in rest if c.match in (Match.EXACT, Match.OPEN)])
            if not following.candidates:
                break
            mentions.append(self._of_agency(following, tokens))
        return tuple(sorted(mentions, key=lambda mention: mention.first))

    def _of_agency(self, mention: Mention, tokens: Sequence[Token]) -> Mention:
        """Keep the classes of the agency that most of the question's other words name."""
        if len({c.entry.agency for c in mention.candidates}) < 2:
            return mention
        outside = {t.word for at, t in enumerate(tokens) if not mention.first <= at < mention.last}
        named = [len(outside & set(fold(c.entry.agency).split())) for c in mention.candidates]
        kept = [c for c, count in zip(mention.candidates, named, strict=True) if count == max(named)]
        return replace(mention, candidates=tuple(kept))

    def has_cue(self, scan: Scan, frame: str) -> bool:
        """Return whether the question has a phrase that stands for `frame`."""
        words = [token.word for token in scan.tokens]
        return any(words[i : i + len(cue)] == cue for cue in self._cues[frame] for i in range(len(words)))

    def facets(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """Return what is asked, each facet with those that its phrase could also mean."""
        strong = [p for p in scan.phrases if not p.weak]
        if strong:
            distinct = list(dict.fromkeys(p.facets for p in strong))
            if len(distinct) == 1 or self._enumerated(scan, strong):
                return tuple(distinct[:_MOST_FACETS])
            return (self._best(scan, distinct),)
        weak = list(dict.fromkeys(p.facets for p in scan.phrases))
        near = self._near_facet(scan)
        if near is not None and (near[1] >= _SURELY or not weak):
            return ((near[0],),)
        if not weak:
            return ()
        return (self._best(scan, weak),) if len(weak) > 1 else (weak[0],)

    def _enumerated(self, scan: Scan, phrases: Sequence[Phrase]) -> bool:
        """Whether the phrases are listed: "code, range and license of …"."""
        for left, right in pairwise(phrases):
            between = scan.text[scan.tokens[left.last - 1].end : scan.tokens[right.first].start]
            said = set(fold(between).split())
            joined = said & {"and", "or"} or set(between) & set(",/&;+")
            if not (joined and said <= {"and", "the", "or", "also", "its"}):
                return False
        return True

    def _best(self, scan: Scan, options: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Of several facets, the one whose examples are nearest; a longer phrase counts for more."""
        keys = {key for option in options for key in option if key in self.vocabulary.facets}
        near = {n.key: n.similarity for n in self._examples.nearest(self.masked(scan), keys)}
        length = {p.facets: p.last - p.first for p in scan.phrases}
        return max(options, key=lambda o: max(near.get(key, 0.0) for key in o) + 0.12 * length.get(o, 1))

    def _near_facet(self, scan: Scan) -> tuple[str, float] | None:
        near = [n for n in self._examples.nearest(self.masked(scan)) if not n.key.startswith(FRAME)][:1]
        return (near[0].key, near[0].similarity) if near and near[0].similarity >= _TRUSTED else None

    def masked(self, scan: Scan, span: tuple[int, int] | None = None) -> str:
        """Return the question with its classes (and the tokens of `span`) replaced by what examples have there."""
        cuts = [(m.first, m.last, CODE_MASK if m.by_code else CLASS_MASK) for m in scan.mentions if m.candidates]
        if span is not None:
            cuts.append((*span, CLASS_MASK))
        text = scan.text
        for first, last, mask in sorted(cuts, reverse=True):
            start, end = scan.tokens[first].start, scan.tokens[last - 1].end
            # A parenthesis that opens within a title closes behind it.
            end += text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")"
            text = text[:start] + mask + text[end:]
        return text

    def read(self, text: str) -> Question:
        """Return `text` as a question, as if nothing had been said before."""
        scan = self.scan(text)
        facets = self.facets(scan)
        named = [m for m in scan.mentions if m.candidates]
        residual = " ".join(scan.tokens[at].raw for at in scan.residual)
        question = Question(text, Frame.FACT, facets=facets, asked=text, residual=residual, notice=self._notice(scan))
        if len(named) > 1:
            strong = any(not phrase.weak for phrase in scan.phrases)
            return replace(question, frame=Frame.BOTH, entries=_side_by_side(named), facets=facets if strong else ())
        if named and not self._describes(scan, named[0]):
            return self._of_class(scan, question, named[0])
        return self._without_class(scan, question)

    def _notice(self, scan: Scan) -> str:
        frames = self.vocabulary.frames.values()
        return next((frame.notice for frame in frames if frame.notice and self.has_cue(scan, frame.key)), "")

    def _describes(self, scan: Scan, mention: Mention) -> bool:
        """Whether work is described, and the class's words only happen to stand in it."""
        if mention.by_code or not self.has_cue(scan, "reverse"):
            return False
        strong = any(not p.weak for p in scan.phrases)
        return len(scan.residual) >= (_DESCRIBES if strong else _DESCRIBES - 1)

    def _of_class(self, scan: Scan, question: Question, mention: Mention) -> Question:
        entries = tuple(c.entry for c in mention.candidates)
        start, end = scan.tokens[mention.first].start, scan.tokens[mention.last - 1].end
        question = replace(question, mention=scan.text[start:end])
        if len(entries) > 1 or mention.candidates[0].match is Match.OPEN:
            return replace(question, choices=entries)
        question = replace(question, entries=entries)
        strong = any(not p.weak for p in scan.phrases)
        if mention.by_code and (not (strong and _beyond_identity(question.facets)) or self._identifies(scan)):
            return replace(question, frame=Frame.IDENTIFY)
        if not scan.phrases and len(scan.residual) <= 1 and not self._trusts(scan):
            return replace(question, frame=Frame.OVERVIEW, facets=())
        if not strong and len(scan.residual) >= 2 and not self._trusts(scan):
            return replace(question, frame=Frame.OPEN)
        return replace(question, frame=Frame.FACT if question.facets else Frame.OPEN)

    def _identifies(self, scan: Scan) -> bool:
        """Whether the question is most like one for what is behind a code, though words of a facet stand in it."""
        near = self._examples.nearest(self.masked(scan))[0]
        return near.key == f"{FRAME}identify" and near.similarity >= _SURELY

    def _trusts(self, scan: Scan) -> bool:
        """Whether the nearest example of all is a facet's, and near enough."""
        near = self._examples.nearest(self.masked(scan))[0]
        enough = _SURELY if len(scan.residual) < 2 else _ALMOST_SAME
        return not near.key.startswith(FRAME) and near.similarity >= enough

    def _without_class(self, scan: Scan, question: Question) -> Question:
        alike = self._examples.nearest(scan.text)[0]
        outside = alike.key == f"{FRAME}out_of_scope" and alike.similarity >= _TRUSTED
        cue = self.has_cue(scan, "reverse")
        if len(scan.residual) == 1 and _like_code(scan.text, scan.tokens[scan.residual[0]]):
            words = scan.tokens[scan.residual[0]].raw
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if outside and alike.similarity >= _SURELY:
            return replace(question, frame=Frame.OUT_OF_SCOPE)
        if len(scan.residual) >= (2 if cue else _DESCRIBES + 2):
            return replace(question, frame=Frame.BROWSE if self._asks_for_many(scan) else Frame.REVERSE)
        name = self._name(scan)
        if name is not None and not outside and self._beside(scan, name) >= _DESCRIBES - 2:
            return replace(question, frame=Frame.REVERSE)
        if name is not None and not cue and (scan.phrases or self._masks_well(scan, name)) and not outside:
            words = scan.text[scan.tokens[name[0]].start : scan.tokens[name[1] - 1].end]
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if outside or not (scan.phrases or cue or scan.residual):
            return replace(question, frame=Frame.OUT_OF_SCOPE)
        return replace(question, frame=Frame.BROWSE)

    def _asks_for_many(self, scan: Scan) -> bool:
        near = next(n for n in self._examples.nearest(scan.text) if n.key.startswith(FRAME))
        return near.key == f"{FRAME}list" and any(not p.weak for p in scan.phrases)

    def _name(self, scan: Scan) -> tuple[int, int] | None:
        """The stretch of unexplained words that may be the name of a class which is not there."""
        if not scan.residual:
            return None
        first = last = scan.residual[0]
        joined = set(scan.residual) | set(scan.levels)
        for at in range(first + 1, len(scan.tokens)):
            if at in joined or self._is_plain(scan.tokens[at]):
                last = at if at in joined else last
            else:
                break
        while first > 0 and first - 1 in scan.levels:
            first -= 1
        return (first, last + 1) if last + 1 - first <= _LONGEST_NAME + 2 else None

    def _beside(self, scan: Scan, name: tuple[int, int]) -> int:
        """How many unexplained words stand outside what may be a name: a name is one stretch, described work is not."""
        return sum(not name[0] <= at < name[1] for at in scan.residual)

    def _masks_well(self, scan: Scan, name: tuple[int, int]) -> bool:
        near = self._examples.nearest(self.masked(scan, name))[0]
        return near.key != f"{FRAME}out_of_scope" and near.similarity >= _SURELY

    def _nearest(self, scan: Scan, words: str) -> tuple[CatalogEntry, ...]:
        known = next((m.nearest for m in scan.mentions if m.nearest), ())
        return (known or nearest(words, self.lexicon.entries))[:5]


def _beyond_identity(facets: Sequence[Sequence[str]]) -> bool:
    return any(key not in ("class_code", "title", "schematic_code") for option in facets for key in option[:1])


def _like_code(text: str, token: Token) -> bool:
    """Whether the token may be a class code, and is no amount."""
    around = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    return len(token.raw) >= 3 and any(c.isdigit() for c in token.raw) and not set(around) & set("$,.%")


def _side_by_side(named: Sequence[Mention]) -> tuple[CatalogEntry, ...]:
    """One class for each mention, of one agency where a mention fits several."""
    agencies = [{c.entry.agency for c in mention.candidates} for mention in named]
    shared = set.intersection(*agencies)
    chosen = []
    for mention in named[:3]:
        alike = [c.entry for c in mention.candidates if c.entry.agency in shared]
        chosen.append((alike or [c.entry for c in mention.candidates])[0])
    return tuple(chosen)


def _agency_words(entries: Sequence[CatalogEntry], vocabulary: Vocabulary) -> frozenset[str]:
    """Words that tell one agency from another: of their names, without what all agencies here are called."""
    general = {word for row in ("agency_ends", "agency_starts") for name in vocabulary.document[row]
               for word in fold(name).split()}  # fmt: skip
    agencies = [set(fold(agency).split()) for agency in {entry.agency for entry in entries}]
    shared = set.intersection(*agencies) if agencies else set()
    titles = {word for entry in entries for word in fold(entry.spec.title).split()}
    return frozenset().union(*agencies) - (general & shared) - titles
