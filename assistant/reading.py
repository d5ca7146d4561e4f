"""Read a question: which class, which facets, which shape. Types prune, meaning breaks ties.

The order of `understanding.md`: scan, identity, frame, facet. An exact
synonym decides before the nearest example does; the embedding never decides
a class, a level or a number.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.agencies import Agencies
from assistant.confidence import Confidence, calibrated
from assistant.describing import Describer
from assistant.examples import FRAME, Examples, Near
from assistant.focus import focused
from assistant.identity import Candidate, Match, Mention, nearest
from assistant.lexicon import Lexicon
from assistant.literals import find_literals
from assistant.question import Frame, Question
from assistant.scan import Phrase, PhraseTrie
from assistant.scanner import Scan, Scanner
from assistant.steering import Steering
from assistant.unnamed import is_like_code, name_of
from assistant.when import When, find_when, without
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Similarity of a question about a class to an example: below the first it says nothing, from the second much.
_TRUSTED, _SURELY = 0.4, 0.5
#: Two facets are as near as each other within this.
_AS_NEAR = 0.05
#: One meaning of a phrase is clearly meant rather than another from this on.
_CLEARLY = 0.04
# Between two parts of a message: a mark, or a stretch that was blanked.
_APART = re.compile(r"[.,;:?!()–—]|\s{2,}")
#: What a phrase that is a document's own label counts as an example.
_OWN = 0.8
#: Words left unexplained, from which a question describes work rather than names a class.
_DESCRIBES = 4
#: Frames that ask for a class as a whole.
_OVERVIEWS = (f"{FRAME}overview", f"{FRAME}identify", f"{FRAME}compare")
_MOST_FACETS = 3
#: What each word of a phrase counts for, and that a facet is of the type that is asked for.
_A_WORD, _OF_TYPE = 0.12, 0.4


class Reader:
    """Reads questions against one vocabulary and one set of titles."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        trie: PhraseTrie,
        examples: Examples,
        confidence: Mapping[str, Confidence] | None = None,
    ) -> None:
        """Read with the facets of `trie` and the classes of `lexicon`, judging by `confidence`, else as calibrated."""
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.scanner = Scanner(vocabulary, lexicon, trie, examples.is_word)
        self.examples = examples
        self.steering = Steering(vocabulary)
        self.agencies = Agencies(lexicon.entries, vocabulary)
        judged = confidence or calibrated()
        self.describer = Describer(vocabulary, lexicon, self.scanner, examples, judged)

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
        weights = {o: self._weight(scan, o) + _A_WORD * length.get(o, 1) for o in options}
        return max(options, key=lambda o: max(near.get(key, 0.0) for key in o) + weights[o])

    def _weight(self, scan: Scan, option: Sequence[str]) -> float:
        """How much a facet goes before others: one that narrows them, or is of the type that the question asks for."""
        facet = self.vocabulary.facets.get(option[0])
        if facet is None:
            return 0.0
        dated = facet.dated and any(token.word in self.vocabulary.words["when"] for token in scan.tokens)
        return facet.weight + (_OF_TYPE if dated else 0.0)

    def _near(self, scan: Scan, keys: Iterable[str] | None = None) -> list[Near]:
        named = any(mention.candidates for mention in scan.mentions)
        return self.examples.nearest(self.scanner.masked(scan), self.scanner.rest(scan) if named else "", keys)

    def _near_facets(self, scan: Scan) -> list[Near]:
        """The nearest facet, and the next one where it is as near."""
        near = [n for n in self._near(scan) if not n.key.startswith(FRAME) and n.key not in scan.denied][:2]
        if not near or near[0].similarity < _TRUSTED:
            return []
        return [n for n in near if n.similarity >= near[0].similarity - _AS_NEAR]

    def scan(self, text: str) -> tuple[When | None, Scan]:
        """Return the time that `text` asks about, and what explains its other words."""
        when, scan = self._scanned(text)
        focus = self._focus(text, scan)
        if focus != text:
            asking = self._scanned(focus)
            # "I need the code of a Clerk. What goes there?": what is asked stands with the class.
            when, scan = asking if asking[1].phrases or asking[1].residual else (when, scan)
        # "What is the 1986?" asks for a class, where one has that code and nothing else names one.
        if when and when.iso in self.lexicon.codes and not any(mention.candidates for mention in scan.mentions):
            when, scan = None, self.scanner.scan(text)
        return when, _with_labeled_codes(scan)

    def _scanned(self, text: str) -> tuple[When | None, Scan]:
        when = find_when(text, find_literals(text, self.vocabulary), self.vocabulary)
        return when, self.scanner.scan(without(text, when))

    def _focus(self, text: str, scan: Scan) -> str:
        """The part of a longer message that asks, where it names a class for sure; else all of it."""
        sure = [m for m in scan.mentions if m.by_code or any(c.match is Match.EXACT for c in m.candidates)]
        named = [(scan.tokens[m.first].start, scan.tokens[m.last - 1].end) for m in sure]
        return focused(text, named, self.vocabulary.words["backward"]) if named else text

    def read(self, text: str) -> Question:
        """Return `text` as a question, as if nothing had been said before."""
        when, scan = self.scan(text)
        facets = self.facets(_as_class(scan))
        named = scan.named
        residual = " ".join(scan.tokens[at].raw for at in scan.residual)
        notice = self._notice(scan)
        question = Question(
            text, Frame.FACT, facets=facets, asked=scan.text, residual=residual, notice=notice, when=when
        )
        rest, words = self.scanner.rest(scan), self.scanner.words(scan)
        question = replace(question, rest=rest, words=words, polar=self._is_polar(scan), amount=self._asks_amount(scan))
        if len(named) > 1:
            strong = any(not phrase.weak for phrase in scan.phrases)
            question = replace(question, frame=Frame.BOTH, facets=facets if strong else ())
            sides = _sides(named)
            for mention, fitting in zip(named, sides, strict=True):
                if len(fitting) > 1:
                    return replace(question, mention=_written(scan, mention), choices=fitting)
            return replace(question, entries=tuple(fitting[0] for fitting in sides))
        if named and not self._describes(scan, named[0]):
            return self._of_class(scan, question, named[0])
        return self._without_class(scan, question)

    def _is_polar(self, scan: Scan) -> bool:
        """Whether the question, or a part of it that a mark sets apart, begins like one for yes or no."""
        gaps = (scan.text[left.end : right.start] for left, right in pairwise(scan.tokens))
        apart = [True, *(bool(_APART.search(gap)) for gap in gaps)]
        begins = (token for token, first in zip(scan.tokens, apart, strict=False) if first)
        return any(token.raw.lower() in self.vocabulary.words["polar"] for token in begins)

    def _asks_amount(self, scan: Scan) -> bool:
        said = f" {' '.join(token.word for token in scan.tokens)} "
        return any(f" {fold(phrase)} " in said for phrase in self.vocabulary.words["quantity"])

    def _notice(self, scan: Scan) -> str:
        frames = self.vocabulary.frames.values()
        return next((frame.notice for frame in frames if frame.notice and self.scanner.has_cue(scan, frame.key)), "")

    def _describes(self, scan: Scan, mention: Mention) -> bool:
        """Whether work is described, and the class's words only happen to stand in it."""
        if mention.by_code:
            return False
        if all(candidate.match is Match.PART for candidate in mention.candidates):
            loose = {*scan.residual, *range(mention.first, mention.last)}
            return len(scan.residual) > 1 and self.describer.describes(scan, sorted(loose))
        titled = mention.last - mention.first > 1 and mention.candidates[0].match is Match.EXACT
        if titled or not self._asks_for_class(scan):
            return False
        strong = any(not p.weak for p in scan.phrases)
        return len(scan.residual) >= (_DESCRIBES if strong else _DESCRIBES - 1)

    def _asks_for_class(self, scan: Scan) -> bool:
        """Whether a class is asked for, or somebody tells of their work: "I weld …"."""
        tells = len(scan.tokens) > 1 and scan.tokens[0].word in ("i", "we") and 1 in scan.residual
        return tells or self.scanner.has_cue(scan, "reverse")

    def _of_class(self, scan: Scan, question: Question, mention: Mention) -> Question:
        entries = tuple(c.entry for c in mention.candidates)
        question = replace(question, mention=_written(scan, mention))
        if len(entries) > 1 or self._lacks_numeral(mention.candidates[0]):
            return replace(question, choices=entries)
        question = replace(question, entries=entries, outside=float(self.describer.is_outside(scan)))
        if self._asks_what_changed(scan, question):
            return replace(question, frame=Frame.REVISION, facets=self._of_strong(scan))
        strong = any(not p.weak for p in scan.phrases)
        if mention.by_code and self._identifies(scan, question.facets):
            return replace(question, frame=Frame.IDENTIFY)
        if strong:
            return question
        near = [found for found in self._near(scan) if found.key not in scan.denied]
        if near[0].key in _OVERVIEWS and not scan.phrases and len(scan.residual) <= 1:
            return replace(question, frame=Frame.OVERVIEW, facets=())
        outside = near[0].key == f"{FRAME}out_of_scope"
        if question.outside:
            return replace(question, frame=Frame.OPEN, facets=())
        alike = [n.similarity for n in near if not outside and question.facets and n.key in question.facets[0]]
        sureness = max(alike, default=0.0)
        return replace(question, frame=Frame.FACT if question.facets else Frame.OPEN, sureness=sureness)

    def _identifies(self, scan: Scan, facets: Sequence[Sequence[str]]) -> bool:
        """Whether a code is asked about, and not something of the class that it stands for."""
        if not _beyond_identity(facets):
            return True
        near = {n.key: n.similarity for n in self._near(scan)}
        asked = {key for option in facets for key in option}
        meant = max((n.similarity for n in self._near(_as_class(scan), asked)), default=_OWN)
        return near[f"{FRAME}identify"] > meant + _CLEARLY

    def _asks_what_changed(self, scan: Scan, question: Question) -> bool:
        """Whether two documents of the class are compared: in so many words, by two dates, or like an example."""
        if self.scanner.has_cue(scan, "revision"):
            return True
        if question.when and self.scanner.has_cue(scan, "compare"):
            return True
        near = self._near(scan)[0]
        return near.key == f"{FRAME}revision" and near.similarity >= _SURELY and not self._of_strong(scan)

    def _of_strong(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """The facets that words of their own ask for, those of dates left out."""
        found = dict.fromkeys(p.facets for p in scan.phrases if not p.weak)
        facets = self.vocabulary.facets
        dates = {key for key, facet in facets.items() if facet.value == "date"} | {"distinguishing", "history"}
        return tuple(option for option in found if not dates & set(option))

    def _lacks_numeral(self, candidate: Candidate) -> bool:
        """Whether the class has a numeral that the question leaves out; a lone qualifier may be left out."""
        keys = self.lexicon.keys[candidate.entry.spec_id]
        return candidate.match is Match.OPEN and not candidate.numeral and all(key.numeral for key in keys)

    def _without_class(self, scan: Scan, question: Question) -> Question:
        if elsewhere := self._elsewhere(scan):
            words = scan.text[scan.tokens[elsewhere.span[0]].start : scan.tokens[elsewhere.span[1] - 1].end]
            return replace(question, mention=words, nearest=elsewhere.nearest[:5], agency=elsewhere.agency)
        if len(scan.residual) == 1 and is_like_code(scan, scan.residual[0], self.vocabulary):
            words = scan.tokens[scan.residual[0]].raw
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if len(scan.residual) > 1 and self.describer.describes(scan, scan.residual):
            frame = Frame.BROWSE if self._asks_for_many(scan) else Frame.REVERSE
            return replace(question, frame=frame, outside=self.describer.outside(scan))
        if self.describer.is_outside(scan):
            return replace(question, frame=Frame.OUT_OF_SCOPE)
        name = name_of(scan, self.scanner, self.vocabulary)
        if name is not None and (scan.phrases or self._masks_well(scan, name)):
            words = scan.text[scan.tokens[name[0]].start : scan.tokens[name[1] - 1].end]
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if not (scan.phrases or scan.residual or self._asks_for_class(scan)):
            return replace(question, frame=Frame.OUT_OF_SCOPE)
        return replace(question, frame=Frame.BROWSE)

    def _elsewhere(self, scan: Scan) -> Mention | None:
        """What is named of an agency that has no such class, where no work is described."""
        mention = next((mention for mention in scan.mentions if mention.agency), None)
        if mention is None or self._asks_for_class(scan):
            return None
        loose = [at for at in scan.residual if not mention.span[0] <= at < mention.span[1]]
        return None if len(loose) > 1 and self.describer.describes(scan, loose) else mention

    def _asks_for_many(self, scan: Scan) -> bool:
        near = next(n for n in self.examples.nearest(scan.text) if n.key.startswith(FRAME))
        return near.key == f"{FRAME}list" and any(not p.weak for p in scan.phrases)

    def _masks_well(self, scan: Scan, name: tuple[int, int]) -> bool:
        near = self.examples.nearest(self.scanner.masked(scan, name), self.scanner.rest(scan, name))[0]
        return near.key != f"{FRAME}out_of_scope" and near.similarity >= _SURELY

    def _nearest(self, scan: Scan, words: str) -> tuple[CatalogEntry, ...]:
        known = next((m.nearest for m in scan.mentions if m.nearest), ())
        return (known or nearest(words, self.lexicon.entries))[:5]


def _with_labeled_codes(scan: Scan) -> Scan:
    """Leave the label of a code to the code where something else is asked: "duties of class code 1178"."""
    coded = {mention.first for mention in scan.mentions if mention.by_code}
    labels = [p for p in scan.phrases if p.last in coded and p.facets[0] == "class_code"]
    others = tuple(p for p in scan.phrases if p not in labels)
    if not labels or all(phrase.weak for phrase in others):
        return scan
    begins = {label.last: label.first for label in labels}
    mentions = (_widened(m, begins[m.first]) if m.by_code and m.first in begins else m for m in scan.mentions)
    return replace(scan, phrases=others, mentions=tuple(mentions))


def _widened(mention: Mention, first: int) -> Mention:
    return replace(mention, candidates=tuple(replace(c, first=first) for c in mention.candidates))


def _as_class(scan: Scan) -> Scan:
    """The question with its code in a class's place: "duties of 1178" is like "duties of a clerk"."""
    return replace(scan, mentions=tuple(replace(mention, by_code=False) for mention in scan.mentions))


def _beyond_identity(facets: Sequence[Sequence[str]]) -> bool:
    return any(key not in ("class_code", "title") for option in facets for key in option[:1])


def _written(scan: Scan, mention: Mention) -> str:
    return scan.text[scan.tokens[mention.first].start : scan.tokens[mention.last - 1].end]


def _sides(named: Sequence[Mention]) -> list[tuple[CatalogEntry, ...]]:
    """The classes that each mention fits, of one agency where they fit several."""
    agencies = [{c.entry.agency for c in mention.candidates} for mention in named]
    shared = set.intersection(*agencies)
    sides = [tuple(c.entry for c in mention.candidates) for mention in named]
    return [tuple(entry for entry in side if entry.agency in shared) or side for side in sides]
