"""Sentences that are too long to be read at once."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from vectorstore.spec import Span, Statement


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield every sentence of the class with more words than the rule allows; boilerplate is nobody's to mend here."""
    left_out = set(rule.parameters["left_out"])
    for sentence in _sentences(own_statements(spec)):
        text = " ".join(part.text for part in sentence)
        # A sentence in brackets behind an abbreviation is one of its own: "Range B. (Applicants …"
        longest = max(text.replace(".) ", ". (").split(". ("), key=lambda part: len(part.split()))
        count, parts = len(longest.split()), longest.count(";") + 1
        if count > rule.parameters["most_words"] and not left_out & set(sentence[0].facets[:1]):
            is_list = parts >= rule.parameters["fewest_parts"]
            message = rule.messages["run_on"] if is_list else rule.message
            yield finding(spec, rule, message.format(count=count, parts=parts), _span(spec, sentence))


def _sentences(statements: Iterable[Statement]) -> Iterator[Sequence[Statement]]:
    """Yield the statements of each sentence: duties are cut at semicolons, so that each is found by itself."""
    sentence: list[Statement] = []
    for statement in statements:
        if sentence and not _goes_on(sentence[-1], statement):
            yield sentence
            sentence = []
        sentence.append(statement)
    if sentence:
        yield sentence


def _goes_on(before: Statement, after: Statement) -> bool:
    return after.section == before.section and not after.marker and before.text.endswith(";")


def _span(spec: Spec, sentence: Sequence[Statement]) -> Span:
    """Where a sentence stands; of one that a page breaks, up to there."""
    if any(len(part.spans) > 1 for part in sentence):
        return sentence[0].span
    return spec.parsed.document.span(sentence[0].span.start, sentence[-1].span.end)
