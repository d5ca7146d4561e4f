"""Sentences that are too long to be read at once."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from assistant.likeness import own_statements


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield every sentence of the class with more words than the rule allows; boilerplate is nobody's to mend here."""
    left_out = set(rule.parameters["left_out"])
    for statement in own_statements(spec):
        count, parts = len(statement.text.split()), statement.text.count(";") + 1
        if count > rule.parameters["most_words"] and not left_out & set(statement.facets[:1]):
            is_list = parts >= rule.parameters["fewest_parts"]
            message = rule.messages["run_on"] if is_list else rule.message
            yield finding(spec, rule, message.format(count=count, parts=parts), statement.span)
