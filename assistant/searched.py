"""Find what a question for many classes wants looked for: a phrase, or a class that experience is counted of."""

from collections.abc import Sequence

from assistant.conditions import AnyOf, Asked, Counted, Mentioned, Not, Tree
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from assistant.terms import term_keys
from vectorstore.vocabulary import Vocabulary

_OPENING, _CLOSING = '"“«', '"”»'
#: What begins a further condition behind a phrase.
_VERBS = ("requires", "may", "prefers", "denies", "states")


class Searched:
    """Finds phrases and counted classes in questions that one scanner marked."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner) -> None:
        """Find with the facets of `vocabulary`."""
        self._vocabulary = vocabulary
        self._leading = frozenset(vocabulary.lists["leading"])
        self._joints = frozenset(vocabulary.lists["joints"])
        self._scanner = scanner

    def read(self, scan: Scan, marks: Sequence[Phrase], start: int) -> tuple[list[Tree], set[int]]:
        """Return the conditions of what stands behind the token `start`, which asks for classes, and their tokens."""
        marks = [mark for mark in marks if mark.first > start]
        quoted = _quoted(scan)
        if quoted is not None:
            first, last = quoted
            before = [m for m in marks if m.facets[0] == "mentions" and m.last <= first]
            return [Mentioned(_text(scan, first, last))], set(range(before[-1].first if before else first, last))
        for mark in marks:
            read = {"counts": self._counted, "mentions": self._mentioned}.get(mark.facets[0])
            if read is not None and (found := read(scan, mark, marks)):
                return _denied(*found, mark, marks)
        return [], set()

    def _counted(self, scan: Scan, mark: Phrase, marks: Sequence[Phrase]) -> tuple[list[Tree], set[int]] | None:
        named = next((m for m in scan.named if mark.last <= m.first <= mark.last + 2), None)
        if named is not None and not named.by_code:
            return [Counted(_text(scan, named.first, named.last))], set(range(mark.first, named.last))
        first, last = self._after(scan, mark, marks)
        return ([Counted(_text(scan, first, last))], set(range(mark.first, last))) if first < last else None

    def _mentioned(self, scan: Scan, mark: Phrase, marks: Sequence[Phrase]) -> tuple[list[Tree], set[int]] | None:
        first, last = self._after(scan, mark, marks)
        if first >= last:
            return None
        cut = next((at for at in range(first + 1, last - 1) if scan.tokens[at].word == "or"), None)
        bounds = [(first, last)] if cut is None else [(first, cut), (self._past(scan, cut + 1, last), last)]
        found = tuple(self._facet(scan, *pair) or Mentioned(_text(scan, *pair)) for pair in bounds)
        return [found[0] if len(found) == 1 else AnyOf(found)], set(range(mark.first, last))

    def _facet(self, scan: Scan, first: int, last: int) -> Tree | None:
        """What a phrase names that is all of it a facet that binds: "a driver's license"."""
        phrase = next((p for p in scan.phrases if not p.weak and first <= p.first and p.last <= last), None)
        facet = self._vocabulary.facets.get(phrase.facets[0]) if phrase is not None else None
        if phrase is None or facet is None or not facet.binds:
            return None
        said = _text(scan, first, last)
        terms = term_keys(facet, said)
        rest = [at for at in range(first, last) if not phrase.first <= at < phrase.last]
        return Asked(facet.key, terms=terms, said=said) if not rest or terms else None

    def _after(self, scan: Scan, mark: Phrase, marks: Sequence[Phrase]) -> tuple[int, int]:
        """The tokens of the phrase behind a mark."""
        last = self._end(scan, mark, marks)
        return self._past(scan, mark.last, last), last

    def _past(self, scan: Scan, first: int, last: int) -> int:
        """The first token from `first` on that does not only say that a phrase follows."""
        while first < last and scan.tokens[first].raw.lower() in self._leading:
            first += 1
        return first

    def _end(self, scan: Scan, mark: Phrase, marks: Sequence[Phrase]) -> int:
        """Where a phrase ends: before an "and" that a further condition follows."""
        verbs = {m.first for m in marks if m.facets[0] in _VERBS}
        joints = (at for at in range(mark.last, len(scan.tokens)) if scan.tokens[at].word in self._joints)
        return next((at for at in joints if at + 1 in verbs), len(scan.tokens))


def _denied(found: list[Tree], taken: set[int], mark: Phrase, marks: Sequence[Phrase]) -> tuple[list[Tree], set[int]]:
    """Return what a mark finds, or that it is not so where "do not" stands right before it."""
    denial = next((m for m in marks if m.facets[0] == "denies" and m.last == mark.first), None)
    if denial is None:
        return found, taken
    return [Not(tree) for tree in found], taken | set(range(denial.first, denial.last))


def _quoted(scan: Scan) -> tuple[int, int] | None:
    """The tokens that stand in quotation marks."""
    text, tokens = scan.text, scan.tokens
    starts = [at for at, token in enumerate(tokens) if token.start and text[token.start - 1] in _OPENING]
    ends = [
        at for at, token in enumerate(tokens) if text[token.end : token.end + 2].strip(".,?! ")[:1] in tuple(_CLOSING)
    ]
    pair = next(((first, last + 1) for first in starts for last in ends if first <= last), None)
    return pair


def _text(scan: Scan, first: int, last: int) -> str:
    return scan.text[scan.tokens[first].start : scan.tokens[last - 1].end]
