"""What a document has to say and does not: no section means it, not even a blank one."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from vectorstore.spec import Span


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield what is required and stands under no heading and no label; `empty_section` tells of a blank one."""
    for row in rule.parameters["required"]:
        if any(spec.sections(facet) or spec.facts(facet) for facet in row["facets"]):
            continue
        said = _unheaded(spec, rule) if row.get("unheaded") else None
        message = rule.messages["unheaded"] if said is not None else rule.message
        severity = rule.parameters["severity_of_unheaded"] if said is not None else ""
        yield finding(spec, rule, message.format(wanted=row["wanted"]), said, basis=row.get("basis"), severity=severity)


def _unheaded(spec: Spec, rule: Rule) -> Span | None:
    """Where the first whole sentence stands that no known heading is above; None for nowhere."""
    sections, fewest = spec.parsed.sections, rule.parameters["fewest_words"]
    loose = (one for one in own_statements(spec) if not sections[one.section].kind and not one.marker)
    return next((one.span for one in loose if len(one.text.split()) >= fewest), None)
