"""Tool `list_classes`: all classes that meet a condition, each with its proof."""

from typing import Annotated

from pydantic import Field

from assistant.service.items import ItemsPage, items
from assistant.service.mcp.naming import viewer_of
from assistant.service.mcp.text import QUOTES, named, quoted
from assistant.service.mcp.tool import Arguments, Desk, Told, Tool, Words
from assistant.service.shapes import Characters

_DESCRIPTION = """\
Return every job class that a question for a list asks for, counted and complete over all loaded documents, each
with the quote that proves it. Call it for "which classes ..." and "how many classes ...": which require, may
require or do not require a license or a degree, are exempt, pay more than an amount, were revised after a year, and
so on. Give the `total` and cite the quotes; page with `offset`. A question that it does not understand as a list is
an error: then call `ask`."""


class ListArguments(Arguments):
    """What `list_classes` takes."""

    question: Characters
    """The question in one sentence, such as `Which exempt classes do not require a driver's license?`"""

    agency: Words | None = None
    """Only classes of this agency."""

    limit: Annotated[int, Field(ge=1, le=200)] = 25
    """Classes to return at most."""

    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    """Classes to pass over: how many were returned before."""


def _list(desk: Desk, asked: ListArguments) -> Told:
    viewer = viewer_of(desk, asked.agency)
    page = items(desk.backend, desk.settings, viewer, asked.question, None, asked.offset, asked.limit)
    return Told(page, _text(page, asked.offset))


def _text(page: ItemsPage, offset: int) -> str:
    if not page.items:
        return f"{page.total} classes in all{', and no more of them' if page.total else '; no class fits'}."
    last = offset + len(page.items)
    more = f" Call again with offset {last} for more." if last < page.total else ""
    lines = [f"{page.total} classes in all; {offset + 1} to {last}.{more}", QUOTES]
    for number, item in enumerate(page.items, offset + 1):
        name = named(item["title"], item["class_code"], item["agency"], f"id {item['spec_id']}")
        lines.append(quoted(number, name, item["quote"]))
    return "\n".join(lines)


LIST = Tool("list_classes", "All classes that ...", _DESCRIPTION, ListArguments, ItemsPage, _list)
