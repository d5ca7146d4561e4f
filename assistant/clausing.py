"""Tell the conditions of each clause of a question for many classes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.clause_parts import Part, Parts
from assistant.conditions import ASKING, AllOf, AnyOf, Asked, Measured, Not, Stated, Tree, Valued
from assistant.lexicon import Lexicon
from assistant.listwords import VALUE
from assistant.literal_conditions import Around, bind, ranged
from assistant.literals import Literal
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from assistant.terms import patterns, term_keys
from vectorstore.spec import Modality
from vectorstore.vocabulary import Vocabulary
from vectorstore.vocabulary_rows import Facet

#: Words that say how something is asked for or stated.
_VERBS = frozenset({"requires", "may", "certainly", "prefers", "states", "denies"})
#: Facets that are told in so many words that one more names none of them: they are searched.
_WORK = frozenset({"duties", "definition", "scope", "distinguishing", "responsibility", "requirements", "title"})
#: Shapes of value that are compared with the words of a question.
_WORDED = frozenset({"text", "choice", "code", "grade"})
#: Words between those of one value: "unit of the clerks".
_MOST_BETWEEN = 2


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
            tree = self._tree(scan, replace(part, verbs=verbs))
            if tree is None:
                return None
            # "Without a license or certificate" denies both.
            neither = inherits and "denies" in verbs
            found.append(Clause(tree, joint == "or" and not neither, verbs))
            pending, joint = frozenset(), ""
        return found

    def _tree(self, scan: Scan, part: Part) -> Tree | None:
        """The conditions of one clause, all of which hold; None where a word of it is of none."""
        parts: list[Tree] = []
        loose = set(part.loose)
        phrases = [p for p in part.phrases if not _is_requiring(p, part)]
        denied = "denies" in part.verbs and "certainly" not in part.verbs
        if part.literals:
            words = " ".join(scan.tokens[at].word for at in sorted(loose))
            measures = any(one.unit for one in part.literals)
            around = Around(tuple(phrases), part.text, scan.text, denied, "starts" in part.verbs, "top" in part.verbs,
                            "requires" in part.verbs, words if measures else "")  # fmt: skip
            at = [next(i for i, t in enumerate(scan.tokens) if one.start <= t.start) for one in part.literals]
            bound = bind(part.literals, at, around, self._vocabulary)
            if not bound:
                return None
            parts.append(ranged(bound))
            phrases = [p for p in phrases if p not in [one.phrase for one in bound]]
            phrases = [p for p in phrases if not _same(p, [one.phrase for one in bound])]
            if any(isinstance(getattr(one.tree, "part", one.tree), Measured) for one in bound):
                return None if phrases else parts[0]
        for value in part.values:
            facets, key = _of_value(value, phrases)
            if facets:
                said = scan.text[scan.tokens[value.first].start : scan.tokens[value.last - 1].end]
                either = tuple(Valued(facet, key, said) for facet in facets)
                parts.append(_not(either[0] if len(either) == 1 else AnyOf(either), denied))
                phrases = [p for p in phrases if not set(facets) & set(p.facets)]
            else:
                loose |= set(range(value.first, value.last))
        for phrase in phrases or self._termed(scan, part, loose):
            tree = self._of_phrase(scan, part, phrase, loose, denied)
            if tree is None:
                return None
            parts.append(tree)
        if loose or not parts:
            return None
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _termed(self, scan: Scan, part: Part, loose: set[int]) -> list[Phrase]:
        """A facet that only a narrower kind of it names: "require a class A"."""
        if not loose or part.values or part.literals:
            return []
        for facet in self._vocabulary.facets.values():
            covered = _covered(scan, facet, term_keys(facet, part.text), part)
            if facet.binds and covered & loose:
                return [Phrase((facet.key,), min(covered), max(covered) + 1, weak=False)]
        return []

    def _of_phrase(self, scan: Scan, part: Part, phrase: Phrase, loose: set[int], denied: bool) -> Tree | None:
        facet = next((f for key in phrase.facets if (f := self._vocabulary.facets.get(key)) is not None), None)
        if facet is None:
            return _not(Stated(phrase.facets[0]), denied) if part.verbs and not loose else None
        if facet.value in _WORDED and loose:
            words = sorted(loose)
            loose.clear()
            if words[-1] - words[0] >= len(words) + _MOST_BETWEEN:
                return None
            said = scan.text[scan.tokens[words[0]].start : scan.tokens[words[-1]].end]
            return _not(Valued(facet.key, " ".join(scan.tokens[at].word for at in words), said), denied)
        if facet.value:
            return _not(Stated(facet.key), denied) if not loose and (part.verbs or facet.value == "date") else None
        if facet.key in _WORK:
            return _not(Stated(facet.key), denied) if denied and not loose else None
        return self._asked(scan, part, phrase, facet, loose, denied)

    def _asked(
        self, scan: Scan, part: Part, phrase: Phrase, facet: Facet, loose: set[int], denied: bool
    ) -> Tree | None:
        if not (part.verbs & _VERBS) and (loose or not facet.binds):
            return None
        terms = term_keys(facet, part.text)
        covered = _covered(scan, facet, terms, part) | set(range(phrase.first, phrase.last))
        words = sorted(loose - covered)
        # With more than one facet in a clause, a word belongs to the one that it touches.
        mine = [at for at in words if (len(part.phrases) < 2 or _touches(at, phrase, words))
                and not part.told & set(range(at, phrase.first))]  # fmt: skip
        loose -= covered | set(mine)
        ends = [*covered, *mine]
        first = min(ends)
        if first > part.first and scan.tokens[first - 1].word in self._vocabulary.title["articles"]:
            first -= 1
        said = scan.text[scan.tokens[first].start : scan.tokens[max(ends)].end]
        joined = " ".join(scan.tokens[at].word for at in mine)
        return _not(Asked(facet.key, _strength(part.verbs, facet), terms, joined, said), denied)


def _verbs(own: frozenset[str], before: Sequence[Clause]) -> tuple[frozenset[str], bool]:
    """Return what is said of a clause: what it does not say itself is what the one before does; and if it is all."""
    if not before:
        return own, False
    if not own:
        return before[-1].verbs, True
    return (own if own & (_VERBS - {"denies"}) else own | (before[-1].verbs - {"denies"})), False


def _strength(verbs: frozenset[str], facet: Facet) -> frozenset[Modality]:
    if not facet.binds:
        return frozenset()
    if "certainly" in verbs:
        return frozenset({Modality.REQUIRED})
    found = {"may": Modality.MAY_BE_REQUIRED, "requires": Modality.REQUIRED, "prefers": Modality.PREFERRED}
    told = frozenset(modality for verb, modality in found.items() if verb in verbs)
    if "denies" in verbs and told == {Modality.REQUIRED}:
        # What may be asked for is not free of it.
        return told | {Modality.MAY_BE_REQUIRED}
    return told or ASKING


def _is_requiring(phrase: Phrase, part: Part) -> bool:
    """Whether "requirement" only says that something else of the clause is required."""
    others = len(part.phrases) > 1 or part.values or part.literals
    return "requirements" in phrase.facets and bool(others)


def _of_value(value: Phrase, phrases: Sequence[Phrase]) -> tuple[tuple[str, ...], str]:
    """The facets and the value that a phrase names; none where the clause names no such facet, and it is no code."""
    if value.facets[0].startswith(VALUE):
        facet, key = value.facets[0].removeprefix(VALUE).split(":", 1)
        return (facet,), key
    key, *facets = value.facets
    named = tuple(facet for facet in facets if any(facet in p.facets for p in phrases))
    sure = len(key.split()) > 1 or any(c.isdigit() for c in key)
    return named or (tuple(facets) if sure else ()), key


def _covered(scan: Scan, facet: Facet, terms: Iterable[str], part: Part) -> set[int]:
    """The tokens of a clause that name the narrower kinds `terms`."""
    start = scan.tokens[part.first].start
    text = part.text.replace("’", "'").lower()
    spans = [match.span() for term in patterns(facet, terms) for match in term.finditer(text)]
    inside = range(part.first, part.last)
    return {at for at in inside for s, e in spans if s <= scan.tokens[at].start - start < e}


def _touches(at: int, phrase: Phrase, words: Sequence[int]) -> bool:
    low, high = min(at, phrase.first), max(at, phrase.last - 1)
    between = set(range(low, high + 1)) - set(range(phrase.first, phrase.last))
    return between <= set(words)


def _same(phrase: Phrase, bound: Sequence[Phrase | None]) -> bool:
    """Whether a phrase only says again what a literal is of: "have pay above … a year"."""
    return (
        any(one is not None and set(one.facets) & set(phrase.facets) for one in bound) or phrase.facets[0] == "salary"
    )


def _not(tree: Tree, denied: bool) -> Tree:
    return Not(tree) if denied else tree
