"""Classes that their agency has no more: a stub says so, or its class table does."""

from collections.abc import Mapping

from assistant.draft.checks.context import Context
from assistant.draft.checks.rules import Rule
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry, DocumentType

#: What the table of classes has a column of.
_CODE = "class_code"


def why_gone(entry: CatalogEntry, rule: Rule, context: Context) -> str:
    """Return in words why a class is thought to be gone; empty where nothing says so."""
    known = context.shared(_known)
    if entry.spec_id not in known:
        known[entry.spec_id] = _why(entry, rule, context)
    return known[entry.spec_id]


def _known(_: Context) -> dict[str, str]:
    return {}


def _why(entry: CatalogEntry, rule: Rule, context: Context) -> str:
    if entry.type is DocumentType.STUB:
        return rule.messages["stub"].format(source=entry.source_name)
    if rows := context.shelf.rows(entry):
        newer = context.shelf.successor(rows[-1], _CODE)
        dropped = newer is not None and entry.spec.revision < newer.effective
        return (
            rule.messages["dropped"].format(before=rows[-1].effective, date=newer.effective)
            if newer and dropped
            else ""
        )
    date = _roster_date(entry, rule, context)
    is_older = bool(entry.spec.class_code) and entry.spec.revision < date
    return rule.messages["unlisted"].format(date=date) if is_older else ""


def _roster_date(entry: CatalogEntry, rule: Rule, context: Context) -> str:
    """Return the date of the newest class table of an entry's agency; empty where that lists too few of its classes."""
    shelf = context.shelf
    date = shelf.index.catalog.tables.newest_of(entry, shelf.viewer, grades=False)
    share = context.shared(_listed).get(agency_key(entry.agency), 0.0)
    return date if share >= rule.parameters["share_listed"] else ""


def _listed(context: Context) -> Mapping[str, float]:
    """Agency to the share of its classes with a document that class tables list."""
    found: dict[str, list[bool]] = {}
    for entry in context.newest:
        found.setdefault(agency_key(entry.agency), []).append(bool(context.shelf.rows(entry)))
    return {agency: sum(listed) / len(listed) for agency, listed in found.items()}
