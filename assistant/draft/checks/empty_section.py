"""A heading with nothing under it, or a label with nothing behind it."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from vectorstore.spec import Fact, Section, speaks_of


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield the blank headings and labels of facets that the vocabulary knows."""
    left_out, ordinal = set(rule.parameters["left_out"]), spec.entry.spec.ordinal
    told: set[int] = set()
    for section in spec.parsed.sections:
        known = section.kind and section.kind not in left_out and speaks_of(section.applies_to, ordinal)
        if known and _is_empty(spec, section, context):
            told.add(section.heading_span.start)
            yield finding(spec, rule, rule.message.format(heading=section.heading), section.heading_span)
    for fact in spec.parsed.facts:
        known = fact.facet in context.vocabulary.facets.keys() - left_out and speaks_of(fact.applies_to, ordinal)
        # A label that stands alone is a heading, too.
        if known and fact.context.start not in told and _is_unfilled(spec, fact):
            yield finding(spec, rule, rule.messages["label"].format(heading=fact.label), fact.context)


def _is_empty(spec: Spec, section: Section, context: Context) -> bool:
    """Whether nothing stands below a heading, and what follows cannot be meant by it.

    The titles of two classes over one text, or a heading over narrower ones, are no blanks.
    """
    means, facets = context.vocabulary.heading, context.vocabulary.facets
    if means(section.heading) != section.kind or not spec.is_blank(section):
        return False
    following = spec.parsed.sections[section.ordinal + 1 :]
    if not following:
        return True
    after = means(following[0].heading)
    return bool(after) and after != section.kind and after not in facets[section.kind].includes


def _is_unfilled(spec: Spec, fact: Fact) -> bool:
    """Whether nothing at all stands behind a label; a dash or "N/A" is something."""
    said = spec.parsed.document.quote(fact.context).removeprefix(fact.label)
    return not fact.value and not said.strip(" :\t\n")
