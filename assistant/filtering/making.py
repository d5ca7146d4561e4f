"""Make the choices of each filter of the vocabulary from what the catalog states.

Each choice is the condition that a question for a list would have, judged by
the same code: what "which exempt classes …?" counts is what the filter counts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from assistant.bounds import last_changed, value_of
from assistant.compose.writer import cased
from assistant.conditions import Asked, Not, OfAgency, Stated, Tree, Valued
from assistant.filtering.groups import NOT_STATED, STATED, Choice, Group
from assistant.listing import fulfilling
from assistant.proof import Proofs
from vectorstore.folding import fold, naturally
from vectorstore.joining import agency_key
from vectorstore.spec import Modality
from vectorstore.vocabulary_rows import Filter

#: Values that are offered one by one; of more it is asked whether there is one.
_MOST_VALUES = 30
_YEAR = 4

_Make = Callable[[Filter, Proofs], Iterator[Choice]]


def group_of(row: Filter, field: Proofs) -> Group:
    """Return the choices of one filter over the classes of `field`.

    Raises:
        KeyError: the vocabulary has a kind of filter that is not known here.
    """
    choices = tuple(choice for choice in _MAKERS[row.by](row, field) if choice.ids)
    return Group(row.key, row.name, row.by, row.facet, choices, _years(field) if row.by == "years" else None)


def sure(tree: Tree, field: Proofs) -> frozenset[str]:
    """Return the spec ids of the classes that fulfill `tree`, without those that do so in one of several ways."""
    return frozenset(spec_id for spec_id, proof in fulfilling(tree, field).items() if not proof.one_way)


def _choice(key: str, label: str, tree: Tree, field: Proofs, *, offered: bool = True) -> Choice:
    return Choice(key, label, sure(tree, field), tree, offered)


def _agencies(_: Filter, field: Proofs) -> Iterator[Choice]:
    printed = {agency_key(entry.agency): entry.agency for entry in field.entries.values() if entry.agency}
    for agency in sorted(printed.values(), key=str.casefold):
        yield _choice(agency, cased(agency), OfAgency(agency), field)


def _types(_: Filter, field: Proofs) -> Iterator[Choice]:
    found = defaultdict(set)
    for spec_id, entry in field.entries.items():
        found[entry.type].add(spec_id)
    yield from (Choice(kind.value, kind.value.capitalize(), frozenset(found[kind])) for kind in sorted(found))


def _values(row: Filter, field: Proofs) -> Iterator[Choice]:
    facet = field.vocabulary.facets[row.facet]
    labels: dict[str, str] = {}
    for held in field.facts(facet.key):
        kind = value_of(facet, held.fact.value)
        labels.setdefault(kind or fold(held.fact.value), kind.replace("_", "-").capitalize() or held.fact.value)
    few = len(labels) <= _MOST_VALUES
    for key in sorted(labels, key=naturally) if few else ():
        yield _choice(key, labels[key], Valued(facet.key, key, labels[key]), field)
    yield from _stated(row, field, both=not few)


def _stated(row: Filter, field: Proofs, *, both: bool = True) -> Iterator[Choice]:
    yield _choice(STATED, "Stated", Stated(row.facet), field, offered=both)
    yield _choice(NOT_STATED, "Not stated", Not(Stated(row.facet)), field)


def _demands(row: Filter, field: Proofs) -> Iterator[Choice]:
    def asked(*modalities: Modality) -> Asked:
        return Asked(row.facet, frozenset(modalities), row.terms, said=row.name)

    required = asked(Modality.REQUIRED)
    yield _choice("required", "Required", required, field)
    yield _choice("may-be-required", "May be required", asked(Modality.MAY_BE_REQUIRED), field)
    ways = frozenset(spec_id for spec_id, proof in fulfilling(required, field).items() if proof.one_way)
    yield Choice("one-way", "One of several ways to qualify", ways)
    yield _choice("preferred", "Preferred", asked(Modality.PREFERRED), field)
    yield _choice("none", "Not required", Not(asked(Modality.REQUIRED, Modality.MAY_BE_REQUIRED)), field)
    yield _choice(NOT_STATED, "Not mentioned", Not(asked()), field)


def _dates(_: Filter, field: Proofs) -> Iterator[Choice]:
    yield Choice(NOT_STATED, "No date", frozenset(field.entries.keys() - last_changed(field).keys()))


def _years(field: Proofs) -> tuple[int, int] | None:
    found = [int(day[:_YEAR]) for day, _ in last_changed(field).values()]
    return (min(found), max(found)) if found else None


def _sections(_: Filter, field: Proofs) -> Iterator[Choice]:
    facets = field.vocabulary.facets
    kinds: dict[str, set[str]] = defaultdict(set)
    printed: dict[str, set[str]] = defaultdict(set)
    for entry, kind, heading in field.catalog.lines.headings(field.viewer):
        if entry.spec_id in field.entries:
            (kinds[kind] if kind in facets else printed[fold(heading)]).add(entry.spec_id)
            printed[fold(heading)].add(entry.spec_id)
    for key in (key for key in facets if key in kinds):
        name = facets[key].name
        yield Choice(key, name[:1].upper() + name[1:], frozenset(kinds[key]))
    known = facets.keys()
    yield from (Choice(key, key, frozenset(ids), offered=False) for key, ids in printed.items() if key not in known)


_MAKERS: Mapping[str, _Make] = {
    "agency": _agencies,
    "type": _types,
    "values": _values,
    "demand": _demands,
    "stated": _stated,
    "years": _dates,
    "sections": _sections,
}
