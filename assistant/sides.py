"""Read what is compared with what: the classes on each side of a question, and the facets that it asks of them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.identity import Mention, newest
from assistant.lexicon import Lexicon
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from assistant.titles import numeral
from assistant.when import When
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Classes that are compared at most.
_MOST = 3
#: Words between "or" and a level.
_NEAR = 3
#: What a reader is told whose two names mean one class.
_ITSELF = "Both names are of one class, which is not compared with itself."


class Sides:
    """Reads comparisons with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner) -> None:
        """Read with the cues of `compare` and the rows `comparing` and `doing`."""
        self._scanner = scanner
        self._facets = vocabulary.facets
        self._joining = frozenset(vocabulary.title["connectives"])
        self._comparing = vocabulary.words["comparing"]
        self._comparative = frozenset(vocabulary.steer["comparative"])
        self._articles, self._from = frozenset(vocabulary.title["articles"]), vocabulary.words["starting_from"]
        self._toward = vocabulary.words["going_to"]
        self._levels = vocabulary.levels
        self._doing = [fold(phrase) for phrase in vocabulary.words["doing"]]

    def compares(self, scan: Scan) -> bool:
        """Return whether two things are compared; "did it need one or the other" compares nothing."""
        joining = [at for at, token in enumerate(scan.tokens) if token.word in self._joining]
        return self._scanner.has_cue(scan, "compare", without=joining)

    def tells_apart(self, scan: Scan) -> bool:
        """Return whether a class is compared with one that stands beside it: "different from the one below"."""
        return self.compares(scan) or any(token.word in self._comparing for token in scan.tokens)

    def lacks_another(self, scan: Scan, when: When | None) -> bool:
        """Return whether a class is compared with something that names no class; its documents are by their times."""
        return when is None and len(scan.named) == 1 and self.compares(scan)

    def of_itself(self, scan: Scan) -> str:
        """Return what a reader is told who compares a class with itself; empty for who does not."""
        mentions = [mention for mention in scan.mentions if mention.candidates]
        return _ITSELF if len(scan.named) == 1 and len(mentions) > 1 and self.compares(scan) else ""

    def asked(self, scan: Scan, facets: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        """Return the facets to compare: "the difference" asks for all of them, "what distinguishes" for one.

        Weak words name one where it is asked who has more: "makes more than".
        """
        phrases = scan.phrases
        said = (p for p in phrases if any(t.word in self._comparing for t in scan.tokens[p.first : p.last]))
        telling = {phrase.facets for phrase in said}
        if any(not phrase.weak for phrase in phrases):
            return tuple(option for option in facets if option not in telling)
        if not (phrases and any(token.word in self._comparative for token in scan.tokens)):
            return self._does(scan)
        # "Which is paid more" asks for amounts, however like another question it is.
        amounts = dict.fromkeys(p.facets for p in phrases if self._is_money(p))
        return self._does(scan) or tuple(amounts) or tuple(facets)

    def _is_money(self, phrase: Phrase) -> bool:
        return any(key in self._facets and self._facets[key].value == "money" for key in phrase.facets)

    def beside(self, scan: Scan, mention: Mention, lexicon: Lexicon) -> tuple[CatalogEntry, ...]:
        """Return the classes that are compared though one title names them; none where it names one.

        Those of that title in several agencies, or that of another level: "how is a Clerk different from a Senior one".
        """
        entries = tuple(candidate.entry for candidate in mention.candidates)
        if not (self.compares(scan) or self._asks_who_has_more(scan)):
            return ()
        if len(entries) == 1:
            other = self._of_another_level(scan, entries[0], lexicon, self._number_beside(scan, mention))
            return (*entries, other) if other is not None else ()
        several = len(entries) <= _MOST and len({fold(e.agency) for e in entries}) == len(entries)
        return entries if several and len({fold(e.spec.title) for e in entries}) == 1 else ()

    def _asks_who_has_more(self, scan: Scan) -> bool:
        """Whether a level that stands behind "or" or "than" has more: "who earns more, a Clerk or a senior"."""
        more = any(token.word in self._comparative for token in scan.tokens)
        behind = (scan.tokens[max(0, at - _NEAR) : at] for at in scan.levels)
        return more and any(token.word in ("or", "than") for before in behind for token in before)

    def climbed_from(self, scan: Scan, named: Sequence[Mention]) -> Mention | None:
        """Return the class from which another one that is named is climbed to: "from Clerk to Senior Clerk"."""
        start = [m for m in named if self._before(scan, m.first) in self._from]
        goals = [m for m in named if self._before(scan, m.first) in self._toward]
        if not start and len(named) == 2 and len(goals) == 1:
            start = [m for m in named if m not in goals]
        return start[0] if len(start) == 1 and len(named) > 1 else None

    def _before(self, scan: Scan, at: int) -> str:
        while at > 0 and scan.tokens[at - 1].word in self._articles:
            at -= 1
        return scan.tokens[at - 1].word if at else ""

    def _number_beside(self, scan: Scan, mention: Mention) -> str:
        """The numeral that is joined to a title's own: "Accountant 1 and 2"."""
        at = mention.last
        if at + 1 >= len(scan.tokens) or not scan.tokens[at - 1].raw.isdecimal():
            return ""
        joined = scan.tokens[at].word in self._joining and scan.tokens[at + 1].raw.isdecimal()
        return numeral(scan.tokens[at + 1].raw) if joined else ""

    def _of_another_level(self, scan: Scan, entry: CatalogEntry, lexicon: Lexicon, beside: str) -> CatalogEntry | None:
        words = [scan.tokens[at] for at in scan.levels]
        levels = frozenset(self._levels[t.word][0] for t in words if t.word in self._levels)
        number = next(filter(None, (numeral(t.raw) for t in words if t.word not in self._levels)), beside)
        for key in lexicon.keys[entry.spec_id] if words or beside else ():
            wanted = replace(key, levels=levels, numeral=number)
            found = newest(e for e in lexicon.by_key.get(wanted, ()) if fold(e.agency) == fold(entry.agency))
            if len(found) == 1 and found[0].class_id != entry.class_id:
                return found[0]
        return None

    def _does(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """The duties, where it is asked what one class does that another does not."""
        said = f" {' '.join(token.word for token in scan.tokens)} "
        return (("duties",),) if any(f" {phrase} " in said for phrase in self._doing) else ()


def sides_of(named: Sequence[Mention]) -> list[tuple[CatalogEntry, ...]]:
    """Return the classes that each mention fits, of one agency where they fit several."""
    agencies = [{c.entry.agency for c in mention.candidates} for mention in named]
    shared = set.intersection(*agencies)
    sides = [tuple(c.entry for c in mention.candidates) for mention in named]
    return [tuple(entry for entry in side if entry.agency in shared) or side for side in sides]
