"""What nearly all classes of an agency say in documents of one type, and this one does not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from vectorstore.folding import fold
from vectorstore.spec import DocumentType

#: Agency, folded, and type of document.
_Of = tuple[str, DocumentType]


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield each heading or label that a share of the agency's other classes have, where nothing of `spec` is on it."""
    every, of = context.shared(_outlines), _of(spec)
    known = [facets for spec_id, facets in every.get(of, {}).items() if spec_id != spec.entry.spec_id]
    if len(known) < rule.parameters["fewest_classes"]:
        return
    shares = Counter(facet for facets in known for facet in facets)
    answered = _answered(spec, context) | set(rule.parameters["left_out"])
    told = {"count": len(known), "agency": spec.entry.agency or "the agency"}
    for facet, classes in shares.items():
        # Rounded down: 99.9 % are not all.
        share = 100 * classes // len(known)
        if share >= rule.parameters["least_share"] and facet not in answered:
            name = context.vocabulary.facets[facet].name
            yield finding(spec, rule, rule.message.format(share=f"{share} %", facet=name, **told), facet=facet)


def _outlines(context: Context) -> Mapping[_Of, Mapping[str, frozenset[str]]]:
    """What the newest document of each class has: spec id to its headings and labels, by agency and type."""
    found: dict[_Of, dict[str, frozenset[str]]] = defaultdict(dict)
    for spec in context.specs():
        found[_of(spec)][spec.entry.spec_id] = _outline(spec, context)
    return found


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
