"""Read what is compared with what: the classes on each side of a question, and the facets that it asks of them."""

from collections.abc import Sequence

from assistant.identity import Mention
from assistant.scanner import Scan, Scanner
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Classes that are compared at most.
_MOST = 3
#: What a reader is told whose two names mean one class.
_ITSELF = "Both names are of one class, which is not compared with itself."


class Sides:
    """Reads comparisons with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner) -> None:
        """Read with the cues of `compare` and the rows `comparing` and `doing`."""
        self._scanner = scanner
        self._joining = frozenset(vocabulary.title["connectives"])
        self._comparing = vocabulary.words["comparing"]
        self._doing = [fold(phrase) for phrase in vocabulary.words["doing"]]

    def compares(self, scan: Scan) -> bool:
        """Return whether two things are compared; "did it need one or the other" compares nothing."""
        joining = [at for at, token in enumerate(scan.tokens) if token.word in self._joining]
        return self._scanner.has_cue(scan, "compare", without=joining)

    def of_itself(self, scan: Scan) -> str:
        """Return what a reader is told who compares a class with itself; empty for who does not."""
        mentions = [mention for mention in scan.mentions if mention.candidates]
        return _ITSELF if len(scan.named) == 1 and len(mentions) > 1 and self.compares(scan) else ""

    def across_agencies(self, scan: Scan, entries: Sequence[CatalogEntry]) -> bool:
        """Return whether the classes of one title in several agencies are to be compared."""
        several = 1 < len(entries) <= _MOST and len({fold(e.agency) for e in entries}) == len(entries)
        return several and len({fold(e.spec.title) for e in entries}) == 1 and self.compares(scan)

    def facets(self, scan: Scan, facets: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
        """Return the facets to compare; "the difference" asks for all of them, "what distinguishes" for one."""
        said = (p for p in scan.phrases if any(t.word in self._comparing for t in scan.tokens[p.first : p.last]))
        telling = {phrase.facets for phrase in said}
        return tuple(option for option in facets if option not in telling)

    def doing(self, scan: Scan) -> tuple[tuple[str, ...], ...]:
        """Return the duties, where it is asked what one class does that another does not."""
        said = f" {' '.join(token.word for token in scan.tokens)} "
        return (("duties",),) if any(f" {phrase} " in said for phrase in self._doing) else ()


def sides_of(named: Sequence[Mention]) -> list[tuple[CatalogEntry, ...]]:
    """Return the classes that each mention fits, of one agency where they fit several."""
    agencies = [{c.entry.agency for c in mention.candidates} for mention in named]
    shared = set.intersection(*agencies)
    sides = [tuple(c.entry for c in mention.candidates) for mention in named]
    return [tuple(entry for entry in side if entry.agency in shared) or side for side in sides]
