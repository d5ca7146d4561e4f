"""The titles of one agency's classes, as checks compare them."""

from collections import defaultdict
from collections.abc import Mapping

from assistant.draft.checks.context import Context
from assistant.draft.checks.title_form import Form, form_of
from vectorstore.folding import fold
from vectorstore.joining import agency_key, code_key
from vectorstore.spec import CatalogEntry

_Titled = tuple[CatalogEntry, Form]
#: Agency and work to the classes whose titles name that work.
_ByWork = Mapping[tuple[str, tuple[str, ...]], list[_Titled]]


def of_work(entry: CatalogEntry, context: Context) -> list[_Titled]:
    """Return the other classes of the agency of `entry` whose titles name the same work, each with its title.

    Classes that class tables alone list are among them. A draft of a class
    that has its code, or its title where one has no code, is no other class.
    """
    key = agency_key(entry.agency), form_of(entry.spec.title, context.vocabulary).work
    return [(other, form) for other, form in context.shared(_by_work).get(key, ()) if not is_same(entry, other)]


def is_same(own: CatalogEntry, other: CatalogEntry) -> bool:
    """Return whether two entries are of one class: a draft of one is that class, whichever id it has."""
    if own.class_id == other.class_id:
        return True
    if own.source_id == other.source_id:
        return False
    codes = code_key(own.spec.class_code), code_key(other.spec.class_code)
    return codes[0] == codes[1] if all(codes) else fold(own.spec.title) == fold(other.spec.title)


def _by_work(context: Context) -> _ByWork:
    found: dict[tuple[str, tuple[str, ...]], list[_Titled]] = defaultdict(list)
    for entry in (*context.newest, *context.standing.unlisted.entries):
        form = form_of(entry.spec.title, context.vocabulary)
        found[agency_key(entry.agency), form.work].append((entry, form))
    return found
