"""A heading with nothing under it, or a label with nothing behind it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from vectorstore.folding import fold
from vectorstore.spec import Fact, Section, speaks_of

#: What comes after the last heading.
_END = "end"


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield the blank headings and labels of facets that the vocabulary knows."""
    left_out, ordinal = set(rule.parameters["left_out"]), spec.entry.spec.ordinal
    told: set[int] = set()
    for section in spec.parsed.sections:
        known = section.kind and section.kind not in left_out and speaks_of(section.applies_to, ordinal)
        if known and _is_empty(spec, section, rule, context):
            told.add(section.heading_span.start)
            yield finding(spec, rule, rule.message.format(heading=section.heading), section.heading_span)
    for fact in spec.parsed.facts:
        known = fact.facet in context.vocabulary.facets.keys() - left_out and speaks_of(fact.applies_to, ordinal)
        # A label that stands alone is a heading, too.
        if known and fact.context.start not in told and _is_unfilled(spec, fact):
            yield finding(spec, rule, rule.messages["label"].format(heading=fact.label), fact.context)


def _is_empty(spec: Spec, section: Section, rule: Rule, context: Context) -> bool:
    """Whether nothing stands below a heading, and what follows cannot be meant by it."""
    after = _after(spec, section, context)
    if not after or after == section.kind or after in rule.parameters["narrower"].get(section.kind, ()):
        return False
    # What the vocabulary lets answer for it may stand below it, where the agency writes so.
    return after not in context.vocabulary.facets[section.kind].includes or not _is_habit(spec, section, rule, context)


def _is_habit(spec: Spec, section: Section, rule: Rule, context: Context) -> bool:
    """Whether the agency's other documents leave a heading bare, too, or are too few to tell."""
    known = context.shared(_headings).get((fold(spec.entry.agency), fold(section.heading)), {})
    others = [bool(after) for source_id, after in known.items() if source_id != spec.entry.source_id]
    fewest: int = rule.parameters["fewest_documents"]
    share: int = rule.parameters["habit_share"]
    return len(others) < fewest or 100 * sum(others) >= share * len(others)


def _after(spec: Spec, section: Section, context: Context) -> str | None:
    """Return what the heading right after a bare one means, `_END` for none, empty where nobody knows.

    None where a sentence stands below `section` itself, or its own heading does not mean its facet: one of two titles
    of classes, say. A blank heading looks like one over others, so whether these are counted below it does not matter.
    """
    means = context.vocabulary.heading
    said = any(statement.section == section.ordinal for statement in spec.parsed.statements)
    if said or means(section.heading) != section.kind:
        return None
    following = spec.parsed.sections[section.ordinal + 1 :]
    return means(following[0].heading) if following else _END


def _headings(context: Context) -> Mapping[tuple[str, str], Mapping[str, str | None]]:
    """Agency and heading, folded, to what comes after it in each document, by source id."""
    found: dict[tuple[str, str], dict[str, str | None]] = defaultdict(dict)
    for spec in {spec.entry.source_id: spec for spec in context.specs}.values():
        for section in spec.parsed.sections:
            key = fold(spec.entry.agency), fold(section.heading)
            found[key][spec.entry.source_id] = _after(spec, section, context)
    return found


def _is_unfilled(spec: Spec, fact: Fact) -> bool:
    """Whether nothing at all stands behind a label; a dash or "N/A" is something."""
    said = spec.parsed.document.quote(fact.context).removeprefix(fact.label)
    return not fact.value and not said.strip(" :\t\n")
