"""Read a question: which class, which facets, which shape. Types prune, meaning breaks ties.

The order of `understanding.md`: scan, identity, frame, facet. An exact
synonym decides before the nearest example does; the embedding never decides
a class, a level or a number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asking import FacetFinder, asks_amount, is_polar, strong_facets
from assistant.climbing import Climb, Climbing
from assistant.confidence import Confidence, calibrated
from assistant.describing import Describer
from assistant.examples import FRAME, Examples
from assistant.identity import Candidate, Match, Mention, nearest
from assistant.lexicon import Lexicon
from assistant.literals import Operator
from assistant.qualify.asking import Qualifier, asked_of_oneself
from assistant.question import Frame, Question
from assistant.scan import PhraseTrie, tokenize
from assistant.scanner import Scan, Scanner
from assistant.selecting import Selector
from assistant.sides import Sides, sides_of
from assistant.steering import Steering
from assistant.timed import TimedScanner
from assistant.times import Time, restored
from assistant.unnamed import is_like_code, name_of
from assistant.when import When
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Similarity of a question to an example, from which it says much.
_SURELY = 0.5
#: One meaning is clearly meant rather than another from this on.
_CLEARLY = 0.04
#: What words that name a facet count as an example.
_OWN = 0.8
#: Words left unexplained, from which a question describes work rather than names a class.
_DESCRIBES = 4
#: Frames that ask for a class as a whole.
_OVERVIEWS = (f"{FRAME}overview", f"{FRAME}identify", f"{FRAME}compare")


class Reader:
    """Reads questions against one vocabulary and one set of titles."""

    scanner_type: type[Scanner] = Scanner
    """What marks the words."""

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
        self.scanner = self.scanner_type(vocabulary, lexicon, trie, examples.is_word)
        self.examples = examples
        self.steering = Steering(vocabulary)
        self.agencies = self.scanner.agencies
        judged = confidence or calibrated()
        self._facets = FacetFinder(vocabulary, self.scanner, examples)
        self._climbing = Climbing(vocabulary)
        self._sides = Sides(vocabulary, self.scanner)
        self._timed = TimedScanner(vocabulary, lexicon, self.scanner)
        self.selector = Selector(vocabulary, lexicon, self.scanner)
        self.qualifier = Qualifier(vocabulary, self.scanner)
        self.describer = Describer(vocabulary, lexicon, self.scanner, examples, judged)

    def scan(self, text: str, *, follows: bool = False) -> tuple[Time, Scan]:
        """Return what `text` says of time, and what explains its other words; see `TimedScanner.scan`."""
        return self._timed.scan(text, follows=follows)

    def read(self, text: str, *, follows: bool = False) -> Question:
        """Return `text` as a question, as if nothing had been said before; of `follows`, see `scan`."""
        return self._about_oneself(text, follows=follows) or self._read(text, follows=follows)

    def _about_oneself(self, text: str, *, follows: bool) -> Question | None:
        """The question whether what somebody says of themselves is enough; None where something else is asked."""
        asks = self.qualifier.asks(text)
        if asks is None:
            return None
        question = self._read(asks.told.rest, follows=follows)
        if not asked_of_oneself(question):
            return None
        named = question.entries + question.choices
        frame = Frame.ELIGIBLE if asks.of_all and (asks.outright or not named) else Frame.QUALIFY
        if frame is Frame.ELIGIBLE:
            question = replace(question, entries=(), choices=(), nearest=(), mention="", residual="")
        elif not (named or question.mention):
            question = replace(question, residual="", nearest=())
        told, said = (text,), asks.told.credentials
        facets = (("requirements",),)
        return replace(
            question, text=text, asked=text, frame=frame, facets=facets, told=told, credentials=said, selection=None
        )

    def _read(self, text: str, *, follows: bool) -> Question:
        time, scan = self.scan(text, follows=follows)
        facets = self._facets.asked(_as_class(scan))
        named = scan.named
        residual = " ".join(scan.tokens[at].raw for at in scan.residual)
        notice = " ".join(filter(None, [self._notice(scan), _unclear(time), self._sides.of_itself(scan)]))
        question = Question(
            text, Frame.FACT, facets=facets, asked=scan.text, residual=residual, notice=notice, when=time.when
        )
        rest, words = self.scanner.rest(scan), self.scanner.words(scan)
        question = replace(
            question,
            rest=rest,
            words=words,
            polar=is_polar(scan, self.vocabulary),
            amount=asks_amount(scan, self.vocabulary),
            climb=self._climbing.of(scan),
        )
        if (selection := self.selector.read(text)) is not None:
            # The words of a time are a condition here, and no other document.
            return replace(question, frame=Frame.LIST, selection=selection, when=None, notice=self._notice(scan))
        if (worded := self._worded(scan, text, question)) is not None:
            return worded
        climbed = self._sides.climbed_from(scan, named) if question.climb else None
        if len(named) > 1 and climbed is None:
            return self._of_sides(scan, question, named)
        if climbed is not None:
            named, question = [climbed], replace(question, climb=Climb.UP)
        if named and (question.climb or not self._describes(scan, named[0])):
            # "Different before" compares, though "before" says the time.
            whole = replace(scan, tokens=tuple(tokenize(restored(scan.text, text, time.places))))
            return self._of_class(scan, question, named[0], whole)
        found = self._without_class(scan, question)
        if found.mention and not found.climb and not found.agency and self.selector.asks_for_all(text):
            # "Which classes bar …": a list is asked for, and no class of that name.
            found = replace(found, frame=Frame.BROWSE, mention="", nearest=())
        asks_for_class = found.mention or len(scan.residual) <= 1
        return replace(found, frame=Frame.LADDER) if found.climb and asks_for_class else found

    def _worded(self, scan: Scan, text: str, question: Question) -> Question | None:
        """The question for all classes whose documents have its words; None where it is none, or describes work."""
        if question.climb or self._asks_of_class(scan):
            return None
        selection = self.selector.worded(text)
        if selection is None:
            return None
        if len(scan.residual) > 1 and self.describer.describes(scan, scan.residual):
            described = self._without_class(scan, question)
            return replace(described, worded=selection) if described.frame is Frame.REVERSE else None
        return replace(question, frame=Frame.LIST, selection=selection, when=None)

    def _asks_of_class(self, scan: Scan) -> bool:
        return any(self.scanner.has_cue(scan, frame) for frame in ("compare", "revision"))

    def _of_sides(self, scan: Scan, question: Question, named: Sequence[Mention]) -> Question:
        """The question of several classes side by side."""
        facets = self._sides.asked(scan, question.facets)
        question = replace(question, frame=Frame.BOTH, facets=facets, climb=None)
        sides = sides_of(named)
        for mention, fitting in zip(named, sides, strict=True):
            if len(fitting) > 1:
                return replace(question, mention=_written(scan, mention), choices=fitting)
        return replace(question, entries=tuple(fitting[0] for fitting in sides))

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

    def _of_class(self, scan: Scan, question: Question, mention: Mention, whole: Scan) -> Question:
        """The question of one class; `whole` has the words of its time among the others."""
        entries = tuple(c.entry for c in mention.candidates)
        question = replace(question, mention=_written(scan, mention))
        if question.climb:
            question = self._of_ladder(scan, question)
        if beside := self._sides.beside(scan, mention, self.lexicon):
            facets = self._sides.asked(scan, question.facets)
            return replace(question, frame=Frame.BOTH, entries=beside, facets=facets)
        if len(entries) > 1 or self._lacks_numeral(mention.candidates[0]):
            return replace(question, choices=entries)
        question = replace(question, entries=entries)
        return question if question.climb else self._of_one(scan, question, mention, whole)

    def _of_one(self, scan: Scan, question: Question, mention: Mention, whole: Scan) -> Question:
        """The question of one class and of what its document says."""
        question = replace(question, outside=float(self.describer.is_outside(scan)))
        question = replace(question, when=self._compared_since(whole, question.when))
        if lacking := self._sides.without_another(scan, question.when, self._other_name(scan)):
            return replace(question, frame=Frame.OVERVIEW, facets=(), notice=f"{question.notice} {lacking}".strip())
        if self._asks_what_changed(scan, question, whole):
            return replace(question, frame=Frame.REVISION, facets=strong_facets(scan, self.vocabulary))
        strong = any(not p.weak for p in scan.phrases)
        if mention.by_code and self._identifies(scan, question.facets):
            return replace(question, frame=Frame.IDENTIFY)
        if strong:
            return question
        near = [found for found in self._facets.near(scan) if found.key not in scan.denied]
        if near[0].key in _OVERVIEWS and not scan.phrases and len(scan.residual) <= 1:
            return replace(question, frame=Frame.OVERVIEW, facets=())
        outside = near[0].key == f"{FRAME}out_of_scope"
        if question.outside:
            return replace(question, frame=Frame.OPEN, facets=())
        alike = [n.similarity for n in near if not outside and question.facets and n.key in question.facets[0]]
        sureness = max(alike, default=0.0)
        return replace(question, frame=Frame.FACT if question.facets else Frame.OPEN, sureness=sureness)

    def _of_ladder(self, scan: Scan, question: Question) -> Question:
        """What stands above or below a class, or how the class differs from that."""
        if self._sides.tells_apart(scan):
            return replace(question, frame=Frame.BOTH, facets=self._sides.asked(scan, question.facets))
        return replace(question, frame=Frame.LADDER)

    def _other_name(self, scan: Scan) -> str:
        """What may be the name of a class beside the one that is named."""
        name = name_of(scan, self.scanner, self.vocabulary) if scan.residual else None
        return scan.text[scan.tokens[name[0]].start : scan.tokens[name[1] - 1].end] if name else ""

    def _identifies(self, scan: Scan, facets: Sequence[Sequence[str]]) -> bool:
        """Whether a code is asked about, and not something of the class that it stands for."""
        if not _beyond_identity(facets):
            return True
        near = {n.key: n.similarity for n in self._facets.near(scan)}
        asked = {key for option in facets for key in option}
        meant = max((n.similarity for n in self._facets.near(_as_class(scan), asked)), default=_OWN)
        return near[f"{FRAME}identify"] > meant + _CLEARLY

    def _compared_since(self, whole: Scan, when: When | None) -> When | None:
        """The time, from which on the two are different where the document of one date is compared with another."""
        if when is None or when.operator is not Operator.IN or not self._sides.compares(whole):
            return when
        return replace(when, operator=Operator.STARTING)

    def _asks_what_changed(self, scan: Scan, question: Question, whole: Scan) -> bool:
        """Whether two documents of the class are compared: in so many words, by two dates, or like an example."""
        if self.scanner.has_cue(whole, "revision"):
            return True
        if question.when and self._sides.compares(whole):
            return True
        facets = self.vocabulary.facets
        dated = any(facets[p.facets[0]].dated for p in scan.phrases if not p.weak and p.facets[0] in facets)
        near = self._facets.near(scan)[0]
        like = near.key == f"{FRAME}revision" and near.similarity >= _SURELY
        return like and not (dated or _at_one_time(question.when) or strong_facets(scan, self.vocabulary))

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


def _at_one_time(when: When | None) -> bool:
    """Whether one date is asked about, which one document is of."""
    return when is not None and bool(when.iso) and not when.until


def _unclear(time: Time) -> str:
    """What a reader is told of a date that could not be understood."""
    return f"“{time.unclear}” is no date of the calendar, so it was left out." if time.unclear else ""


def _as_class(scan: Scan) -> Scan:
    """The question with its code in a class's place: "duties of 1178" is like "duties of a clerk"."""
    return replace(scan, mentions=tuple(replace(mention, by_code=False) for mention in scan.mentions))


def _beyond_identity(facets: Sequence[Sequence[str]]) -> bool:
    return any(key not in ("class_code", "title") for option in facets for key in option[:1])


def _written(scan: Scan, mention: Mention) -> str:
    return scan.text[scan.tokens[mention.first].start : scan.tokens[mention.last - 1].end]
