"""The labels that an agency prints, such as "Class Code:", above its headings and below them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.changes import RECRUITMENT
from assistant.class_view import Spec
from assistant.draft.outline_order import Path, ordered
from assistant.draft.outline_parts import Part
from vectorstore.folding import fold
from vectorstore.spec import OWN_LABEL, Fact
from vectorstore.vocabulary import Vocabulary

#: Share of the documents that print a label, at least; below a heading, of those that have it.
_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Label:
    """A label of an agency."""

    label: str
    """As most of its documents print it, without its colon."""

    facet: str
    """Facet that it means; `label:` and its folded words where no vocabulary knows it."""

    share: float
    """Share of the documents that have it, 0 to 1."""


def labels_of(
    documents: Sequence[tuple[Spec, Sequence[Part]]], vocabulary: Vocabulary
) -> tuple[tuple[Label, ...], Mapping[Path, tuple[Label, ...]]]:
    """Return the labels above the first heading, and those below each, in their order."""
    above: list[list[Fact]] = []
    below: dict[Path, list[list[Fact]]] = defaultdict(list)
    for spec, parts in documents:
        facts = [fact for fact in spec.parsed.facts if _counts(fact, vocabulary)]
        first = min(
            (s.heading_span.start for s in spec.parsed.sections if s.heading), default=len(spec.parsed.document.text)
        )
        above.append([fact for fact in facts if fact.context.start < first])
        for part in parts:
            below[part.path].append(
                [fact for fact in facts if fact.context.start >= first and _is_in(fact, spec, part)]
            )
    return _common(above), {path: common for path, each in below.items() if (common := _common(each))}


def _counts(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether a fact is of the class, not of a recruitment, and has a label to be printed."""
    facet = vocabulary.facets.get(fact.facet)
    printed = facet is None or bool(facet.synonyms)
    return bool(fact.label) and fact.facet not in RECRUITMENT and printed


def _is_in(fact: Fact, spec: Spec, part: Part) -> bool:
    """Whether a label is printed below a heading that does not say the same."""
    inside = any(
        section.body.start <= fact.context.start < section.body.end
        for section in spec.parsed.sections
        if section.ordinal in part.sections
    )
    return inside and fact.facet != part.kind and fold(fact.label) != fold(part.heading)


def _common(documents: Sequence[Sequence[Fact]]) -> tuple[Label, ...]:
    """The labels that enough of `documents` print, in the order that most of them have."""
    counts: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for facts in documents:
        for key, label in dict(_keyed(facts)).items():
            counts[key] += 1
            printed[key][label] += 1
    kept = {key for key, count in counts.items() if count >= _SHARE * len(documents)}
    order = ordered([[(key,) for key, _ in _keyed(facts) if key in kept] for facts in documents])
    return tuple(Label(printed[key].most_common(1)[0][0], key, counts[key] / len(documents)) for (key,) in order)


def _keyed(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    for fact in sorted(facts, key=lambda fact: fact.span.start):
        yield (fact.facet or OWN_LABEL + fold(fact.label)), fact.label
