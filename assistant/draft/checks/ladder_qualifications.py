"""Qualifications that do not go with the classes around: less than the class below, or a class that is not below."""

from collections.abc import Iterator

from assistant.class_view import Spec
from assistant.draft.checks.agency_titles import is_same
from assistant.draft.checks.asking_less import margin, offers_no_less
from assistant.draft.checks.context import Context
from assistant.draft.checks.found import finding
from assistant.draft.checks.neighbors import beside, series_around
from assistant.draft.checks.pay import pay_of_both
from assistant.draft.checks.qualifying_ways import Way, grown_of, offers, ways
from assistant.draft.checks.references import names_of
from assistant.draft.checks.rules import Rule
from assistant.draft.taking import origins_of
from assistant.draft.values import Finding, Origin
from assistant.qualify.nodes import Role, leaves
from vectorstore.spec import Modality


def check(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Yield where the class of `spec` asks for less than the one below it, or for work as one that is not below it."""
    for lower in context.specs_of(beside(spec, context, up=False)):
        yield from _against(spec, lower, rule, context)
    yield from _not_below(spec, rule, context)


def _against(spec: Spec, lower: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Each way to qualify that asks for less than one for the class below, or for no more."""
    # With what may stand in below and not here, less may be asked for below.
    below = ways(lower, context) if offers_no_less(offers(spec, context), offers(lower, context)) else []
    for way in ways(spec, context) if below else ():
        found = _least(way, below, shared=spec.entry.source_id == lower.entry.source_id) if way.is_of_work else None
        if found is None:
            continue
        other, is_less = found
        template = rule.message if is_less else rule.messages["equal"]
        message = template.format(title=spec.entry.spec.title, lower=lower.entry.spec.title, asked=other.printed)
        severity = "" if is_less else rule.parameters["equal_severity"]
        also = [origin for leaf in other.leaves for origin in origins_of(lower, leaf.spans)]
        yield finding(spec, rule, message, way.leaves[0].spans[0], also=also, severity=severity)


def _least(way: Way, below: list[Way], *, shared: bool) -> tuple[Way, bool] | None:
    """A way of the class below that asks for more than `way` or for as much, and which; None where there is none.

    What a document asks for of all its classes, if both are `shared`, is no sign of anything.
    """
    enough = [other for other in below if margin(other, way) is not None]
    if not enough:
        more = [other for other in below if (margin(way, other) or 0) > 0]
        return (more[0], True) if more else None
    same = [other for other in enough if margin(way, other) is not None and not (shared and way.shares(other))]
    return (same[0], False) if same else None


def _not_below(spec: Spec, rule: Rule, context: Context) -> Iterator[Finding]:
    """Experience that is asked for as one of a class that the series, or the pay, has above this one."""
    tree = grown_of(spec, context).asked.tree
    names = names_of(spec.entry.agency, context)
    for leaf in leaves(tree) if tree is not None else ():
        asks = leaf.role is Role.ASKS and leaf.modality is Modality.REQUIRED
        for named in names.named(leaf.text) if asks else ():
            others = context.specs_of(entry for entry in named.entries if not is_same(spec.entry, entry))
            above = [told for other in others if (told := _told(spec, other, rule, context)) is not None]
            # Of several classes that a title may mean, it means the one that is below.
            if named.is_present and above and len(above) == len(named.entries):
                message, also = above[0]
                yield finding(spec, rule, message, leaf.spans[0], also=also)


def _told(spec: Spec, other: Spec, rule: Rule, context: Context) -> tuple[str, tuple[Origin, ...]] | None:
    """What tells that a class is above that of `spec`, and where that stands; None where nothing does."""
    titles = {"title": spec.entry.spec.title, "other": other.entry.spec.title}
    series = series_around(spec, context)
    order = series.order(other.entry, spec.entry) if series is not None else None
    if order is not None:
        return (rule.messages["above"].format(**titles), ()) if order > 0 else None
    paid = pay_of_both(spec, other, context)
    if paid is None or not paid[0].is_below(paid[1], rule.parameters["percent"]):
        return None
    own, its = paid
    message = rule.messages["paid"].format(**titles, pay=own.printed, other_pay=its.printed, source=own.origin.source)
    return message, (own.origin, its.origin)
