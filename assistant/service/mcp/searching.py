"""Tool `search_classes`: the catalog by title, code or agency."""

from typing import Annotated

from pydantic import Field

from assistant.service.mcp.naming import of_entry, viewer_of
from assistant.service.mcp.text import listed, summed
from assistant.service.mcp.tool import Arguments, Desk, Told, Tool, Words
from assistant.service.spec_shapes import SpecList
from assistant.service.specs import page_of

_DESCRIPTION = """\
Find job classes by words of their title, class code or agency, each word the beginning of a word; no words list
all. Call it to learn which classes, ids and agencies there are. It does not search what documents say: for that
call `ask`, and for all classes that meet a condition `list_classes`."""


class SearchArguments(Arguments):
    """What `search_classes` takes."""

    words: Words = ""
    """Words of the title, class code or agency; empty lists every class."""

    agency: Words | None = None
    """Only classes of this agency."""

    limit: Annotated[int, Field(ge=1, le=200)] = 20
    """Classes to return at most."""

    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    """Classes to pass over: how many were returned before."""


def _search(desk: Desk, asked: SearchArguments) -> Told:
    viewer = viewer_of(desk, asked.agency)
    found = page_of(desk.backend, viewer, asked.words, asked.limit, asked.offset)
    if not found.items:
        return Told(found, _nothing(desk, asked) if not found.total else f"All {found.total} classes were listed.")
    lead = f"{found.total} in the catalog; {asked.offset + 1} to {asked.offset + len(found.items)}:"
    return Told(found, listed(lead, [summed(item) for item in found.items]))


def _nothing(desk: Desk, asked: SearchArguments) -> str:
    if not asked.words.strip():
        return "No class specifications are loaded yet."
    told = "No class has all of these words in its title, code or agency."
    found = desk.backend.assistant.called(asked.words, viewer_of(desk, asked.agency))
    near = [of_entry(entry, f"id {entry.spec_id}") for entry in found.entries or found.nearest]
    return "\n".join(filter(None, [told, listed("The nearest are:", near)]))


SEARCH = Tool("search_classes", "Find job classes", _DESCRIPTION, SearchArguments, SpecList, _search)
