"""Put the classes of a list in order, or in groups."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.comparing import last_changed, period_of
from assistant.conditions import Order
from assistant.proof import Proof, Proofs
from vectorstore.folding import fold
from vectorstore.spec import Fact, Span

#: Name of the group of classes that state no value.
NOT_STATED = "not stated"

_Valued = Mapping[str, tuple[float | str, Proof]]


def ordered(proofs: Sequence[Proof], order: Order, field: Proofs) -> tuple[list[Proof], int]:
    """Return `proofs` in order, as many as are asked for, and how many have nothing that they are ordered by.

    Where the last of them is as high as further ones, these are there as well.
    """
    values = _values(order, field, {proof.entry.spec_id for proof in proofs})
    known = [(values[proof.entry.spec_id], proof) for proof in proofs if proof.entry.spec_id in values]
    known.sort(key=lambda one: one[0][0], reverse=order.greatest)
    if order.most is not None and 0 < order.most < len(known):
        last = known[order.most - 1][0][0]
        known = [one for at, one in enumerate(known) if at < order.most or one[0][0] == last]
    shown = [replace(shows, entry=proof.entry, value=value) for (value, shows), proof in known]
    return shown, len(proofs) - len([p for p in proofs if p.entry.spec_id in values])


def _values(order: Order, field: Proofs, spec_ids: set[str]) -> _Valued:
    if order.facet == "revised":
        return last_changed(field)
    if order.facet == "salary":
        return _pay(order, field, spec_ids)
    found: dict[str, tuple[float | str, Proof]] = {}
    for entry, fact in field.catalog.facts(order.facet, field.viewer):
        value = _value(fact, order.facet)
        if value is None or entry.spec_id not in field.entries:
            continue
        before = found.get(entry.spec_id)
        if before is None or (value > before[0] if order.facet == "grade" and order.greatest else value < before[0]):  # type: ignore[operator]
            found[entry.spec_id] = value, Proof(entry, fact.context)
    return found


def _value(fact: Fact, facet: str) -> float | str | None:
    if facet != "grade":
        return fact.value or None
    plain = fold(fact.value)
    return float(plain) if plain.isdecimal() else None


def _pay(order: Order, field: Proofs, spec_ids: set[str]) -> _Valued:
    """The pay of each class, its top for the highest and its start for the lowest, of the period that most have."""
    found: dict[str, dict[str, tuple[float, Proof]]] = {}
    for entry, fact in field.catalog.facts("salary", field.viewer):
        amount = fact.high if order.greatest else fact.low
        if amount is None or entry.spec_id not in spec_ids:
            continue
        of_period = found.setdefault(fact.period or period_of(amount), {})
        before = of_period.get(entry.spec_id)
        if before is None or (amount > before[0] if order.greatest else amount < before[0]):
            of_period[entry.spec_id] = amount, Proof(entry, fact.context)
    counts = Counter({period: len(of_period) for period, of_period in found.items()})
    return dict(found[counts.most_common(1)[0][0]]) if counts else {}


def grouped(proofs: Sequence[Proof], facet: str, field: Proofs) -> list[Proof]:
    """Return `proofs` with the value of `facet` that each is grouped by; the groups by name, "not stated" last."""
    stated = _stated(facet, field)
    if facet == "agency":
        stated = {spec_id: (entry.agency, None) for spec_id, entry in field.entries.items() if entry.agency} | stated
    spelled: dict[str, str] = {}
    for value, _ in stated.values():
        spelled.setdefault(fold(value), value)
    found = []
    for proof in proofs:
        value, span = stated.get(proof.entry.spec_id, ("", None))
        found.append(replace(proof, group=spelled.get(fold(value), NOT_STATED), group_span=span))
    return sorted(found, key=lambda one: (one.group == NOT_STATED, one.group.casefold()))


def _stated(facet: str, field: Proofs) -> dict[str, tuple[str, Span | None]]:
    """The value of `facet` that each class states, and where."""
    found: dict[str, tuple[str, Span | None]] = {}
    for entry, fact in field.catalog.facts(facet, field.viewer):
        if fact.value and entry.spec_id in field.entries:
            found.setdefault(entry.spec_id, (fact.value, fact.context))
    return found
