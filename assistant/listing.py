"""Find every class that fulfills the conditions of a question, each with what proves it."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.conditions import AllOf, AnyOf, Condition, Tree, leaves
from assistant.identity import newest
from assistant.literals import Operator
from vectorstore.catalog import Catalog
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Fact, Modality, Span, Statement, Viewer

#: Behind every day of a year or month that it is put after.
_END = "~"


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a document says that a class fulfills a condition; no span for what it does not say."""

    entry: CatalogEntry
    span: Span | None
    holder: CatalogEntry | None = None
    """Whose source the span counts in, where that is not the class's own: the row of a class table."""

    is_value: bool = False
    """A typed fact has what is asked for as its whole value, so that no other words could tell it."""


_Found = dict[str, Proof]


def is_exact(tree: Tree) -> bool:
    """Return whether every condition compares values: what is told in words can be told in others."""
    return all(condition.operator is not None for condition in leaves(tree))


def matching(tree: Tree, catalog: Catalog, viewer: Viewer) -> list[Proof]:
    """Return every class whose newest document fulfills `tree`, by title, with what proves it."""
    entries = newest(catalog.entries(viewer))
    found = _of(tree, {entry.spec_id: entry for entry in entries}, catalog, viewer)
    return [found[entry.spec_id] for entry in entries if entry.spec_id in found]


def _of(tree: Tree, entries: Mapping[str, CatalogEntry], catalog: Catalog, viewer: Viewer) -> _Found:
    if isinstance(tree, Condition):
        return _of_condition(tree, entries, catalog, viewer)
    parts = [_of(part, entries, catalog, viewer) for part in tree.parts]
    if isinstance(tree, AnyOf):
        return {spec_id: proof for part in reversed(parts) for spec_id, proof in part.items()}
    assert isinstance(tree, AllOf)
    shared = set.intersection(*(set(part) for part in parts))
    # What is shown is the proof of the first condition that has one.
    return {i: next((part[i] for part in parts if part[i].span), parts[0][i]) for i in shared}


def _of_condition(
    condition: Condition, entries: Mapping[str, CatalogEntry], catalog: Catalog, viewer: Viewer
) -> _Found:
    found: _Found = {}
    if condition.facet:
        for held in catalog.tables.held(condition.facet, viewer):
            entry, fact = held.entry, held.fact
            if entry.spec_id in entries and _holds(condition, fact):
                holder = held.holder if held.holder is not entry else None
                found.setdefault(entry.spec_id, Proof(entry, fact.context, holder, _is_value(condition, fact)))
    if condition.operator is None:
        for entry, statement in catalog.statements(condition.facet, condition.words.split(), viewer):
            if entry.spec_id in entries and _binds(condition, statement):
                found.setdefault(entry.spec_id, Proof(entry, statement.span))
    if condition.negated:
        return {spec_id: Proof(entry, None) for spec_id, entry in entries.items() if spec_id not in found}
    return found


def _binds(condition: Condition, statement: Statement) -> bool:
    return condition.modality in (None, statement.modality) and not statement.boilerplate


def _holds(condition: Condition, fact: Fact) -> bool:
    if not fact.value:
        return False
    if condition.operator is None:
        said = set(fold(f"{fact.label} {fact.value}").split())
        return fact.modality is not Modality.NOT_REQUIRED and set(fold(condition.words).split()) <= said
    if fact.low is not None and isinstance(condition.value, float):
        alike = fact.period in ("", _period(condition.value))
        return alike and _compared(condition.operator, fact.low, condition.value)
    if isinstance(condition.value, str):
        return _dated(condition.operator, fact.value, condition.value)
    return f"{condition.value:g}" in fold(fact.value).split()


def _is_value(condition: Condition, fact: Fact) -> bool:
    return set(fold(condition.words).split()) - set(fold(fact.label).split()) == set(fold(fact.value).split())


def _period(amount: float) -> str:
    """The period that an amount of dollars is for, as people name it: 25 an hour, 4,000 a month, 60,000 a year."""
    return "hour" if amount < 300 else "month" if amount < 15_000 else "year"


def _compared(operator: Operator, amount: float, bound: float) -> bool:
    return {
        Operator.AT_LEAST: amount >= bound,
        Operator.MORE_THAN: amount > bound,
        Operator.AT_MOST: amount <= bound,
        Operator.LESS_THAN: amount < bound,
    }.get(operator, amount == bound)


def _dated(operator: Operator, day: str, bound: str) -> bool:
    return {
        Operator.BEFORE: day < bound,
        Operator.AFTER: day > bound + _END,
        Operator.SINCE: day >= bound,
        Operator.UNTIL: day <= bound + _END,
    }.get(operator, day.startswith(bound))
