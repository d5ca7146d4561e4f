"""Put the classes of a list in order, or in groups."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.bounds import last_changed, paid_by, period_of
from assistant.conditions import Order
from assistant.proof import Proof, Proofs, stating
from vectorstore.classtables import Held
from vectorstore.folding import fold
from vectorstore.spec import Fact

#: Name of the group of classes that state no value.
NOT_STATED = "not stated"
#: Characters of an ISO day that are its year.
_YEAR = 4

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
    for held in field.facts(order.facet):
        value = _value(held.fact, order.facet)
        if value is None:
            continue
        before = found.get(held.entry.spec_id)
        if before is None or (value > before[0] if order.facet == "grade" and order.greatest else value < before[0]):  # type: ignore[operator]
            found[held.entry.spec_id] = value, stating(held)
    return found


def _value(fact: Fact, facet: str) -> float | str | None:
    if facet != "grade":
        return fact.value or None
    plain = fold(fact.value)
    return float(plain) if plain.isdecimal() else None


def _pay(order: Order, field: Proofs, spec_ids: set[str]) -> _Valued:
    """The pay of each class, its top for the highest and its start for the lowest, of the period that most have."""
    found: dict[str, dict[str, tuple[float, Proof]]] = {}
    for held in field.facts("salary"):
        spec_id, fact = held.entry.spec_id, held.fact
        amount = fact.high if order.greatest else fact.low
        if amount is None or spec_id not in spec_ids or order.period not in ("", paid_by(fact)):
            continue
        of_period = found.setdefault(fact.period or period_of(amount), {})
        before = of_period.get(spec_id)
        if before is None or (amount > before[0] if order.greatest else amount < before[0]):
            of_period[spec_id] = amount, stating(held)
    counts = Counter({period: len(of_period) for period, of_period in found.items()})
    return dict(found[counts.most_common(1)[0][0]]) if counts else {}


def grouped(proofs: Sequence[Proof], facet: str, field: Proofs) -> list[Proof]:
    """Return `proofs` with the value of `facet` that each is grouped by; the groups by name, "not stated" last."""
    stated: dict[str, tuple[str, Held | None]] = {}
    dated = {facet.key for facet in field.vocabulary.facets.values() if facet.value == "date"}
    if facet == "agency":
        stated = {spec_id: (entry.agency, None) for spec_id, entry in field.entries.items() if entry.agency}
    for held in field.facts(facet):
        # Of dates the years are the groups.
        value = held.fact.value[:_YEAR] if facet in dated else held.fact.value
        stated.setdefault(held.entry.spec_id, (value, held))
    spelled: dict[str, str] = {}
    for value, _ in stated.values():
        spelled.setdefault(fold(value), value)
    found = []
    for proof in proofs:
        value, at = stated.get(proof.entry.spec_id, ("", None))
        found.append(replace(proof, group=spelled.get(fold(value), NOT_STATED), grouped=at))
    return sorted(found, key=lambda one: (one.group == NOT_STATED, one.group.casefold()))
