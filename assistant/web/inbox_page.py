"""The inbox at /inbox: what readers said of answers, and questions that found none."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant.service.access import require_staff_page
from assistant.service.deps import InboxDep, SettingsDep
from assistant.service.ports import Inbox
from assistant.web.inbox_view import groups, shown
from assistant.web.templates import render

router = APIRouter(prefix="/inbox", include_in_schema=False, dependencies=[Depends(require_staff_page)])

Show = Literal["open", "feedback", "unanswered", "done"]

# What each part of the inbox asks the store for: the kind, and whether it is done.
_PARTS: dict[Show, tuple[str, Literal["feedback", "unanswered"] | None, bool]] = {
    "open": ("Open", None, False),
    "feedback": ("Feedback", "feedback", False),
    "unanswered": ("No answer found", "unanswered", False),
    "done": ("Done", None, True),
}

_PAGE = 50

# Items that are counted in groups: the newest.
_GROUPED = 1000


@router.get("")
def inbox_page(
    request: Request,
    inbox: InboxDep,
    settings: SettingsDep,
    show: Show = "open",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    marked: Annotated[str, Query(max_length=100)] = "",
) -> HTMLResponse:
    """Return a page of the inbox; `marked` is the item that was marked done just now."""
    _, kind, done = _PARTS[show]
    items, total = inbox.page(kind, done, offset=offset, limit=_PAGE)
    alike, _ = inbox.page(kind, done, limit=_GROUPED)
    told: dict[str, Any] = {"rows": tuple(map(shown, items)), "total": total, "offset": offset, "show": show}
    told |= {"groups": groups(alike), "grouped": len(alike), "marked": marked, "parts": _parts(inbox)}
    told |= {"keeps": settings.keep_questions, "days": settings.inbox_days}
    told["sheet"] = f"/v1/feedback.csv?{urlencode({'done': str(done).lower(), **({'kind': kind} if kind else {})})}"
    told["previous"] = _url(show, max(0, offset - _PAGE)) if offset else None
    told["next"] = _url(show, offset + _PAGE) if offset + _PAGE < total else None
    return render(request, "inbox.html", told)


@router.post("/{item_id}/{state}")
def mark(
    request: Request,
    inbox: InboxDep,
    item_id: str,
    state: Literal["done", "open"],
    show: Show = "open",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> RedirectResponse:
    """Mark an item done, or open again, and lead back to where its button was."""
    inbox.mark(item_id, state == "done")
    marked = {"marked": item_id} if state == "done" and show != "done" else {}
    url = request.scope.get("root_path", "") + _url(show, offset, **marked)
    return RedirectResponse(f"{url}#rows", HTTP_303_SEE_OTHER)


def _parts(inbox: Inbox) -> tuple[tuple[str, str, int], ...]:
    """Return each part of the inbox: its name, its heading, and how many are in it."""
    return tuple((name, heading, inbox.page(kind, done, limit=1)[1]) for name, (heading, kind, done) in _PARTS.items())


def _url(show: Show, offset: int, **more: str) -> str:
    given = {"show": show if show != "open" else "", "offset": offset or "", **more}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/inbox?{query}" if query else "/inbox"
