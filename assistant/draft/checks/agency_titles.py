"""The titles of one agency's classes, as checks compare them."""

from collections import defaultdict
from collections.abc import Mapping

from assistant.draft.checks.context import Context
from assistant.draft.checks.neighbors import is_same
from assistant.draft.checks.title_form import Form, form_of
from vectorstore.joining import agency_key
from vectorstore.spec import CatalogEntry

#: Agency and work to the classes whose titles name that work.
_ByWork = Mapping[tuple[str, tuple[str, ...]], list[tuple[CatalogEntry, Form]]]


def titles_beside(own: Form, entry: CatalogEntry, context: Context) -> list[Form]:
    """Return the titles of the same work that other classes of the agency of `entry` have.

    Classes that class tables alone list are among them; `own` is the title of `entry`.
    """
    of_work = context.shared(_by_work).get((agency_key(entry.agency), own.work), ())
    return [form for other, form in of_work if not is_same(entry, other)]


def _by_work(context: Context) -> _ByWork:
    found: dict[tuple[str, tuple[str, ...]], list[tuple[CatalogEntry, Form]]] = defaultdict(list)
    for entry in (*context.newest, *context.standing.unlisted.entries):
        form = form_of(entry.spec.title, context.vocabulary)
        found[agency_key(entry.agency), form.work].append((entry, form))
    return found
