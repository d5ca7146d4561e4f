"""Judge one condition over all classes: facts by their values, statements by what they ask for and name."""

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatch

from assistant.bounds import UPPER_BOUNDS, compared, dated, in_period, last_changed, paid_by, period_of, value_of
from assistant.conditions import (
    Asked,
    Compared,
    Condition,
    Counted,
    LastChanged,
    Measured,
    Mentioned,
    OfAgency,
    Paid,
    Stated,
    Titled,
    Valued,
)
from assistant.measuring import measured
from assistant.phrases import Phrases
from assistant.proof import Found, Proof, Proofs, stating
from assistant.saying import apart, is_of_series, lines, short_title, worded
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.lines import Line
from vectorstore.spec import Fact, Modality

#: Sections that say what is asked of who applies.
_QUALIFYING = frozenset({"requirements", "experience", "education", "substitution", "desirable", "training", "special"})


@singledispatch
def proofs_of(condition: Condition, field: Proofs) -> Found:
    """Return the classes that fulfill `condition`, by spec id, each with the first place that says so."""
    raise NotImplementedError(condition)


def _first(proofs: Iterable[Proof]) -> Found:
    """The first proof of each class."""
    found: dict[str, Proof] = {}
    for proof in proofs:
        found.setdefault(proof.entry.spec_id, proof)
    return found


def _of_facts(field: Proofs, facet: str, holds: Callable[[Fact], bool]) -> Found:
    return _first(stating(held) for held in field.facts(facet) if holds(held.fact))


@proofs_of.register
def _(condition: Asked, field: Proofs) -> Found:
    wanted = condition.modalities
    told = field.demands(condition, lambda line: not wanted or line.statement.modality in wanted)
    # What is asked for in any case goes before one of several ways.
    told.sort(key=lambda one: one.one_way)
    return _first(Proof(one.entry, one.line.statement.span, one_way=one.one_way) for one in told)


@proofs_of.register
def _(condition: Stated, field: Proofs) -> Found:
    facts = _of_facts(field, condition.facet, lambda fact: fact.modality is not Modality.NOT_REQUIRED)
    facet = field.vocabulary.facets.get(condition.facet)
    if facet is not None and facet.value and facet.value != "date":
        return facts
    # A sentence that says nothing else dates the class as well: "This class was abolished on …".
    only = facet is not None and bool(facet.value)
    lines = field.catalog.lines.of_facet(condition.facet, field.viewer)
    said = (Proof(entry, line.statement.span) for entry, line in lines
            if entry.spec_id in field.entries and condition.facet in line.statement.facets
            and not (only and len(line.statement.facets) > 1))  # fmt: skip
    return {**_first(said), **facts}


@proofs_of.register
def _(condition: Valued, field: Proofs) -> Found:
    facet = field.vocabulary.facets[condition.facet]
    if condition.value in facet.values:
        return _of_facts(field, facet.key, lambda fact: value_of(facet, fact.value) == condition.value)
    return _of_facts(field, facet.key, lambda fact: f" {condition.value} " in f" {fold(fact.value)} ")


@proofs_of.register
def _(condition: Compared, field: Proofs) -> Found:
    if not condition.end:
        return within([condition], field)
    found = dict[str, list[tuple[float, Proof]]]()
    for held in field.facts(condition.facet):
        amount = _amount(held.fact, condition)
        if amount is not None:
            found.setdefault(held.entry.spec_id, []).append((amount, stating(held)))
    # Of several ranges the class starts with the lowest, and ends with the highest.
    choose = max if condition.end == "top" else min
    ends = (choose(told, key=lambda one: one[0]) for told in found.values())
    assert isinstance(condition.value, float)
    bound = condition.value
    return _first(proof for amount, proof in ends if compared(condition.operator, amount, bound))


def within(conditions: Sequence[Compared], field: Proofs) -> Found:
    """Return the classes of which one value fulfills all of `conditions`, all of them of one facet.

    One of several dates that is late enough and another that is early enough make no date between.
    """
    return _of_facts(field, conditions[0].facet, lambda fact: all(_compares(fact, one) for one in conditions))


def _compares(fact: Fact, condition: Compared) -> bool:
    if isinstance(condition.value, str):
        return dated(condition.operator, fact.value, condition.value)
    amount = _amount(fact, condition)
    return amount is not None and compared(condition.operator, amount, condition.value)


def _amount(fact: Fact, condition: Compared) -> float | None:
    """What a fact compares with: an end of a range of pay, a number; None where they do not compare."""
    if fact.low is not None and fact.high is not None:
        assert isinstance(condition.value, float)
        upper = condition.operator in UPPER_BOUNDS and not condition.end
        amount = fact.high if upper or condition.end == "top" else fact.low
        return in_period(fact, amount, condition.period or period_of(condition.value))
    plain = fold(fact.value)
    return float(plain) if plain.isdecimal() else None


@proofs_of.register
def _(condition: Measured, field: Proofs) -> Found:
    return measured(condition, field)


@proofs_of.register
def _(condition: Paid, field: Proofs) -> Found:
    return _of_facts(field, "salary", lambda fact: paid_by(fact) == condition.period)


@proofs_of.register
def _(condition: LastChanged, field: Proofs) -> Found:
    known = last_changed(field)
    if condition.revised:
        revised = {held.entry.spec_id for held in field.facts("revised")}
        known = {i: changed for i, changed in known.items() if i in revised}
    return {i: proof for i, (day, proof) in known.items() if dated(condition.operator, day, condition.value)}


@proofs_of.register
def _(condition: OfAgency, field: Proofs) -> Found:
    wanted = agency_key(condition.agency)
    return {i: Proof(entry) for i, entry in field.entries.items() if agency_key(entry.agency) == wanted}


@proofs_of.register
def _(condition: Titled, field: Proofs) -> Found:
    wanted = fold(condition.words)
    titles = ((entry, (entry.spec.title, *entry.spec.aliases)) for entry in field.entries.values())
    return {entry.spec_id: Proof(entry) for entry, told in titles
            if any(f" {wanted} " in f" {fold(title)} " for title in told)}  # fmt: skip


@proofs_of.register
def _(condition: Mentioned, field: Proofs) -> Found:
    wanted = condition.modalities
    said = list(apart(condition.phrase, field) if condition.apart else worded(condition.phrase, field))
    if condition.titled and any(line is None for line, _ in said):
        said = [(line, proof) for line, proof in said if line is None]
    return _first(proof for line, proof in said if not wanted or line is None or line.statement.modality in wanted)


@proofs_of.register
def _(condition: Counted, field: Proofs) -> Found:
    phrases = Phrases.of_title(condition.title, field)
    told = [proof for line, proof in lines(phrases, field) if _is_asked(line)]
    if short := short_title(condition.title, field):
        # A class of the series may well say "Dispatcher I" of "Public Safety Dispatcher I".
        own = lines(Phrases.of_title(short, field), field)
        told += [p for line, p in own if _is_asked(line) and is_of_series(p.entry, condition.title)]
    return {i: proof for i, proof in _first(told).items() if not phrases.is_of(proof.entry)}


def _is_asked(line: Line) -> bool:
    """Whether a line tells of what is asked of who applies, or of what counts for it."""
    statement = line.statement
    counts = statement.modality is not Modality.DESCRIBED or "substitution" in statement.facets
    return line.kind in _QUALIFYING or (counts and bool(_QUALIFYING & set(statement.facets)))
