"""Scan the part of a message that asks, with what it says of time apart from its other words."""

from dataclasses import replace

from assistant.asking import is_polar, strong_facets
from assistant.focus import focused
from assistant.identity import Match, Mention
from assistant.lexicon import Lexicon
from assistant.literals import Operator, find_literals
from assistant.placed import placed
from assistant.scanner import Scan, Scanner
from assistant.times import Place, Time, age_around, ages, find_time, without, year_beside
from vectorstore.vocabulary import Vocabulary


class TimedScanner:
    """Scans messages with one scanner."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner) -> None:
        """Scan with `scanner`; a year that is a class's code in `lexicon` is no time."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._scanner = scanner

    def scan(self, text: str, *, follows: bool = False) -> tuple[Time, Scan]:
        """Return what `text` says of time, and what explains its other words.

        A bare year is a date behind a class, and where `follows` says that a
        class is in play; never where it is a class's code.
        """
        time, scan = self._scanned(text, follows=follows)
        focus = self._focus(text, scan)
        if focus != text:
            asking = self._scanned(focus, follows=follows)
            time, scan = asking if self._asks_itself(asking[1], scan) else (time, scan)
        # "What is the 1986?" asks for a class, where one has that code and nothing else names one.
        bare = time.when is not None and time.when.operator is Operator.IN and time.when.iso in self._lexicon.codes
        if bare and not any(m.candidates for m in scan.mentions):
            time, scan = Time(), self._scanner.scan(text)
        return time, placed(_with_labeled_codes(scan), self._vocabulary)

    def _scanned(self, text: str, *, follows: bool) -> tuple[Time, Scan]:
        time = find_time(text, find_literals(text, self._vocabulary), self._vocabulary)
        scan = self._scanner.scan(without(text, time.places))
        if time.when is None and (beside := self._beside_class(text, scan, follows=follows)).when:
            time = replace(beside, places=(*time.places, *beside.places), unclear=time.unclear)
            scan = self._scanner.scan(without(text, time.places))
        return time, scan

    def _beside_class(self, text: str, scan: Scan, *, follows: bool) -> Time:
        """The time that words say only since they stand beside a class: "Clerk 2015", "the first Clerk spec"."""
        tokens = scan.tokens
        classes = [(tokens[m.first].start, tokens[m.last - 1].end) for m in scan.mentions if m.candidates]
        # "Clerk salary 2015"; but "does a Clerk earn 2015?".
        asked = [] if is_polar(scan, self._vocabulary) else [p for p in scan.phrases if not p.weak]
        facets = [(tokens[p.first].start, tokens[p.last - 1].end) for p in asked]
        around = (self._age_around(text, place) for place in ages(text, self._vocabulary))
        aged = next((time for time in around if time.when), None)
        found = aged or year_beside(text, classes, facets, alone=follows)
        is_code = found.when is not None and found.when.iso in self._lexicon.codes
        return Time() if is_code else found

    def _age_around(self, text: str, adjective: Place) -> Time:
        """The age of a document that `adjective` names, if a class stands right behind it: "the first Clerk spec"."""
        scan = self._scanner.scan(without(text, [adjective]))
        named = [m for m in scan.mentions if m.candidates and scan.tokens[m.first].start >= adjective[1]]
        begins, ends = (scan.tokens[named[0].first].start, scan.tokens[named[0].last - 1].end) if named else (0, 0)
        beside = bool(named) and not text[adjective[1] : begins].strip()
        return age_around(text, (begins, ends), self._vocabulary) if beside else Time()

    def _asks_itself(self, asking: Scan, whole: Scan) -> bool:
        """Whether the asking part of a longer message says what is asked.

        Not in "I need the code of a Clerk. What goes there?" and "I do not drive. Can I be a Clerk?".
        """
        by_code = any(mention.by_code for mention in asking.mentions)
        says = by_code or asking.residual or strong_facets(asking, self._vocabulary)
        return bool(says or not strong_facets(whole, self._vocabulary))

    def _focus(self, text: str, scan: Scan) -> str:
        """The part of a longer message that asks, where it names a class for sure; else all of it."""
        named = _surely_named(scan)
        return focused(text, named, self._vocabulary.words["backward"]) if named else text


def _surely_named(scan: Scan) -> list[Place]:
    """Where classes are named by code or in full."""
    sure = [m for m in scan.mentions if m.by_code or any(c.match is Match.EXACT for c in m.candidates)]
    return [(scan.tokens[m.first].start, scan.tokens[m.last - 1].end) for m in sure]


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
