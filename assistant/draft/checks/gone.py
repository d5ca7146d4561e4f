"""Classes that their agency has no more: a stub says so, or its class table does."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.class_view import Spec
from assistant.draft.checks.context import Context
from assistant.draft.checks.rules import Rule
from assistant.draft.taking import origins_of
from assistant.draft.values import Origin
from assistant.likeness import own_statements
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry, DocumentType

#: What the table of classes has a column of.
_CODE = "class_code"


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a class is thought to be gone."""

    why: str
    """In words, for a message."""

    also: tuple[Origin, ...] = ()
    """Where that stands, as far as it stands anywhere."""


def gone_of(entry: CatalogEntry, rule: Rule, context: Context) -> Gone | None:
    """Return why a class is thought to be gone; None where nothing says so."""
    known = context.shared(_known)
    if entry.spec_id not in known:
        known[entry.spec_id] = _gone(entry, rule, context)
    return known[entry.spec_id]


def _known(_: Context) -> dict[str, Gone | None]:
    return {}


def _gone(entry: CatalogEntry, rule: Rule, context: Context) -> Gone | None:
    if entry.type is DocumentType.STUB:
        stubs = context.specs_of([entry])
        said = tuple(origin for stub in stubs for one in own_statements(stub) for origin in origins_of(stub, one.spans))
        return Gone(rule.messages["stub"].format(source=entry.source_name), said)
    if rows := context.rows(entry):
        newer, last = context.shelf.successor(rows[-1], _CODE), rows[-1]
        if newer is None or entry.spec.revision >= newer.effective:
            return None
        also = origins_of(Spec(last.entry, last.parsed), [last.entry.spec.title_span])
        return Gone(rule.messages["dropped"].format(before=last.effective, date=newer.effective), also)
    date = roster_date(entry, rule, context)
    is_older = bool(entry.spec.class_code) and entry.spec.revision < date
    return Gone(rule.messages["unlisted"].format(date=date)) if is_older else None


def roster_date(entry: CatalogEntry, rule: Rule, context: Context) -> str:
    """Return the date of the newest class table of an entry's agency; empty where that lists too few of its classes."""
    shelf = context.shelf
    date = shelf.index.catalog.tables.newest_of(entry, shelf.viewer, grades=False)
    share = context.shared(_listed).get(agency_key(entry.agency), 0.0)
    return date if share >= rule.parameters["share_listed"] else ""


def _listed(context: Context) -> Mapping[str, float]:
    """Agency to the share of its classes with a document that class tables list."""
    found: dict[str, list[bool]] = {}
    for entry in context.newest:
        found.setdefault(agency_key(entry.agency), []).append(bool(context.rows(entry)))
    return {agency: sum(listed) / len(listed) for agency, listed in found.items()}
