"""Read a question for many classes clause by clause: what one does not say again is that of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.clause_conditions import VERBS, ClauseReader
from assistant.clause_parts import Part, Parts
from assistant.conditions import AllOf, AnyOf, Tree, Valued, all_of, leaves
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
        parts = _rejoined(list(self._parts.of(scan, marks, literals, free)))
        for part in parts:
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


def _rejoined(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` without those that only name again what the next one does, and what follows said of its own.

    "Grade or range 27" is one; "no license, I mean they say nothing of it" is silent.
    """
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if before is not None and _names_again(before, part):
            found[-1] = replace(part, verbs=before.verbs | part.verbs, joint=before.joint)
        elif before is not None and part.is_empty and part is parts[-1] and part.verbs & {"silent", "certainly", "may"}:
            weak = {"requires"} if "may" in part.verbs else set()
            found[-1] = replace(before, verbs=(before.verbs - weak) | part.verbs)
        else:
            found.append(part)
    return found


def _names_again(part: Part, behind: Part) -> bool:
    if behind.joint != "or" or not part.phrases or part.literals or part.values or part.loose or not behind.literals:
        return False
    return all(any(set(p.facets) & set(other.facets) for other in behind.phrases) for p in part.phrases)


def _verbs(own: frozenset[str], before: Sequence[Clause]) -> tuple[frozenset[str], bool]:
    """Return what is said of a clause: what it does not say itself is what the one before does; and if it is all."""
    if not before:
        return own, False
    if not own:
        return before[-1].verbs, True
    return (own if own & (VERBS - {"denies"}) else own | (before[-1].verbs - {"denies"})), False


def joined(parts: Sequence[Tree], clauses: Sequence[Clause]) -> Tree | None:
    """Return all conditions as one: "or" joins what "and" has joined."""
    ways: list[list[Tree]] = [[]]
    for clause in clauses:
        head, *rest = clause.tree.parts if isinstance(clause.tree, AllOf) else (clause.tree,)
        if clause.alternative and ways[-1] and _of_one_facet(ways[-1][-1], head):
            # "In unit A or B that pay …": two values of one facet are one condition.
            ways[-1][-1] = AnyOf((ways[-1][-1], head))
            ways[-1] += rest
            continue
        if clause.alternative and ways[-1]:
            ways.append([])
        ways[-1].append(clause.tree)
    either = [all_of(way) for way in ways if way]
    rest = [AnyOf(tuple(either))] if len(either) > 1 else either
    together = [*parts, *rest]
    return all_of(together) if together else None


def _of_one_facet(one: Tree, other: Tree) -> bool:
    facets = {getattr(leaf, "facet", "") for tree in (one, other) for leaf in leaves(tree)}
    return isinstance(other, Valued) and len(facets) == 1
