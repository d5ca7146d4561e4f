"""The catalog narrowed by the filters of an address: for its page, its JSON and its spreadsheet.

What can be narrowed by are the rows `filter` of the vocabulary; their choices
are what documents state.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.filtering.filters import Chosen, Filters
from assistant.service.backend import Backend
from assistant.service.problems import INVALID_REQUEST, Problem
from vectorstore.folding import fold, naturally
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import load
from vectorstore.vocabulary_rows import Filter

#: More than any catalog has.
_EVERY = 10_000_000
#: Orders of a list of specs.
SORTS = ("title", "code", "revision")
#: Names of an address that filter nothing.
PLAIN = frozenset({"q", "limit", "offset", "sort"})
_MOST_NAMED = 12

#: Names and values of an address, in its order.
Given = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What an address leaves of the catalog."""

    entries: tuple[CatalogEntry, ...]
    """In the order that is asked for."""

    chosen: tuple[Chosen, ...] = ()
    within: frozenset[str] = frozenset()
    """Spec ids of the classes that the words match, before any filter."""


def filters_given(items: Iterable[tuple[str, str]]) -> Given:
    """Return the filters among the names and values of an address; an empty field of a form chooses nothing."""
    return [(name, value.strip()) for name, value in items if name not in PLAIN and value.strip()]


def documents(backend: Backend, viewer: Viewer, words: str, given: Given, sort: str = "title") -> Narrowed:
    """Return the documents that `words` match; with filters of more than an agency, the newest one of each class.

    Raises:
        Problem: a filter is unknown, or no class has such a value.
    """
    if not given:
        return Narrowed(in_order(_found(backend, viewer, words), sort))
    filters = backend.assistant.filters(viewer)
    chosen = tuple(_chosen(filters, name, value) for name, value in given)
    if any(one.group.by != "agency" for one in chosen):
        return classes(backend, viewer, words, filters, chosen, sort)
    agencies = {agency_key(one.choice.key) for one in chosen}
    kept = [entry for entry in _found(backend, viewer, words) if agency_key(entry.agency) in agencies]
    return Narrowed(in_order(kept, sort), chosen)


def classes(
    backend: Backend, viewer: Viewer, words: str, filters: Filters, chosen: Sequence[Chosen], sort: str = "title"
) -> Narrowed:
    """Return the newest document of each class that `words` match and every filter keeps."""
    current = {entry.spec_id for entry in filters.entries}
    found = [entry for entry in _found(backend, viewer, words) if entry.spec_id in current]
    within = frozenset(entry.spec_id for entry in found)
    kept = filters.kept(chosen, within)
    return Narrowed(in_order([entry for entry in found if entry.spec_id in kept], sort), tuple(chosen), within)


def in_order(entries: Collection[CatalogEntry], sort: str) -> tuple[CatalogEntry, ...]:
    """Return `entries`, which are by title, in one of `SORTS`; the newest revision first, what has none last."""
    if sort == "code":
        return tuple(sorted(entries, key=lambda one: (not one.spec.class_code, naturally(fold(one.spec.class_code)))))
    if sort == "revision":
        return tuple(sorted(entries, key=lambda one: one.spec.revision, reverse=True))
    return tuple(entries)


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI `document` with the filters among the parameters of the endpoints that take them."""
    for path in ("/v1/specs", "/v1/specs.csv"):
        document["paths"][path]["get"]["parameters"] += [*_parameters()]
    return document


@cache
def _parameters() -> tuple[Mapping[str, Any], ...]:
    return tuple(parameter for row in load().filters for parameter in _parameters_of(row))


def _parameters_of(row: Filter) -> Iterable[Mapping[str, Any]]:
    choices = {
        "agency": "An agency as printed",
        "type": "`specification`, `bulletin` or `stub`",
        "values": "A value as documents or class tables state it, `stated` or `not-stated`",
        "stated": "`stated` or `not-stated`",
        "demand": "`required`, `may-be-required`, `one-way` (one of several ways to qualify), `preferred`, `none` "
        "(neither required nor may be) or `not-stated` (not mentioned)",
        "years": "`not-stated`: documents without a date",
        "sections": "A heading as printed, or the facet that it means, such as `duties`",
    }[row.by]
    said = f"{row.name[:1].upper()}{row.name[1:]}. {choices}. Several are joined by “or”, different filters by “and”."
    yield {"name": row.key, "in": "query", "required": False, "description": said,
           "schema": {"type": "array", "items": {"type": "string"}}}  # fmt: skip
    if row.by == "years":
        for end, word in (("from", "first"), ("until", "last")):
            yield {"name": f"{row.key}_{end}", "in": "query", "required": False, "schema": {"type": "integer"},
                   "description": f"The {word} year of the last revision, or of establishment if none."}  # fmt: skip


def _found(backend: Backend, viewer: Viewer, words: str) -> tuple[CatalogEntry, ...]:
    return backend.index.catalog.find(words, viewer, _EVERY, 0)[0]


def _chosen(filters: Filters, name: str, value: str) -> Chosen:
    try:
        found = filters.choice(name, value)
    except KeyError as error:
        known = ", ".join(each for group in filters.groups for each in group.names)
        raise _refused(name, f"There is no filter {name!r}; there are {known}, and q, sort, limit, offset.") from error
    if found is None:
        raise _refused(name, f"No class has {name}={value!r}; {_known(filters, name)}.")
    return found


def _known(filters: Filters, name: str) -> str:
    group = next(group for group in filters.groups if name in group.names)
    if name != group.key:
        return "say a year of four digits"
    values = [choice.key for choice in group.choices if choice.offered]
    more = " and others" if len(values) > _MOST_NAMED else ""
    return f"there are {', '.join(values[:_MOST_NAMED])}{more}" if values else "no class has any"


def _refused(name: str, detail: str) -> Problem:
    return Problem(INVALID_REQUEST, detail, errors=[{"location": ["query", name], "message": detail}])
