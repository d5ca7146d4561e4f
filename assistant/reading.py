"""Read a question: which class, which facets, which shape. Types prune, meaning breaks ties.

In this order: scan, identity, frame, facet. An exact synonym decides before
the nearest example does; the embedding never decides a class, a level or a
number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asking import FacetFinder, asks_amount, is_polar
from assistant.climbing import Climb, Climbing
from assistant.confidence import Confidence, calibrated
from assistant.continuing import Continuing
from assistant.describing import Describer
from assistant.elided import completed
from assistant.examples import Examples
from assistant.identity import Mention
from assistant.lexicon import Lexicon
from assistant.qualify.asking import Qualifier, asked_of_oneself
from assistant.qualify.leveled import Level, leveled
from assistant.qualify.telling import Told
from assistant.question import Frame, Question
from assistant.reading_class import ClassReading, as_class, written
from assistant.reading_unnamed import UnnamedReading
from assistant.scan import PhraseTrie, tokenize
from assistant.scanner import Scan, Scanner
from assistant.selecting import Selector
from assistant.sides import Sides, sides_of
from assistant.steering import Steering
from assistant.timed import TimedScanner
from assistant.times import Time, restored
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary


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
        self.continuing = Continuing(vocabulary, self.selector, self.steering, lambda text: self.read(text).selection)
        self.qualifier = Qualifier(vocabulary, self.scanner)
        self.describer = Describer(vocabulary, lexicon, self.scanner, examples, judged)
        self._one = ClassReading(vocabulary, lexicon, self.scanner, self._facets, self._sides, self.describer)
        self._unnamed = UnnamedReading(vocabulary, lexicon, self.scanner, examples, self.describer)

    def scan(self, text: str, *, follows: bool = False) -> tuple[Time, Scan]:
        """Return what `text` says of time, and what explains its other words; see `TimedScanner.scan`."""
        return self._timed.scan(text, follows=follows)

    def read(self, text: str, *, follows: bool = False) -> Question:
        """Return `text` as a question, as if nothing had been said before; of `follows`, see `scan`."""
        return self._about_oneself(text, follows=follows) or self._read(text, follows=follows)

    def _about_oneself(self, text: str, *, follows: bool) -> Question | None:
        """The question whether what somebody says of themselves is enough; None where something else is asked."""
        asks = self.qualifier.asks(text)
        if asks is None or (asks.of_all and asks.told.credentials.lacks_all and self.selector.read(text) is not None):
            # Who only says what they have not asks for the classes that do without it.
            return None
        question = self._read(asks.told.rest, follows=follows)
        if not asked_of_oneself(question):
            return None
        if not question.entries and (own := self._leveled(question, asks.told)):
            question = replace(question, entries=own, choices=(), nearest=(), residual="")
        named = question.entries + question.choices
        if not named and self.qualifier.asks_by(text, question.mention):
            question = replace(question, mention="", nearest=())
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

    def _leveled(self, question: Question, told: Told) -> tuple[CatalogEntry, ...]:
        scan = self.scanner.scan(told.rest)
        known = self.vocabulary.levels
        levels = frozenset(known[scan.tokens[at].word][0] for at in scan.levels if scan.tokens[at].word in known)
        wanted = Level(question.mention, levels if not question.mention else frozenset())
        return leveled(wanted, told.credentials, self.lexicon, self.vocabulary)

    def _read(self, text: str, *, follows: bool) -> Question:
        time, scan = self.scan(text, follows=follows)
        question = self._begun(text, time, scan)
        if (selection := self.selector.read(text)) is not None:
            # The words of a time are a condition here, and no other document.
            listed = replace(question, frame=Frame.LIST, selection=selection, listed=(text,))
            return replace(listed, when=None, notice=self._notice(scan))
        if (worded := self._worded(scan, text, question)) is not None:
            return replace(worded, listed=(text,))
        named = completed(scan, scan.named, self.lexicon)
        climbed = self._sides.climbed_from(scan, named) if question.climb else None
        if len(named) > 1 and climbed is None:
            return self._of_sides(scan, question, named)
        if climbed is not None:
            named, question = [climbed], replace(question, climb=Climb.UP)
        if named and (question.climb or not self._unnamed.describes(scan, named[0])):
            # "Different before" compares, though "before" says the time.
            whole = replace(scan, tokens=tuple(tokenize(restored(scan.text, text, time.places))))
            return self._one.of_class(scan, question, named[0], whole)
        return self._of_none(scan, text, question)

    def _begun(self, text: str, time: Time, scan: Scan) -> Question:
        """The question as far as it hangs on no class."""
        return Question(
            text,
            Frame.FACT,
            facets=self._facets.asked(as_class(scan)),
            asked=scan.text,
            residual=" ".join(scan.tokens[at].raw for at in scan.residual),
            notice=" ".join(filter(None, [self._notice(scan), _unclear(time), self._sides.of_itself(scan)])),
            when=time.when,
            rest=self.scanner.rest(scan),
            words=self.scanner.words(scan),
            polar=is_polar(scan, self.vocabulary),
            amount=asks_amount(scan, self.vocabulary),
            climb=self._climbing.of(scan),
        )

    def _of_none(self, scan: Scan, text: str, question: Question) -> Question:
        """The question that names no class."""
        found = self._unnamed.without_class(scan, question)
        if found.mention and (coded := self.selector.of_code(scan)) is not None:
            return replace(found, frame=Frame.LIST, selection=coded, listed=(text,), mention="", nearest=())
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
            described = self._unnamed.without_class(scan, question)
            return replace(described, worded=selection) if described.frame is Frame.REVERSE else None
        return replace(question, frame=Frame.LIST, selection=selection, when=None)

    def _asks_of_class(self, scan: Scan) -> bool:
        return any(self.scanner.has_cue(scan, frame) for frame in ("compare", "revision"))

    def _of_sides(self, scan: Scan, question: Question, named: Sequence[Mention]) -> Question:
        """The question of several classes side by side."""
        facets = self._sides.asked(scan, question.facets)
        question = replace(question, frame=Frame.BOTH, facets=facets, climb=None)
        sides = sides_of(named)
        if (other := self._one.other_side(scan, named)) and self._sides.compares(scan):
            question = replace(question, notice=f"{question.notice} No loaded class spec is of “{other}”.".strip())
        for mention, fitting in zip(named, sides, strict=True):
            if len(fitting) > 1:
                return replace(question, mention=written(scan, mention), choices=fitting)
        return replace(question, entries=tuple(fitting[0] for fitting in sides))

    def _notice(self, scan: Scan) -> str:
        frames = self.vocabulary.frames.values()
        return next((frame.notice for frame in frames if frame.notice and self.scanner.has_cue(scan, frame.key)), "")


def _unclear(time: Time) -> str:
    """What a reader is told of a date that could not be understood."""
    return f"“{time.unclear}” is no date of the calendar, so it was left out." if time.unclear else ""
