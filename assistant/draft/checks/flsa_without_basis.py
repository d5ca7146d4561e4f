"""Exempt from overtime, with no work or requirement that an exemption could rest on."""

from collections.abc import Iterator

from assistant.bounds import value_of
from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.rules import Rule
from assistant.draft.checks.worded import lowered
from assistant.draft.taking import origins_of
from assistant.draft.values import Finding
from assistant.likeness import own_statements
from vectorstore.spec import Fact
from vectorstore.vocabulary import phrases

_FACET, _EXEMPT = "overtime", "exempt"
#: List of the words that count among requirements.
_LEARNED = "learned"


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield that the document, or else the newest class table, says exempt, where no words speak for it."""
    stated = [fact for fact in spec.facts(_FACET) if fact.value]
    rows = context.rows(spec.entry) if not stated else ()
    tabled = [fact for fact in rows[-1].facts if fact.facet == _FACET] if rows else []
    if not any(_is_exempt(fact, context) for fact in stated or tabled) or _has_basis(spec, rule):
        return
    if stated:
        yield finding(spec, rule, rule.message, stated[0].context)
    else:
        cells = origins_of(Spec(rows[-1].entry, rows[-1].parsed), [fact.context for fact in tabled])
        yield finding(spec, rule, rule.messages["tabled"].format(date=rows[-1].effective), also=cells)


def _is_exempt(fact: Fact, context: Context) -> bool:
    return value_of(context.vocabulary.facets[_FACET], fact.value) == _EXEMPT


def _has_basis(spec: Spec, rule: Rule) -> bool:
    """Whether the work has a word of any exemption, or what has to be learned for it one of a profession."""
    work, learned = set(rule.parameters["work"]), set(rule.parameters["learned"])
    of_work = phrases(word for name, words in rule.words.items() for word in words if name != _LEARNED)
    of_learning = phrases(rule.words[_LEARNED])
    return any(
        (work & set(one.facets[:1]) and of_work.search(lowered(one.text)))
        or (learned & set(one.facets) and of_learning.search(lowered(one.text)))
        for one in own_statements(spec)
    )
