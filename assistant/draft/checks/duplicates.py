"""A class of an agency that is nearly another one: its title, or its work, is that of another class."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.likeness import likenesses
from assistant.draft.similar_about import told
from assistant.draft.similar_parts import describes
from assistant.draft.taking import origins_of
from assistant.draft.values import Finding
from assistant.series import rank
from assistant.titles import TitleKey, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary
from vectorstore.words import stem

#: Pairs of words in a row that two classes share at least, as a share of those of the smaller one, to be compared.
_SHARED_PAIRS = 0.4
#: A pair of words that more classes have says nothing of any.
_MOST_CLASSES = 40

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Class:
    """A class as it is compared."""

    spec: Spec
    key: TitleKey
    rank: tuple[int, int]
    """Of its level, as far as the title says it."""

    lines: tuple[str, ...]
    """What describes its work."""

    pairs: frozenset[_Pair]
    """Folded words that stand in a row in them."""


@dataclass(frozen=True, slots=True)
class _Classes:
    """The newest document of each class that was not abolished, and which of them have a pair of words."""

    classes: Sequence[_Class]
    known: Mapping[str, _Class]
    """By their spec ids."""

    having: Mapping[_Pair, Sequence[int]]
    """Pair of words to the places of the classes that have it, where they are few and more than one."""

    sizes: Sequence[int]
    """How many pairs of words each class has."""

    titled: Mapping[TitleKey, Sequence[int]]
    """Key of a title to the places of the classes that have it."""


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield what says that the class of `spec` is nearly another one of its agency."""
    own = context.shared(_classes).known.get(spec.entry.spec_id) or _class(spec, context.vocabulary)
    for other in _candidates(own, context):
        if message := _message(own, other, rule):
            span = spec.entry.spec.title_span
            yield finding(spec, rule, message, span, also=origins_of(other.spec, [other.spec.entry.spec.title_span]))


def _message(own: _Class, other: _Class, rule: Rule) -> str:
    """What is wrong, in words; empty for nothing."""
    named = {"other": _named(other.spec.entry)}
    if own.key == other.key:
        return rule.messages["title"].format(**named)
    if min(len(own.lines), len(other.lines)) < rule.parameters["fewest_lines"]:
        return ""
    grid = (likenesses(own.lines, other.lines) > 0) & ~_told_apart(own, other)
    here, there = int(grid.any(axis=1).sum()), int(grid.any(axis=0).sum())
    share = 100 * min(here / len(own.lines), there / len(other.lines))
    if share < rule.parameters["least_share"]:
        return ""
    return rule.message.format(alike=here, total=len(own.lines), **named)


def _told_apart(own: _Class, other: _Class) -> NDArray[np.bool_]:
    """Which pairs of lines, alike else, tell two works apart: each has a word that its own title alone has.

    Such as "checks the fares of ferries" of "Ferry Auditor" and "checks the fares of trams" of "Tram Auditor".
    """
    here, there = ({stem(word) for word in one.key.core} for one in (own, other))
    return np.outer(_saying(own, here - there, there - here), _saying(other, there - here, here - there))


def _saying(one: _Class, stems: set[str], others: set[str]) -> NDArray[np.bool_]:
    """Which lines of a class have a word of one of the `stems`, and none of the `others`."""
    said = [{stem(word) for word in fold(line).split()} for line in one.lines]
    return np.array([not stems.isdisjoint(line) and others.isdisjoint(line) for line in said])


def _candidates(own: _Class, context: Context) -> Iterator[_Class]:
    """The other classes of the agency and the level, of other documents, that share a title or many words."""
    known = context.shared(_classes)
    counts = Counter(chain.from_iterable(known.having.get(pair, ()) for pair in own.pairs))
    most, sizes = len(own.pairs), known.sizes
    near = (at for at, shared in counts.items() if shared >= _SHARED_PAIRS * min(most, sizes[at]))
    for at in dict.fromkeys((*known.titled.get(own.key, ()), *near)):
        other = known.classes[at]
        if own.rank == other.rank and _is_another(own.spec.entry, other.spec.entry):
            yield other


def _is_another(own: CatalogEntry, other: CatalogEntry) -> bool:
    """Whether another class of the agency has another document; what has its code is the class itself, or its draft."""
    same = (own.class_id == other.class_id, own.source_id == other.source_id)
    coded = bool(own.spec.class_code) and fold(own.spec.class_code) == fold(other.spec.class_code)
    return not any(same) and not coded and fold(own.agency) == fold(other.agency)


def _classes(context: Context) -> _Classes:
    specs = (spec for spec in context.specs if not any(fact.value for fact in spec.facts("abolished")))
    classes = [_class(spec, context.vocabulary) for spec in specs]
    having: dict[_Pair, list[int]] = defaultdict(list)
    titled: dict[TitleKey, list[int]] = defaultdict(list)
    for at, one in enumerate(classes):
        titled[one.key].append(at)
        for pair in one.pairs:
            having[pair].append(at)
    telling = {pair: places for pair, places in having.items() if 1 < len(places) <= _MOST_CLASSES}
    by_id = {one.spec.entry.spec_id: one for one in classes}
    return _Classes(classes, by_id, telling, [len(one.pairs) for one in classes], titled)


def _class(spec: Spec, vocabulary: Vocabulary) -> _Class:
    lines = tuple(dict.fromkeys(one.text for one in told(spec) if describes(one.kind)))
    pairs = frozenset(pair for line in lines for pair in pairwise(fold(line).split()))
    key = title_keys(spec.entry.spec.title, vocabulary)[0]
    return _Class(spec, key, rank(key, vocabulary), lines, pairs)


def _named(entry: CatalogEntry) -> str:
    return f"{entry.spec.title} ({entry.spec.class_code})" if entry.spec.class_code else entry.spec.title
