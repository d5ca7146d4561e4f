"""Read the conditions that a question puts on classes: a tree of typed comparisons.

"Which classes require a commercial license or start above $60,000?" is an
`AnyOf` of a condition on licenses, with its modality, and one on salaries. A
literal binds to the nearest facet of its type that the question names, else to
the facet that such values are of. Words that nothing explains must stand in
what the facet beside them says, or else anywhere in the document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.literals import Kind, Literal, Operator
from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.spec import Modality
from vectorstore.vocabulary import Facet, Vocabulary

#: Type of a literal to the shapes of value that it is compared with, and the facet that it is of where none is named.
_SHAPES = {
    Kind.MONEY: (("money",), "salary"),
    Kind.DATE: (("date",), "established"),
    Kind.NUMBER: (("grade", "number", "text", "choice"), ""),
    Kind.DURATION: ((), ""),
}
#: Tokens between a negation and what it denies.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of what a class's document says."""

    facet: str
    """Empty for whatever the document says."""

    operator: Operator | None = None
    """None where the document need only have it."""

    value: float | str = ""
    words: str = ""
    """Words that it must say, joined by spaces."""

    modality: Modality | None = None
    """How strongly it must bind; None for any."""

    negated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part holds at least."""

    parts: tuple["Tree", ...]


Tree = Condition | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class _Placed:
    condition: Condition
    first: int
    """Index of its first token."""

    last: int


def leaves(tree: Tree) -> Iterator[Condition]:
    """Yield the conditions of a tree, in order."""
    if isinstance(tree, Condition):
        yield tree
    else:
        for part in tree.parts:
            yield from leaves(part)


def read_conditions(scan: Scan, literals: Sequence[Literal], vocabulary: Vocabulary) -> Tree | None:
    """Return the conditions of a question that names no class; None where it puts none."""
    phrases = [phrase for phrase in scan.phrases if not phrase.weak]
    placed = sorted(_placed(scan, phrases, literals, vocabulary), key=lambda one: one.first)
    parts = tuple(_denied(scan, one, vocabulary) for one in placed)
    if len(parts) < 2:
        return parts[0] if parts else None
    between = [{token.word for token in scan.tokens[left.last : right.first]} for left, right in pairwise(placed)]
    return AnyOf(parts) if all("or" in words for words in between) else AllOf(parts)


def _placed(
    scan: Scan, phrases: Sequence[Phrase], literals: Sequence[Literal], vocabulary: Vocabulary
) -> Iterator[_Placed]:
    bound: set[Phrase] = set()
    within: set[int] = set()
    for literal in literals:
        at = [i for i, token in enumerate(scan.tokens) if literal.start <= token.start < literal.end]
        if not at:
            continue
        # "Start above …": a word before a bound is of the value.
        within |= {*at, at[0] - 1}
        phrase = _nearest(at[0], [p for p in phrases if _fits(p, literal, vocabulary)])
        facet = phrase.facets if phrase else (_SHAPES[literal.kind][1],)
        key = next((k for k in facet if _is_of(vocabulary.facets.get(k), literal)), facet[0])
        if not key:
            continue
        bound |= {phrase} if phrase else set()
        yield _Placed(Condition(key, literal.operator, literal.value), at[0], at[-1] + 1)
    loose = [at for at in scan.residual if at not in within]
    for phrase in phrases:
        if phrase not in bound:
            mine = _beside(phrase, loose)
            loose = [at for at in loose if at not in mine]
            # "Doctorate" names the facet and what is asked of it.
            own = [*mine, *range(phrase.first, phrase.last)]
            words = " ".join(scan.tokens[at].word for at in sorted(own))
            told = _required(scan, vocabulary.facets.get(phrase.facets[0]), vocabulary)
            yield _Placed(Condition(phrase.facets[0], words=words, modality=told), phrase.first, phrase.last)
    if loose:
        words = " ".join(scan.tokens[at].word for at in loose)
        yield _Placed(Condition("", words=words), loose[0], loose[-1] + 1)


def _fits(phrase: Phrase, literal: Literal, vocabulary: Vocabulary) -> bool:
    return any(_is_of(vocabulary.facets.get(key), literal) for key in phrase.facets)


def _is_of(facet: Facet | None, literal: Literal) -> bool:
    return facet is not None and bool(facet.value) and facet.value in _SHAPES[literal.kind][0]


def _nearest(at: int, phrases: Sequence[Phrase]) -> Phrase | None:
    return min(phrases, key=lambda p: min(abs(p.first - at), abs(p.last - at)), default=None)


def _beside(phrase: Phrase, loose: Sequence[int]) -> list[int]:
    """The unexplained tokens that touch a phrase: "pilot" of "a pilot certificate"."""
    found: list[int] = []
    at = phrase.first - 1
    while at in loose:
        found.append(at)
        at -= 1
    at = phrase.last
    while at in loose:
        found.append(at)
        at += 1
    return sorted(found)


def _required(scan: Scan, facet: Facet | None, vocabulary: Vocabulary) -> Modality | None:
    """Whether it must be required, where the facet can be: "which classes require …"."""
    asks = any(token.word in vocabulary.words["requiring"] for token in scan.tokens)
    return Modality.REQUIRED if facet is not None and facet.binds and asks else None


def _denied(scan: Scan, one: _Placed, vocabulary: Vocabulary) -> Condition:
    before = {token.word for token in scan.tokens[max(0, one.first - _REACH) : one.first]}
    negated = bool(before & vocabulary.words["negations"])
    return replace(one.condition, negated=negated)
