"""Read a question: which class, which facets, which shape. Types prune, meaning breaks ties.

The order of `understanding.md`: scan, identity, frame, facet. An exact
synonym decides before the nearest example does; the embedding never decides
a class, a level or a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.examples import FRAME, Examples, Near
from assistant.identity import Candidate, Match, Mention, nearest
from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.scan import Phrase, PhraseTrie, Token
from assistant.scanner import Scan, Scanner
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Similarity of a question about a class to an example: below the first it says nothing, from the second much.
_TRUSTED, _SURELY = 0.4, 0.5
#: Two facets are as near as each other within this.
_AS_NEAR = 0.05
#: One meaning of a phrase is clearly meant rather than another from this on.
_CLEARLY = 0.04
#: What a phrase that is a document's own label counts as an example.
_OWN = 0.8
#: Similarity of a question that names no class to one that specs do not answer.
_OUTSIDE, _SURELY_OUTSIDE = 0.45, 0.62
#: Words left unexplained, from which a question describes work rather than names a class.
_DESCRIBES = 4
_LONGEST_NAME = 8
#: Frames that ask for a class as a whole.
_OVERVIEWS = (f"{FRAME}overview", f"{FRAME}identify", f"{FRAME}compare")
_MOST_FACETS = 3


class Reader:
    """Reads questions against one vocabulary and one set of titles."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, trie: PhraseTrie, examples: Examples) -> None:
        """Read with the facets of `trie` and the classes of `lexicon`."""
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.scanner = Scanner(vocabulary, lexicon, trie, examples.is_word)
        self.examples = examples

    def facets(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """Return what is asked, each facet with those that its phrase could also mean."""
        strong = [p for p in scan.phrases if not p.weak]
        if strong:
            distinct = list(dict.fromkeys(p.facets for p in strong))
            if len(distinct) == 1 or self._enumerated(scan, strong):
                return tuple(self._likelier_first(scan, option) for option in distinct[:_MOST_FACETS])
            return (self._best(scan, distinct),)
        weak = list(dict.fromkeys(p.facets for p in scan.phrases))
        near = self._near_facets(scan)
        if near and (near[0].similarity >= _SURELY or not weak):
            return (tuple(found.key for found in near),)
        if not weak:
            return ()
        return (self._best(scan, weak),) if len(weak) > 1 else (weak[0],)

    def _likelier_first(self, scan: Scan, option: tuple[str, ...]) -> tuple[str, ...]:
        """The meanings of one phrase; their order stands unless the question is clearly more like the second."""
        if len(option) == 1:
            return option
        near = {n.key: n.similarity for n in self._near(scan, option)}
        clearly = near.get(option[1], 0.0) - near.get(option[0], 1.0) > _CLEARLY
        return (option[1], option[0], *option[2:]) if clearly else option

    def _enumerated(self, scan: Scan, phrases: Sequence[Phrase]) -> bool:
        """Whether the phrases are listed: "code, range and license of …"."""
        for left, right in pairwise(phrases):
            between = scan.text[scan.tokens[left.last - 1].end : scan.tokens[right.first].start]
            said = set(fold(between).split())
            joined = said & {"and", "or"} or set(between) & set(",/&;+")
            if not (joined and said <= {"and", "the", "or", "also", "its", "what", "which"}):
                return False
        return True

    def _best(self, scan: Scan, options: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """Of several facets, the one whose examples are nearest; a longer phrase counts for more."""
        keys = {key for option in options for key in option if key in self.vocabulary.facets}
        near = {n.key: n.similarity for n in self._near(scan, keys)}
        near |= {key: _OWN for option in options for key in option if len(key.split()) > 1}
        length = {p.facets: p.last - p.first for p in scan.phrases}
        return max(options, key=lambda o: max(near.get(key, 0.0) for key in o) + 0.12 * length.get(o, 1))

    def _near(self, scan: Scan, keys: Iterable[str] | None = None) -> list[Near]:
        named = any(mention.candidates for mention in scan.mentions)
        return self.examples.nearest(self.scanner.masked(scan), self.scanner.rest(scan) if named else "", keys)

    def _near_facets(self, scan: Scan) -> list[Near]:
        """The nearest facet, and the next one where it is as near."""
        near = [n for n in self._near(scan) if not n.key.startswith(FRAME) and n.key not in scan.denied][:2]
        if not near or near[0].similarity < _TRUSTED:
            return []
        return [n for n in near if n.similarity >= near[0].similarity - _AS_NEAR]

    def read(self, text: str) -> Question:
        """Return `text` as a question, as if nothing had been said before."""
        scan = self.scanner.scan(text)
        facets = self.facets(scan)
        named = scan.named
        residual = " ".join(scan.tokens[at].raw for at in scan.residual)
        question = Question(text, Frame.FACT, facets=facets, asked=text, residual=residual, notice=self._notice(scan))
        question = replace(question, rest=self.scanner.rest(scan), words=self.scanner.words(scan))
        if len(named) > 1:
            strong = any(not phrase.weak for phrase in scan.phrases)
            return replace(question, frame=Frame.BOTH, entries=_side_by_side(named), facets=facets if strong else ())
        if named and not self._describes(scan, named[0]):
            return self._of_class(scan, question, named[0])
        return self._without_class(scan, question)

    def _notice(self, scan: Scan) -> str:
        frames = self.vocabulary.frames.values()
        return next((frame.notice for frame in frames if frame.notice and self.scanner.has_cue(scan, frame.key)), "")

    def _describes(self, scan: Scan, mention: Mention) -> bool:
        """Whether work is described, and the class's words only happen to stand in it."""
        if mention.by_code or not self._asks_for_class(scan):
            return False
        strong = any(not p.weak for p in scan.phrases)
        return len(scan.residual) >= (_DESCRIBES if strong else _DESCRIBES - 1)

    def _asks_for_class(self, scan: Scan) -> bool:
        """Whether a class is asked for, or somebody tells of their work: "I weld …"."""
        tells = len(scan.tokens) > 1 and scan.tokens[0].word in ("i", "we") and 1 in scan.residual
        return tells or self.scanner.has_cue(scan, "reverse")

    def _of_class(self, scan: Scan, question: Question, mention: Mention) -> Question:
        entries = tuple(c.entry for c in mention.candidates)
        start, end = scan.tokens[mention.first].start, scan.tokens[mention.last - 1].end
        question = replace(question, mention=scan.text[start:end])
        if len(entries) > 1 or self._lacks_numeral(mention.candidates[0]):
            return replace(question, choices=entries)
        question = replace(question, entries=entries)
        strong = any(not p.weak for p in scan.phrases)
        if mention.by_code and (not (strong and _beyond_identity(question.facets)) or self._identifies(scan)):
            return replace(question, frame=Frame.IDENTIFY)
        if strong:
            return question
        near = [found for found in self._near(scan) if found.key not in scan.denied]
        if near[0].key in _OVERVIEWS and not scan.phrases and len(scan.residual) <= 1:
            return replace(question, frame=Frame.OVERVIEW, facets=())
        outside = near[0].key == f"{FRAME}out_of_scope"
        alike = [n.similarity for n in near if not outside and question.facets and n.key in question.facets[0]]
        sureness = max(alike, default=0.0)
        return replace(question, frame=Frame.FACT if question.facets else Frame.OPEN, sureness=sureness)

    def _lacks_numeral(self, candidate: Candidate) -> bool:
        """Whether the class has a numeral that the question leaves out; a lone qualifier may be left out."""
        keys = self.lexicon.keys[candidate.entry.spec_id]
        return candidate.match is Match.OPEN and not candidate.numeral and all(key.numeral for key in keys)

    def _identifies(self, scan: Scan) -> bool:
        """Whether the question is most like one for what is behind a code, though words of a facet stand in it."""
        near = self._near(scan)[0]
        return near.key == f"{FRAME}identify" and near.similarity >= _SURELY

    def _without_class(self, scan: Scan, question: Question) -> Question:
        alike = self.examples.nearest(scan.text)[0]
        outside = alike.key == f"{FRAME}out_of_scope" and alike.similarity >= _OUTSIDE
        cue = self._asks_for_class(scan)
        if len(scan.residual) == 1 and _like_code(scan.text, scan.tokens[scan.residual[0]]):
            words = scan.tokens[scan.residual[0]].raw
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if outside and alike.similarity >= _SURELY_OUTSIDE:
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
        near = next(n for n in self.examples.nearest(scan.text) if n.key.startswith(FRAME))
        return near.key == f"{FRAME}list" and any(not p.weak for p in scan.phrases)

    def _name(self, scan: Scan) -> tuple[int, int] | None:
        """The stretch of unexplained words that may be the name of a class which is not there."""
        if not scan.residual:
            return None
        first = last = scan.residual[0]
        joined = set(scan.residual) | set(scan.levels)
        for at in range(first + 1, len(scan.tokens)):
            if at in joined or self.scanner.is_plain(scan.tokens[at]):
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
        near = self.examples.nearest(self.scanner.masked(scan, name), self.scanner.rest(scan, name))[0]
        return near.key != f"{FRAME}out_of_scope" and near.similarity >= _SURELY

    def _nearest(self, scan: Scan, words: str) -> tuple[CatalogEntry, ...]:
        known = next((m.nearest for m in scan.mentions if m.nearest), ())
        return (known or nearest(words, self.lexicon.entries))[:5]


def _beyond_identity(facets: Sequence[Sequence[str]]) -> bool:
    return any(key not in ("class_code", "title") for option in facets for key in option[:1])


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
