"""Judge which classes name a number of some unit: years of experience, words a minute, months of probation."""

import re
from collections.abc import Iterator

from assistant.bounds import UPPER_BOUNDS, compared
from assistant.conditions import ASKING, Asked, Measured
from assistant.likeness import is_worded
from assistant.literals import Operator
from assistant.proof import Found, Proof, Proofs, stating
from ingest.numbers import find_numbers
from vectorstore.lines import Line
from vectorstore.spec import CatalogEntry, Modality

_MONTHS = 12
_CLAUSE = re.compile(r";|,? and ")


def measured(condition: Measured, field: Proofs) -> Found:
    """Return the classes whose documents name a number of some unit that compares so, by spec id."""
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
