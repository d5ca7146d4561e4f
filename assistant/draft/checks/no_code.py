"""A class without a code."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.compose.writer import cased
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield that the class has no code, at its title."""
    if not spec.entry.spec.class_code:
        title = cased(spec.entry.spec.title)
        yield finding(spec, rule, rule.message.format(title=title), spec.entry.spec.title_span, facet="class_code")
