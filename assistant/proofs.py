"""Judge one condition over all classes: facts by their values, statements by what they ask for and name."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import singledispatch

from assistant.bounds import UPPER_BOUNDS, compared, dated, in_period, last_changed, paid_by, period_of, value_of
from assistant.conditions import (
    ASKING,
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
from assistant.likeness import is_worded
from assistant.literals import Operator
from assistant.phrases import Phrases
from assistant.proof import Found, Proof, Proofs, stating
from assistant.saying import apart, is_of_series, lines, short_title, worded
from ingest.numbers import find_numbers
from vectorstore.folding import fold
from vectorstore.joining import agency_key
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry, Fact, Modality

#: Sections that say what is asked of who applies.
_QUALIFYING = frozenset({"requirements", "experience", "education", "substitution", "desirable", "training", "special"})
_MONTHS = 12
_CLAUSE = re.compile(r";|,? and ")


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
    found = _lasting(condition, field)
    stated = frozenset(found)
    for entry, line, one_way in _measuring(condition, field):
        if entry.spec_id in stated:
            continue
        number = _number(line, condition)
        if number is not None:
            found.setdefault(entry.spec_id, []).append((number, Proof(entry, line.statement.span, one_way=one_way)))
    return {i: proof for i, told in found.items() if (proof := _fitting(told, condition)) is not None}


def _lasting(condition: Measured, field: Proofs) -> dict[str, list[tuple[float, Proof]]]:
    """What facts say of a span of time, as numbers of the unit asked for: a bare number counts the facet's own."""
    found: dict[str, list[tuple[float, Proof]]] = {}
    own = field.vocabulary.facets[condition.facet].duration if condition.facet else ""
    for held in field.facts(condition.facet) if own and not condition.words else ():
        for number in find_numbers(held.fact.value):
            span = _span(number.value, number.unit or own, condition.unit)
            if span is not None:
                found.setdefault(held.entry.spec_id, []).append((span, stating(held)))
    return found


def _span(value: float, unit: str, wanted: str) -> float | None:
    """A span of time in another unit; None where the two are not of one measure."""
    if unit == wanted:
        return value
    return {("year", "month"): value * _MONTHS, ("month", "year"): value / _MONTHS}.get((unit, wanted))


def _measuring(condition: Measured, field: Proofs) -> Iterator[tuple[CatalogEntry, Line, bool]]:
    """Yield the lines that name a number of the unit, and whether each is one of several ways to qualify."""
    facet = condition.facet

    def fits(line: Line) -> bool:
        required = not condition.required or line.statement.modality is Modality.REQUIRED
        worded = not condition.words or is_worded(condition.words, f"{line.heading} {line.statement.text}")
        return required and worded and not line.statement.boilerplate and _number(line, condition) is not None

    if facet and field.vocabulary.facets[facet].binds:
        for demand in field.demands(Asked(facet, ASKING), fits):
            yield demand.entry, demand.line, demand.one_way
        return
    lines = field.catalog.lines
    said = lines.of_facet(facet, field.viewer) if facet else lines.measuring(condition.unit, field.viewer)
    for entry, line in said:
        if entry.spec_id in field.entries and fits(line) and (not facet or facet in line.statement.facets):
            yield entry, line, False


def _fitting(told: list[tuple[float, Proof]], condition: Measured) -> Proof | None:
    """The proof of one class: of all that it names the most must not exceed an upper bound."""
    told = sorted(told, key=lambda one: one[1].one_way)
    most = max(number for number, _ in told)
    if condition.operator in UPPER_BOUNDS:
        return next((p for n, p in told if n == most and compared(condition.operator, most, condition.value)), None)
    return next((p for n, p in told if compared(condition.operator, n, condition.value)), None)


def _number(line: Line, condition: Measured) -> float | None:
    """The greatest number of the unit that a statement names; years and months are one."""
    if condition.unit in ("year", "month"):
        factor = {"year": 1.0, "month": 1.0 / _MONTHS}
        mine = 1.0 if condition.unit == "year" else float(_MONTHS)
        if condition.facet != "age" and "age" in line.statement.facets:
            return None
        found = [n.value * factor[n.unit] * mine for n in line.statement.numbers if n.unit in factor]
    else:
        # Of several speeds, that of what is asked about: "dictation at 110 and typing at 45 words per minute".
        own = _clauses(line.statement.text, condition.words)
        several = len({n.value for n in line.statement.numbers if n.unit == condition.unit}) > 1
        told = find_numbers(own) if several and own else line.statement.numbers
        found = [n.value for n in told if n.unit == condition.unit]
    if condition.operator in (Operator.IS, Operator.IN):
        return next((n for n in found if n == condition.value), None)
    return max(found, default=None)


def _clauses(text: str, words: str) -> str:
    """The clauses of `text` that have `words`."""
    return "; ".join(clause for clause in _CLAUSE.split(text) if words and is_worded(words, clause))


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
