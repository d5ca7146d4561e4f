"""Levels that do not go with the series: what the class is paid, and what its document says of where it stands."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.level_claims import Claim, claims
from assistant.draft.checks.neighbors import beside, series_around, titles
from assistant.draft.checks.pay import pay_of_both
from assistant.draft.checks.rules import Rule
from assistant.draft.taking import origins_of
from assistant.draft.values import Finding
from assistant.titles import title_keys
from vectorstore.spec import CatalogEntry


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield where the class of `spec` is paid no more than the one below, or is said to be where its title is not."""
    yield from _paid_no_more(spec, rule, context)
    own = list(claims(spec, rule, context.vocabulary))
    lower = context.specs_of(_others(spec, context, above=False)) if own else []
    for claim in own:
        told = chain(
            _unlike_title(spec, claim, rule, context),
            _no_end(spec, claim, rule, context),
            _contradicted(spec, claim, lower, rule, context),
        )
        # One is enough of a statement that is wrong in several ways.
        yield from islice(told, 1)


def _paid_no_more(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    for lower in context.specs_of(beside(spec, context, up=False)):
        paid = pay_of_both(spec, lower, context)
        if paid is not None and paid[0].is_no_more(paid[1]):
            own, its = paid
            message = rule.message.format(
                title=spec.entry.spec.title,
                lower=lower.entry.spec.title,
                pay=own.printed,
                lower_pay=its.printed,
                source=own.origin.source,
            )
            yield finding(spec, rule, message, spec.entry.spec.title_span, also=(own.origin, its.origin))


def _unlike_title(spec: Spec, claim: Claim, rule: Rule, context: Context) -> Iterator[Finding]:
    """The title has a level, "Senior", that goes with none of those that the document says."""
    (key, *_) = title_keys(spec.entry.spec.title, context.vocabulary)
    never = {level for name in key.levels for level in rule.parameters["never"].get(name, ())}
    if claim.levels and never.issuperset(claim.levels):
        message = rule.messages["title"].format(title=spec.entry.spec.title, level=claim.levels[-1])
        yield finding(spec, rule, message, claim.statement.span)


def _no_end(spec: Spec, claim: Claim, rule: Rule, context: Context) -> Iterator[Finding]:
    """The document says that no class is above, or below, and there is one."""
    others = _others(spec, context, above=claim.end == "top") if claim.end else ()
    if others:
        message = rule.messages[claim.end].format(title=spec.entry.spec.title, others=titles(others))
        yield finding(spec, rule, message, claim.statement.span)


def _contradicted(spec: Spec, claim: Claim, below: Sequence[Spec], rule: Rule, context: Context) -> Iterator[Finding]:
    """A class that is lower says of itself a higher level, or the same one of those that a series has once."""
    for lower in below if claim.levels else ():
        for its in claims(lower, rule, context.vocabulary):
            told = _conflict(claim, its, rule)
            if told:
                titles_ = {"title": spec.entry.spec.title, "lower": lower.entry.spec.title}
                message = rule.messages[told].format(level=claim.levels[-1], **titles_)
                yield finding(spec, rule, message, claim.statement.span, also=origins_of(lower, its.statement.spans))


def _conflict(claim: Claim, lower: Claim, rule: Rule) -> str:
    """How what a lower class says contradicts `claim`; empty where it does not."""
    order = rule.parameters["levels"]
    if lower.levels and order.index(lower.levels[0]) > order.index(claim.levels[-1]):
        return "above"
    once = len(lower.levels) == 1 and lower.levels[0] in rule.parameters["once"]
    return "same" if once and claim.levels == lower.levels else ""


def _others(spec: Spec, context: Context, *, above: bool) -> tuple[CatalogEntry, ...]:
    """The classes of its series above or below that of `spec` which differ from it by level or numeral alone."""
    series = series_around(spec, context)
    at = series.place(spec.entry) if series is not None else None
    if series is None or at is None:
        return ()
    rungs = series.rungs[at + 1 :] if above else series.rungs[:at]
    own = series.keys[spec.entry.class_id].qualifier
    found = (one for rung in rungs for one in rung if series.of_one_work(spec.entry, one))
    return tuple(one for one in found if series.keys[one.class_id].qualifier == own)
