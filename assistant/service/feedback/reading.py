"""The inbox, for staff: GET /v1/feedback, PATCH /v1/feedback/{id}, GET /v1/feedback.csv."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Self
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.service.access import require_staff
from assistant.service.deps import InboxDep
from assistant.service.limits import require_json
from assistant.service.ports import Inbox
from assistant.service.problems import (
    INVALID_REQUEST,
    MALFORMED_JSON,
    TOKEN_NEEDED,
    UNKNOWN_ITEM,
    UNSUPPORTED_MEDIA_TYPE,
    Problem,
    documented,
)
from assistant.service.shapes import Shape
from assistant.service.spreadsheet import sheet
from vectorstore.inbox import Item, Kind

router = APIRouter(tags=["feedback"], dependencies=[Depends(require_staff)])

#: Items of a page at most.
MOST = 500

_Kind = Annotated[Kind | None, Query(description="Feedback, or questions that found no answer; all without")]
_Done = Annotated[bool | None, Query(description="Those that somebody has dealt with, or the others; all without")]
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}, "description": "One row an item"}}


class InboxItem(Shape):
    """Something that was noted."""

    id: str
    kind: Kind
    at: datetime
    """When, in UTC."""

    status: str
    """Outcome of the answer; empty where it is not known."""

    facet: str
    """Key of the facet that was asked for; empty where it was none, or is not known."""

    spec_id: str
    """The class that was asked of; empty, with its title, code and agency, where it was none or is not known."""

    title: str
    class_code: str
    agency: str
    origin: str
    """Page whose reader it was; empty for the server's own pages and for programs."""

    rating: str
    reason: str
    question: str
    """What was asked; empty unless the setting `keep_questions` keeps words."""

    comment: str
    """Likewise."""

    done: bool

    @classmethod
    def of(cls, item: Item) -> Self:
        """Return `item` in the shape of the contract."""
        return cls.showing(item, at=datetime.fromtimestamp(item.at, UTC))


class InboxPage(Shape):
    """A page of the inbox, the newest first."""

    items: tuple[InboxItem, ...]
    total: int
    next: str | None
    """Path of the next page; none on the last."""


class Marked(Shape):
    """What becomes of an item."""

    done: bool


@router.get("/v1/feedback", summary="The inbox", responses=documented(INVALID_REQUEST, TOKEN_NEEDED))
def list_feedback(
    inbox: InboxDep,
    kind: _Kind = None,
    done: _Done = None,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
) -> InboxPage:
    """Return a page of the inbox, the newest first."""
    items, total = inbox.page(kind, done, offset=offset, limit=limit)
    more = offset + len(items) < total and items
    asked = {
        "kind": kind,
        "done": None if done is None else str(done).lower(),
        "offset": offset + limit,
        "limit": limit,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    return InboxPage(
        items=tuple(map(InboxItem.of, items)),
        total=total,
        next=f"/v1/feedback?{urlencode(given)}" if more else None,
    )


@router.get(
    "/v1/feedback.csv",
    summary="The inbox as a spreadsheet",
    response_class=StreamingResponse,
    responses={**_CSV, **documented(INVALID_REQUEST, TOKEN_NEEDED)},
)
def feedback_csv(inbox: InboxDep, kind: _Kind = None, done: _Done = None) -> StreamingResponse:
    """Return the inbox, a row an item, the newest first."""
    return sheet("inbox.csv", _rows(inbox, kind, done))


@router.patch(
    "/v1/feedback/{item_id}",
    summary="Mark an item",
    responses=documented(INVALID_REQUEST, MALFORMED_JSON, UNKNOWN_ITEM, UNSUPPORTED_MEDIA_TYPE, TOKEN_NEEDED),
    dependencies=[Depends(require_json)],
)
def mark_feedback(inbox: InboxDep, item_id: str, body: Marked) -> InboxItem:
    """Note whether somebody has dealt with an item, and return it."""
    item = inbox.get(item_id) if inbox.mark(item_id, body.done) else None
    if item is None:
        raise Problem(UNKNOWN_ITEM, f"The inbox has no item {item_id!r}, or no longer.")
    return InboxItem.of(item)


def _rows(inbox: Inbox, kind: Kind | None, done: bool | None) -> Iterator[Sequence[str]]:
    names = tuple(InboxItem.model_fields)
    # All are read before the first is sent: what is noted meanwhile would move the pages.
    _, total = inbox.page(kind, done, limit=1)
    items, _ = inbox.page(kind, done, limit=max(total, 1))
    yield tuple(name.replace("_", " ") for name in names)
    for item in items:
        told = InboxItem.of(item).model_dump(mode="json")
        yield tuple(_shown(told[name]) for name in names)


def _shown(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
