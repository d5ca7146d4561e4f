"""Know which class or agency a tool is asked about, or say which there are."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.calling import is_called
from assistant.compose.writer import title_of
from assistant.errors import RefusedError, UnknownSpecError
from assistant.service.mcp.text import named
from assistant.service.mcp.tool import Desk
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry, Viewer

_SHOWN = 20


def viewer_of(desk: Desk, agency: str | None) -> Viewer:
    """Return whose eyes the tool reads with: those of one agency where it is named.

    Raises:
        RefusedError: no agency is called so, or several are.
    """
    return replace(desk.viewer, agency=_agency(desk, agency)) if agency and agency.strip() else desk.viewer


def class_named(desk: Desk, name: str, viewer: Viewer) -> CatalogEntry:
    """Return the one class whose id, code or title is `name`.

    Raises:
        UnknownSpecError: no class is called so, or several are; the message names them with their ids.
    """
    found = desk.backend.assistant.called(name, viewer)
    if len(found.entries) == 1:
        return found.entries[0]
    if found.entries:
        raise UnknownSpecError(
            f"{name!r} fits {len(found.entries)} classes; call again with the id of one:\n{_listed(found.entries)}"
        )
    told = f"No loaded class spec has the id, code or title {name!r}."
    near = f" The nearest are:\n{_listed(found.nearest)}" if found.nearest else " search_classes lists those there are."
    raise UnknownSpecError(f"{told}{near}")


def taken_for(name: str, entry: CatalogEntry) -> str:
    """Return that `name` was understood as a class that is not called exactly so; empty where it is."""
    if name == entry.spec_id or is_called(entry, name):
        return ""
    return f"No class is called exactly {name!r}; this is the one that fits. Say so, and check that it is meant."


def _agency(desk: Desk, name: str) -> str:
    # One agency may be written in several ways.
    agencies = {fold(entry.agency): entry.agency for entry in desk.backend.index.catalog.entries(desk.viewer)}
    wanted = fold(name)
    if wanted in agencies:
        return agencies[wanted]
    like = [agency for key, agency in agencies.items() if wanted and set(wanted.split()) <= set(key.split())]
    if len(like) == 1:
        return like[0]
    known = ", ".join(map(repr, sorted(filter(None, like or agencies.values()))[:_SHOWN])) or "none"
    raise RefusedError(f"{'Several agencies are' if like else 'No agency is'} called {name!r}; there are: {known}.")


def _listed(entries: Iterable[CatalogEntry]) -> str:
    shown = tuple(entries)
    lines = [f"- {of_entry(entry, f'id {entry.spec_id}')}" for entry in shown[:_SHOWN]]
    more = [f"- and {len(shown) - _SHOWN} more"] if len(shown) > _SHOWN else []
    return "\n".join([*lines, *more])


def of_entry(entry: CatalogEntry, *more: str) -> str:
    """Return title, code and agency of a class on one line, with what else there is to say of it."""
    return named(title_of(entry), entry.spec.class_code, entry.agency, *more)
