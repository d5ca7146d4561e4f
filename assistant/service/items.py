"""All classes of a list: GET /v1/items, where the `next` of a reply leads, and GET /v1/items.csv."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.compose.items import MOST_ITEMS
from assistant.service.deps import BackendDep, SettingsDep, ViewerDep
from assistant.service.embed.asking import COUNTED, counted
from assistant.service.messages import checked
from assistant.service.problems import EMPTY_MESSAGE, INVALID_REQUEST, MESSAGE_TOO_LONG, NO_LIST, Problem, documented
from assistant.service.shapes import Characters, Shape
from assistant.service.spreadsheet import CSV, sheet
from vectorstore.folding import fold

router = APIRouter(tags=["chat"])

#: Columns of the spreadsheet, behind the group where there is one.
_COLUMNS = ("title", "class_code", "agency", "quote", "spec_id", "url", "source_id", "start", "end")
#: More than any list has.
_EVERY = 10_000_000
#: Characters of a file's name, without its ending.
_LONGEST_NAME = 60


class ItemsPage(Shape):
    """A page of the classes of a list."""

    items: tuple[dict[str, Any], ...]
    total: int
    """How many there are in all."""

    next: str | None
    """Path of the next page; none on the last."""

    lead: str = ""
    """How the question was understood, and how many classes it is."""

    notes: tuple[str, ...] = ()
    """What is not counted, and why."""

    groups: tuple[dict[str, Any], ...] = ()
    """Of a list in groups: `group` and `count` of each."""


@router.get(
    "/v1/items",
    summary="The classes of a list",
    responses=documented(INVALID_REQUEST, EMPTY_MESSAGE, MESSAGE_TOO_LONG, NO_LIST, *COUNTED),
    dependencies=[Depends(counted("lists"))],
)
def items(
    backend: BackendDep,
    settings: SettingsDep,
    viewer: ViewerDep,
    question: Annotated[Characters, Query(description="A question for many classes: which, how many")],
    agency: Annotated[str | None, Query(max_length=500)] = None,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_ITEMS)] = MOST_ITEMS,
) -> ItemsPage:
    """Return a page of the classes that a question for a list asks for, each with its quote; nothing is stored."""
    asked = checked(question, settings)
    page = backend.assistant.items(asked, offset=offset, limit=limit, agency=agency, viewer=viewer)
    if page is None:
        raise Problem(NO_LIST, "That question does not ask for a list of classes, or not in words that are understood.")
    return ItemsPage(
        items=page.items, total=page.total, next=page.next, lead=page.lead, notes=page.notes, groups=page.groups
    )


@router.get(
    "/v1/items.csv",
    summary="The classes of a list as a spreadsheet",
    response_class=StreamingResponse,
    responses={**CSV, **documented(INVALID_REQUEST, EMPTY_MESSAGE, MESSAGE_TOO_LONG, NO_LIST)},
)
def items_csv(
    backend: BackendDep,
    settings: SettingsDep,
    viewer: ViewerDep,
    question: Annotated[Characters, Query(description="A question for many classes: which, how many")],
    agency: Annotated[str | None, Query(max_length=500)] = None,
) -> StreamingResponse:
    """Return all classes that a question for a list asks for, a row each, with the quote that proves it."""
    found = items(backend, settings, viewer, question, agency, 0, _EVERY)
    name = fold(question).replace(" ", "-")[:_LONGEST_NAME].strip("-")
    ascii_name = "".join(character for character in name if character.isascii()) or "classes"
    return sheet(f"{ascii_name}.csv", _rows(found))


def _rows(found: ItemsPage) -> Iterator[Sequence[str]]:
    grouped = ("group",) if found.groups else ()
    yield (*grouped, *(name.replace("_", " ") for name in _COLUMNS))
    for item in found.items:
        yield [str(item.get(name, "")) for name in (*grouped, *_COLUMNS)]
