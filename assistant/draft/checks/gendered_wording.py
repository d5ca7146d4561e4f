"""Words that name one sex, and what to write instead."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.own_rules import OFF
from assistant.draft.checks.rules import Rule
from assistant.draft.checks.worded import listed, named
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from vectorstore.spec import Span

#: List of the pairs of both sexes: within one, neither half is looked at alone.
_PAIRS = "pairs"


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield every word of the rule's lists in the title and the statements of a class, but within other names."""
    title = spec.entry.spec.title_span
    places = [title, *(span for statement in own_statements(spec) for span in statement.spans)]
    for place in places:
        for name, found in listed(spec, place, rule.words):
            # A title is all name, and its own.
            if place == title or not named(spec, place, found):
                yield from _of(spec, rule, name, found)


def _of(spec: Spec, rule: Rule, name: str, found: Span) -> Iterator[Finding]:
    words = " ".join(spec.parsed.document.quote(found).split())
    if name != _PAIRS:
        yield finding(spec, rule, rule.message.format(words=words, instead=name), found)
    # The law is about preferring one sex: a pair does not.
    elif (severity := rule.parameters["severity_of_pairs"]) != OFF:
        yield finding(spec, rule, rule.messages[_PAIRS].format(words=words), found, severity=severity, basis="")
