"""Read a question about one named class: which of its facets, its ladder, what changed, or another class beside it."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.asking import FacetFinder, is_polar, strong_facets
from assistant.describing import Describer
from assistant.examples import FRAME, Near
from assistant.identity import Candidate, Match, Mention, nearest
from assistant.lexicon import Lexicon
from assistant.literals import Operator
from assistant.question import Frame, Question
from assistant.scanner import Scan, Scanner
from assistant.sides import Sides
from assistant.unnamed import name_of
from assistant.when import When
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

#: Similarity of a question to an example, from which it says much.
_SURELY = 0.5
#: Below this, what a question is most like says nothing of it.
_TRUSTED = 0.4
#: Similarity to a question for a class as a whole, from which its further words ask for no more.
_AS_A_WHOLE = 0.45
#: One meaning is clearly meant rather than another from this on.
_CLEARLY = 0.04
#: … and from which it asks for what no spec says.
_NO_SPEC_SAYS = 0.75
#: What words that name a facet count as an example.
_OWN = 0.8
#: Classes that are like one that is not there, as many as are told.
_MOST_NEAR = 5
#: Frames that ask for a class as a whole.
_OVERVIEWS = (f"{FRAME}overview", f"{FRAME}identify", f"{FRAME}compare")


class ClassReading:
    """Reads questions in which one class is named."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        scanner: Scanner,
        facets: FacetFinder,
        sides: Sides,
        describer: Describer,
    ) -> None:
        """Read with the parts of one reader."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._scanner = scanner
        self._facets = facets
        self._sides = sides
        self._describer = describer

    def of_class(self, scan: Scan, question: Question, mention: Mention, whole: Scan) -> Question:
        """The question of one class; `whole` has the words of its time among the others."""
        entries = tuple(c.entry for c in mention.candidates)
        question = replace(question, mention=written(scan, mention))
        if question.climb:
            question = self._of_ladder(scan, question)
        if beside := self._sides.beside(scan, mention, self._lexicon):
            facets = self._sides.asked(scan, question.facets)
            return replace(question, frame=Frame.BOTH, entries=beside, facets=facets)
        if len(entries) > 1 or self._lacks_numeral(mention.candidates[0]):
            return replace(question, choices=entries)
        question = replace(question, entries=entries)
        return question if question.climb else self._of_one(scan, question, mention, whole)

    def _of_one(self, scan: Scan, question: Question, mention: Mention, whole: Scan) -> Question:
        """The question of one class and of what its document says."""
        when = self._compared_since(whole, question.when)
        question = replace(question, outside=float(self._describer.is_outside(scan)), when=when)
        if self._sides.lacks_another(scan, question.when) and (other := self._other_name(scan)):
            return self._beside_nothing(question, other)
        if self._asks_what_changed(scan, question, whole):
            return replace(question, frame=Frame.REVISION, facets=strong_facets(scan, self._vocabulary))
        near = [found for found in self._facets.near(scan) if found.key not in scan.denied]
        further = self._asks_further(scan, mention, near)
        if mention.by_code and not further and self._identifies(scan, question.facets):
            return replace(question, frame=Frame.IDENTIFY)
        if any(not p.weak for p in scan.phrases):
            return question
        if valued := self._of_value(scan, question):
            return replace(question, facets=(valued,), residual="")
        if near[0].key in _OVERVIEWS and not scan.phrases and len(scan.residual) <= 1 and not further:
            return replace(question, frame=Frame.OVERVIEW, facets=())
        return self._by_likeness(scan, question, near, says_code=mention.by_code and not further)

    def _beside_nothing(self, question: Question, other: str) -> Question:
        """The question of a comparison with `other`, which is no class here; one class alone would look like one."""
        lacking = f"There is nothing to compare {question.mention} with."
        like = nearest(other, self._lexicon.entries)[:_MOST_NEAR]
        notice = f"{question.notice} {lacking}".strip()
        return replace(question, entries=(), facets=(), mention=other, nearest=like, notice=notice)

    def _by_likeness(self, scan: Scan, question: Question, near: Sequence[Near], *, says_code: bool) -> Question:
        """The question of a facet that no word names, as sure as the examples that it is like make it."""
        if question.outside:
            return replace(question, frame=Frame.OPEN, facets=())
        outside = near[0].key == f"{FRAME}out_of_scope"
        if outside and near[0].similarity >= _NO_SPEC_SAYS:
            return replace(question, frame=Frame.OPEN, facets=(), sureness=0.0, beyond=True)
        alike = [n.similarity for n in near if not outside and question.facets and n.key in question.facets[0]]
        sureness = max(alike, default=0.0)
        if says_code and sureness < _TRUSTED and not self._asks(scan):
            # "They put me down as CODE" says a code, and asks nothing.
            return replace(question, frame=Frame.IDENTIFY, facets=())
        return replace(question, frame=Frame.FACT if question.facets else Frame.OPEN, sureness=sureness)

    def _of_value(self, scan: Scan, question: Question) -> tuple[str, ...]:
        """The facets of a value that is all that a yes or no asks for: "is CLASS in R04"; none where more is asked."""
        stated = self._lexicon.stated(scan.tokens) if question.polar and scan.residual else []
        whole = (p for p in stated if set(scan.residual) <= set(range(p.first, p.last)))
        return next((p.facets[1:] for p in whole if any(c.isdigit() for c in p.facets[0])), ())

    def _asks_further(self, scan: Scan, mention: Mention, near: Sequence[Near]) -> bool:
        """Whether unexplained words ask for something of the class: its name tells nothing of "is there a parrot?"."""
        known = {word for example in self._vocabulary.frames["identify"].examples for word in fold(example).split()}
        if all(scan.tokens[at].word in known for at in scan.residual):
            return False
        keyed = {*scan.residual, *range(mention.first, mention.last)} >= set(range(len(scan.tokens)))
        whole = max((found.similarity for found in near if found.key in _OVERVIEWS), default=0.0)
        return keyed or (whole < _AS_A_WHOLE and self._asks(scan))

    def _asks(self, scan: Scan) -> bool:
        """Whether a message has a word or a mark of a question."""
        asking = self._vocabulary.words["asking"]
        said = {token.raw.lower().replace("’", "'") for token in scan.tokens}
        return "?" in scan.text or bool(said & asking) or is_polar(scan, self._vocabulary)

    def _of_ladder(self, scan: Scan, question: Question) -> Question:
        """What stands above or below a class, or how the class differs from that."""
        if self._sides.tells_apart(scan):
            return replace(question, frame=Frame.BOTH, facets=self._sides.asked(scan, question.facets))
        return replace(question, frame=Frame.LADDER)

    def other_side(self, scan: Scan, named: Sequence[Mention]) -> str:
        """Return what stands in a list with the classes that are named and is none; empty for nothing."""
        name = name_of(scan, self._scanner, self._vocabulary) if scan.residual else None
        if name is None:
            return ""
        lists = self._vocabulary.title["lists"]
        before = name[0] - 1 if scan.tokens[name[0] - 1].word in lists else name[0]
        listed = any(mention.last == before for mention in named) and before < name[0]
        return self._other_name(scan) if listed else ""

    def _other_name(self, scan: Scan) -> str:
        """What may be the name of a class beside the one that is named."""
        name = name_of(scan, self._scanner, self._vocabulary) if scan.residual else None
        return scan.text[scan.tokens[name[0]].start : scan.tokens[name[1] - 1].end] if name else ""

    def _identifies(self, scan: Scan, facets: Sequence[Sequence[str]]) -> bool:
        """Whether a code is asked about, and not something of the class that it stands for."""
        if not _beyond_identity(facets):
            return True
        near = {n.key: n.similarity for n in self._facets.near(scan)}
        asked = {key for option in facets for key in option}
        meant = max((n.similarity for n in self._facets.near(as_class(scan), asked)), default=_OWN)
        return near[f"{FRAME}identify"] > meant + _CLEARLY

    def _compared_since(self, whole: Scan, when: When | None) -> When | None:
        """The time, from which on the two are different where the document of one date is compared with another."""
        if when is None or when.operator is not Operator.IN or not self._sides.compares(whole):
            return when
        return replace(when, operator=Operator.STARTING)

    def _asks_what_changed(self, scan: Scan, question: Question, whole: Scan) -> bool:
        """Whether two documents of the class are compared: in so many words, by two dates, or like an example."""
        facets = self._vocabulary.facets
        dates = [p for p in scan.phrases if not p.weak and p.facets[0] in facets and facets[p.facets[0]].dated]
        # "When was its name changed" asks for a date.
        of_dates = {at for p in dates for at in range(p.first, p.last)} if scan.phrases == whole.phrases else set()
        if self._scanner.has_cue(whole, "revision", without=of_dates):
            return True
        if question.when and self._sides.compares(whole):
            return True
        near = self._facets.near(scan)[0]
        like = near.key == f"{FRAME}revision" and near.similarity >= _SURELY
        return like and not (dates or _at_one_time(question.when) or strong_facets(scan, self._vocabulary))

    def _lacks_numeral(self, candidate: Candidate) -> bool:
        """Whether the class has a numeral that the question leaves out; a lone qualifier may be left out."""
        keys = self._lexicon.keys[candidate.entry.spec_id]
        return candidate.match is Match.OPEN and not candidate.numeral and all(key.numeral for key in keys)


def as_class(scan: Scan) -> Scan:
    """Return the question with its code in a class's place: "duties of 1178" is like "duties of a clerk"."""
    return replace(scan, mentions=tuple(replace(mention, by_code=False) for mention in scan.mentions))


def written(scan: Scan, mention: Mention) -> str:
    """Return the words of the question that name a class."""
    return scan.text[scan.tokens[mention.first].start : scan.tokens[mention.last - 1].end]


def _at_one_time(when: When | None) -> bool:
    """Whether one date is asked about, which one document is of."""
    return when is not None and bool(when.iso) and not when.until


def _beyond_identity(facets: Sequence[Sequence[str]]) -> bool:
    return any(key not in ("class_code", "title") for option in facets for key in option[:1])
