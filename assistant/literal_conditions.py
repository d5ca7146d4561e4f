"""Turn the literals of a question for many classes into conditions: amounts, dates, numbers with a unit.

A literal binds to the nearest facet of its type that is named beside it, else
to the facet that such values are of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conditions import AllOf, Compared, LastChanged, Measured, Not, Tree, Valued
from assistant.literals import Kind, Literal, Operator
from assistant.scan import Phrase
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary
from vectorstore.vocabulary_rows import Facet

#: Shapes of value that a number without a unit is compared with.
_NUMERIC = ("grade", "number")
_PLAIN = (*_NUMERIC, "text", "choice", "code")
#: A number from here on beside a word for pay is of dollars, signed or not.
_DOLLARS = 1000
#: Ages that somebody may have to be of.
_AGE, _YOUNGEST, _OLDEST = "age", 14, 75
_PERIODS = ("year", "month", "week", "day", "hour")
#: Since a date, or until it: what a class that was not revised meanwhile was last.
_TURNED = {Operator.SINCE: Operator.BEFORE, Operator.AFTER: Operator.UNTIL}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a literal in its clause."""

    phrases: tuple[Phrase, ...]
    """Facets that are named."""

    text: str
    """The clause as written."""

    question: str
    """All of the question, in which literals have their places."""

    denied: bool
    starts: bool
    """It speaks of where pay begins."""

    top: bool
    """It speaks of where pay ends."""

    required: bool
    words: str = ""
    """Words that nothing explains."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The condition of a literal, and the phrase that names its facet."""

    tree: Tree
    phrase: Phrase | None


def bind(literals: Sequence[Literal], at: Sequence[int], around: Around, vocabulary: Vocabulary) -> list[Bound]:
    """Return the condition of each literal of one clause, none where one has none; `at` is each one's first token.

    Two that are the ends of a range bind to one facet.
    """
    found: list[Bound] = []
    for literal, first in zip(literals, at, strict=True):
        before = found[-1].phrase if found and literal.kind is literals[len(found) - 1].kind else None
        phrase = before or _nearest(first, [p for p in around.phrases if _fits(p, literal, vocabulary)])
        tree = _condition(literal, phrase, around, vocabulary)
        if tree is None:
            return []
        found.append(Bound(tree, phrase))
    return found


def _condition(literal: Literal, phrase: Phrase | None, around: Around, vocabulary: Vocabulary) -> Tree | None:
    key, said = _facet(literal, phrase, vocabulary), around.question[literal.start : literal.end]
    of_pay = vocabulary.facets[key].value == "money" if key else _is_pay(literal, around, vocabulary)
    if (literal.kind is Kind.MONEY or of_pay) and isinstance(literal.value, float):
        end = "top" if around.top or said.lower().startswith("up to") else "start" if around.starts else ""
        period = _period(around.text, vocabulary)
        return _denied(Compared(key or "salary", literal.operator, literal.value, period, end, said), around)
    if literal.kind is Kind.DATE and isinstance(literal.value, str):
        if around.denied and key == "revised" and literal.operator in _TURNED:
            return LastChanged(_TURNED[literal.operator], literal.value, said)
        if key == "revised" and "last" in fold(around.text).split() and not around.denied:
            return LastChanged(literal.operator, literal.value, said, revised=literal.operator is Operator.IN)
        return _denied(Compared(key or "established", literal.operator, literal.value, said=said), around)
    assert isinstance(literal.value, float)
    if not literal.unit and (key == _AGE or (not key and _is_age(literal, around, vocabulary))):
        literal, key = replace(literal, unit="year"), _AGE
    if literal.unit:
        assert isinstance(literal.value, float)
        facet = key or ("experience" if literal.unit in ("year", "month") else "")
        lasting = bool(facet and vocabulary.facets[facet].duration)
        required = around.required and not lasting
        measured = Measured(literal.unit, literal.operator, literal.value, facet, required, around.words, said)
        return _denied(measured, around)
    if not key:
        return None
    if vocabulary.facets[key].value in _NUMERIC:
        return _denied(Compared(key, literal.operator, literal.value, said=said), around)
    whole = literal.operator in (Operator.IS, Operator.IN)
    return _denied(Valued(key, f"{literal.value:g}", said), around) if whole else None


def _is_pay(literal: Literal, around: Around, vocabulary: Vocabulary) -> bool:
    """Whether a number beside a word for pay is of dollars: "paying over 80000", "begin above 30 an hour"."""
    if literal.kind is not Kind.NUMBER or literal.unit or not isinstance(literal.value, float):
        return False
    paying = any(word in fold(around.text).split() for word in vocabulary.lists["paying"])
    return paying and (literal.value >= _DOLLARS or bool(_period(around.text, vocabulary)))


def _is_age(literal: Literal, around: Around, vocabulary: Vocabulary) -> bool:
    """Whether somebody must be so old: "you have to be at least 18"."""
    assert isinstance(literal.value, float)
    words = fold(around.text).split()
    return _YOUNGEST <= literal.value <= _OLDEST and any(word in words for word in vocabulary.lists["aged"])


def _denied(tree: Tree, around: Around) -> Tree:
    return Not(tree) if around.denied else tree


def _facet(literal: Literal, phrase: Phrase | None, vocabulary: Vocabulary) -> str:
    keys = phrase.facets if phrase is not None else ()
    return next((key for key in keys if _is_of(vocabulary.facets.get(key), literal)), "")


def _fits(phrase: Phrase, literal: Literal, vocabulary: Vocabulary) -> bool:
    return any(_is_of(vocabulary.facets.get(key), literal) for key in phrase.facets)


def _is_of(facet: Facet | None, literal: Literal) -> bool:
    if facet is None:
        return False
    if literal.kind is Kind.MONEY:
        return facet.value == "money"
    if literal.kind is Kind.DATE:
        return facet.dated
    if facet.value == "money":
        return not literal.unit and isinstance(literal.value, float) and literal.value >= _DOLLARS
    if facet.duration:
        return literal.unit in _PERIODS
    return not facet.value if literal.unit else facet.value in _PLAIN or facet.key == _AGE


def _nearest(at: int, phrases: Sequence[Phrase]) -> Phrase | None:
    return min(phrases, key=lambda p: min(abs(p.first - at), abs(p.last - at)), default=None)


def _period(text: str, vocabulary: Vocabulary) -> str:
    """The period that the words of a clause say an amount is for; empty where they do not."""
    said = f" {fold(text)} "
    return next((p for p in _PERIODS if any(f" {fold(w)} " in said for w in vocabulary.document[f"per_{p}"])), "")


def ranged(bound: Sequence[Bound]) -> Tree:
    """Return all of `bound` as one condition."""
    trees = tuple(one.tree for one in bound)
    return trees[0] if len(trees) == 1 else AllOf(trees)
