"""What nearly all classes of an agency say in documents of one type, and this one does not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from vectorstore.folding import fold
from vectorstore.spec import DocumentType

#: Agency, folded, and type of document.
_Of = tuple[str, DocumentType]


@dataclass(frozen=True, slots=True)
class _Outlines:
    """What the documents of one type of an agency have."""

    by_spec: Mapping[str, frozenset[str]]
    """Spec id to its headings and labels."""

    counts: Mapping[str, int]
    """How many have each."""

    def others(self, spec: Spec) -> int:
        """Return how many there are beside `spec`."""
        return len(self.by_spec) - (spec.entry.spec_id in self.by_spec)

    def having(self, spec: Spec) -> Mapping[str, int]:
        """Return how many of those have each heading or label that `spec` has not."""
        own = self.by_spec.get(spec.entry.spec_id, frozenset())
        return {facet: count for facet, count in self.counts.items() if facet not in own}


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield each heading or label that a share of the agency's other classes have, where nothing of `spec` is on it."""
    known = context.shared(_outlines).get(_of(spec))
    if known is None or (count := known.others(spec)) < max(1, rule.parameters["fewest_classes"]):
        return
    # Rounded down: 99.9 % are not all.
    shares = {facet: 100 * classes // count for facet, classes in known.having(spec).items()}
    usual = sorted(facet for facet, share in shares.items() if share >= rule.parameters["least_share"])
    answered = _answered(spec, context) | set(rule.parameters["left_out"]) if usual else frozenset()
    told = {"count": count, "agency": spec.entry.agency or "the agency"}
    for facet in usual:
        if facet not in answered:
            name = context.vocabulary.facets[facet].name
            message = rule.message.format(share=f"{shares[facet]} %", facet=name, **told)
            yield finding(spec, rule, message, facet=facet)


def _outlines(context: Context) -> Mapping[_Of, _Outlines]:
    """What the newest document of each class has, by agency and type."""
    found: dict[_Of, dict[str, frozenset[str]]] = defaultdict(dict)
    for spec in context.specs:
        found[_of(spec)][spec.entry.spec_id] = _outline(spec, context)
    return {
        of: _Outlines(outlines, Counter(facet for outline in outlines.values() for facet in outline))
        for of, outlines in found.items()
    }


def _of(spec: Spec) -> _Of:
    return fold(spec.entry.agency), spec.entry.type


def _outline(spec: Spec, context: Context) -> frozenset[str]:
    """The facets of a document's headings and labels that the vocabulary knows."""
    parsed = spec.parsed
    printed = {section.kind for section in parsed.sections} | {fact.facet for fact in parsed.facts}
    return frozenset(printed & context.vocabulary.facets.keys())


def _answered(spec: Spec, context: Context) -> frozenset[str]:
    """The facets that a document has, that a statement of it speaks of, and those that these answer for."""
    spoken = {facet for statement in spec.parsed.statements for facet in statement.facets}
    own, facets = _outline(spec, context) | spoken, context.vocabulary.facets
    wider = {facet for key in own if key in facets for facet in facets[key].includes}
    return own | wider | {key for key, facet in facets.items() if own & set(facet.includes)}
