"""What a document has to say and does not: no section means it, not even a blank one."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield what is required and stands under no heading and no label; `empty_section` tells of a blank one."""
    for row in rule.parameters["required"]:
        if not any(spec.sections(facet) or spec.facts(facet) for facet in row["facets"]):
            yield finding(spec, rule, rule.message.format(wanted=row["wanted"]), basis=row.get("basis"))
