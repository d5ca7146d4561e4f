"""Physical demands that nothing says, the more so where the duties are physical work."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.own_rules import OFF
from assistant.draft.checks.rules import Rule
from assistant.draft.checks.worded import listed, lowered
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from vectorstore.spec import Span, Statement
from vectorstore.vocabulary import phrases

#: List of the words behind which the work of others is told.
_OTHERS = "of_others"
#: List of what is no physical work, though its words seem so.
_OTHER_SENSES = "other_senses"
#: List of what tells of demands.
_DEMANDS = "demands"


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield that nothing speaks of physical demands: at the first duty that is physical work, or else of the whole."""
    facets, work = set(rule.parameters["facets"]), set(rule.parameters["work"])
    statements = own_statements(spec)
    told = any(spec.sections(facet) or spec.facts(facet) for facet in facets)
    if told or any(_demands(one, rule, is_work=bool(work & set(one.facets[:1]))) for one in statements):
        return
    duties = [span for one in statements if work & set(one.facets[:1]) for span in one.spans]
    yield from _demanding(spec, rule, next((found for span in duties for found in _own_work(spec, span, rule)), None))


def _demands(statement: Statement, rule: Rule, *, is_work: bool) -> bool:
    """Whether a statement says what is demanded; a duty that is physical does not, unless in so many words."""
    spoken = set(rule.parameters["facets"]) & set(statement.facets)
    return bool(spoken and not is_work) or bool(phrases(rule.words[_DEMANDS]).search(lowered(statement.text)))


def _own_work(spec: Spec, span: Span, rule: Rule) -> Iterator[Span]:
    """Yield the words of physical work in a duty, but for those of the work of others."""
    for name, found in listed(spec, span, rule.words):
        if name == _OTHERS:
            return
        if name not in (_OTHER_SENSES, _DEMANDS):
            yield found


def _demanding(spec: Spec, rule: Rule, words: Span | None) -> Iterator[Finding]:
    if words is not None:
        yield finding(spec, rule, rule.message.format(words=spec.parsed.document.quote(words)), words)
    elif (severity := rule.parameters["severity_of_silence"]) != OFF:
        yield finding(spec, rule, rule.messages["nothing"], severity=severity)
