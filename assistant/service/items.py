"""Further classes of a list: GET /v1/items, where the `next` of a reply leads."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.compose.items import MOST_ITEMS
from assistant.service.deps import BackendDep, SettingsDep, ViewerDep
from assistant.service.embed.asking import PROBLEMS
from assistant.service.messages import checked
from assistant.service.problems import EMPTY_MESSAGE, INVALID_REQUEST, MESSAGE_TOO_LONG, NO_LIST, Problem, documented
from assistant.service.shapes import Characters, Shape

router = APIRouter(tags=["chat"])


class ItemsPage(Shape):
    """A page of the classes of a list."""

    items: tuple[dict[str, Any], ...]
    total: int
    """How many there are in all."""

    next: str | None
    """Path of the next page; none on the last."""


@router.get(
    "/v1/items",
    summary="The classes of a list",
    responses=documented(INVALID_REQUEST, EMPTY_MESSAGE, MESSAGE_TOO_LONG, NO_LIST, *PROBLEMS),
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
    return ItemsPage(items=page.items, total=page.total, next=page.next)
