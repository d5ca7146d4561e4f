"""What changed from one document of a class to the next: facts by facet, statements by what they say.

Statements that say the same are set aside; of the others, those of one
section that are most alike are one statement that was reworded; what is left
is new, or gone. Two that are alike but for a number are a change like any
other, whatever their likeness.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.class_view import Spec
from assistant.likeness import own_statements
from vectorstore.folding import fold
from vectorstore.spec import Fact, Section, Span, Statement
from vectorstore.vocabulary import Vocabulary

#: Facets of a recruitment: what a bulletin says of them holds until it closes.
RECRUITMENT = frozenset({"closes", "application", "exam_type", "selection", "opened", "notice"})
#: Facets of the paper that a document is printed on, and of no class.
PAPER = frozenset({"pages"})

#: Likeness, of 100, from which two statements of sections alike are one reworded; and of any sections.
_REWORDED, _MOVED = 55.0, 86.0


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the two documents do not say alike."""

    name: str
    """What of: a facet's name, or the heading as the newer document prints it, or else the older."""

    facets: tuple[str, ...]
    before: tuple[Span, ...]
    """Where the older document says it; empty for what is new."""

    after: tuple[Span, ...]
    """Where the newer one does; empty for what is gone."""

    values: tuple[tuple[Span, ...], tuple[Span, ...]] = ((), ())
    """Of facts, the values alone as both documents print them, within what is to be cited."""


@dataclass(frozen=True, slots=True)
class _Pair:
    before: Statement | None
    after: Statement | None


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement as it is compared."""

    statement: Statement
    text: str
    """Folded."""

    kind: str
    """Of its section."""

    @property
    def sorted_words(self) -> str:
        """Its words in the order of the alphabet: what is moved about says the same."""
        return " ".join(sorted(self.text.split()))


def changes(older: Spec, newer: Spec, vocabulary: Vocabulary) -> tuple[Change, ...]:
    """Return what the documents `older` and `newer` of one class do not say alike.

    Facts first, then what the class asks for, then other statements in the
    order of the newer document and what is gone, and at the end what only the
    recruitment is about. What stands in many documents is left out, and so are
    dates: two documents are of two days.
    """
    facts = list(_facts(older, newer, vocabulary))
    pairs = _paired(older, newer, _telling(older, vocabulary), _telling(newer, vocabulary))
    found = [*facts, *(_reworded(older, newer, pair) for pair in pairs)]
    return tuple(sorted(found, key=lambda change: _rank(change, vocabulary)))


def _rank(change: Change, vocabulary: Vocabulary) -> int:
    """What a reader looks for first: values, what is asked for, what the class is, notes, and last the recruitment."""
    if RECRUITMENT & set(change.facets[:1]):
        return 4
    if set(change.facets) <= {"notes"}:
        return 3
    asks = any(vocabulary.facets[key].binds or key == "requirements" for key in change.facets)
    return 0 if change.values != ((), ()) else 1 if asks else 2


def _facts(older: Spec, newer: Spec, vocabulary: Vocabulary) -> Iterable[Change]:
    for key, facet in vocabulary.facets.items():
        # What nobody asks for, such as the number of a page, is no change of the class.
        if facet.value and facet.value != "date" and facet.synonyms:
            before, after = ([f for f in spec.facts(key) if f.value] for spec in (older, newer))
            if (before or after) and {fact_value(f) for f in before} != {fact_value(f) for f in after}:
                values = (tuple(f.span for f in before), tuple(f.span for f in after))
                yield Change(facet.name, (key,), _contexts(before), _contexts(after), values)


def fact_value(fact: Fact) -> tuple[str, float | None, float | None, str, str]:
    """Return what a fact says, however it is printed: two facts of one value say the same."""
    return fold(fact.value), fact.low, fact.high, fact.period, fold(fact.qualifier)


def _contexts(facts: Iterable[Fact]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(fact.context for fact in facts))


def _telling(spec: Spec, vocabulary: Vocabulary) -> list[Statement]:
    """The statements of a class that say more than the value of a fact does."""
    inside = [f.context for key, facet in vocabulary.facets.items() if facet.value for f in spec.facts(key)]
    return [s for s in own_statements(spec) if not any(o.start <= s.span.start < o.end for o in inside)]


def _paired(older: Spec, newer: Spec, before: Sequence[Statement], after: Sequence[Statement]) -> list[_Pair]:
    """Pair the statements that were reworded; those that say the same in both are left out."""
    old, new = _said_of(older, before), _said_of(newer, after)
    same = {one.text for one in old} & {one.text for one in new}
    old, new = [one for one in old if one.text not in same], [one for one in new if one.text not in same]
    match: dict[int, int] = {}
    taken: set[int] = set()
    for _, b, a in sorted(_alike(old, new), reverse=True):
        if a not in match and b not in taken:
            match[a] = b
            taken.add(b)
    pairs = [_Pair(old[match[at]].statement if at in match else None, one.statement) for at, one in enumerate(new)]
    return [*pairs, *(_Pair(one.statement, None) for at, one in enumerate(old) if at not in taken)]


def _said_of(spec: Spec, statements: Sequence[Statement]) -> list[_Said]:
    return [_Said(one, fold(one.text), _kind(spec, one)) for one in statements]


def _alike(old: Sequence[_Said], new: Sequence[_Said]) -> Iterator[tuple[float, int, int]]:
    """Yield how alike two statements are, of 100, and the place of each: of one section more loosely than of any."""
    yield from _rated(old, range(len(old)), new, range(len(new)), _MOVED)
    for kind in dict.fromkeys(one.kind for one in new):
        of_old = [at for at, one in enumerate(old) if one.kind == kind]
        of_new = [at for at, one in enumerate(new) if one.kind == kind]
        yield from _rated(old, of_old, new, of_new, _REWORDED)


def _rated(
    old: Sequence[_Said], of_old: Sequence[int], new: Sequence[_Said], of_new: Sequence[int], least: float
) -> Iterator[tuple[float, int, int]]:
    """Yield the pairs of the places `of_old` and `of_new` that are at least so much alike."""
    before, after = [old[at].sorted_words for at in of_old], [new[at].sorted_words for at in of_new]
    if not (before and after):
        return
    rates = process.cdist(before, after, scorer=fuzz.ratio, score_cutoff=least)
    for row, column in zip(*rates.nonzero(), strict=True):
        yield float(rates[row, column]), of_old[row], of_new[column]


def _section(spec: Spec, statement: Statement) -> Section:
    return spec.parsed.sections[statement.section]


def _kind(spec: Spec, statement: Statement) -> str:
    section = _section(spec, statement)
    return section.kind or fold(section.heading)


def _reworded(older: Spec, newer: Spec, pair: _Pair) -> Change:
    spec, shown = (newer, pair.after) if pair.after is not None else (older, pair.before)
    assert shown is not None  # a pair has one at least
    section = _section(spec, shown)
    statements = [statement for statement in (pair.before, pair.after) if statement is not None]
    facets = dict.fromkeys([section.kind, *(facet for statement in statements for facet in statement.facets)])
    before, after = (statement.spans if statement else () for statement in (pair.before, pair.after))
    return Change(section.heading, tuple(filter(None, facets)), before, after)
