"""Read a question for many classes clause by clause: what one does not say again is that of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.clause_conditions import VERBS, ClauseReader
from assistant.clause_parts import Parts
from assistant.conditions import Tree
from assistant.lexicon import Lexicon
from assistant.literals import Literal
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from vectorstore.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a question, understood."""

    tree: Tree
    alternative: bool
    """An "or" joins it with what goes before."""

    verbs: frozenset[str]
    """What its own words and those it goes on with say of its conditions: rows of the vocabulary's `lists`."""


class Clauses:
    """Reads the clauses of questions that one scanner marked."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner) -> None:
        """Read with the facets of `vocabulary`, and the values that `lexicon` knows."""
        self._vocabulary = vocabulary
        self._parts = Parts(vocabulary, lexicon, scanner)

    def read(
        self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal], free: frozenset[int]
    ) -> list[Clause] | None:
        """Return the clauses outside the tokens `free`; None where something in one is not understood."""
        found: list[Clause] = []
        pending: frozenset[str] = frozenset()
        joint = ""
        for part in self._parts.of(scan, marks, literals, free):
            joint = joint or part.joint
            if part.is_empty:
                pending |= part.verbs
                continue
            verbs, inherits = _verbs(part.verbs | pending, found)
            tree = ClauseReader(self._vocabulary, scan, replace(part, verbs=verbs)).read()
            if tree is None:
                return None
            # "Without a license or certificate" denies both.
            neither = inherits and "denies" in verbs
            found.append(Clause(tree, joint == "or" and not neither, verbs))
            pending, joint = frozenset(), ""
        return found


def _verbs(own: frozenset[str], before: Sequence[Clause]) -> tuple[frozenset[str], bool]:
    """Return what is said of a clause: what it does not say itself is what the one before does; and if it is all."""
    if not before:
        return own, False
    if not own:
        return before[-1].verbs, True
    return (own if own & (VERBS - {"denies"}) else own | (before[-1].verbs - {"denies"})), False
