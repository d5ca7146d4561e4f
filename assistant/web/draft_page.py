"""The page of a draft, for staff: GET and POST /drafts/{id}, and what publishes and deletes it."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.status import (
    HTTP_303_SEE_OTHER,
    HTTP_409_CONFLICT,
    HTTP_422_UNPROCESSABLE_CONTENT,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from assistant.draft.actions import ACTIONS, Action
from assistant.errors import RefusedError, UnavailableError
from assistant.service.access import require_staff_page
from assistant.service.problems import INVALID_REQUEST, Problem
from assistant.web.draft_conflict import conflict_of, is_apart
from assistant.web.draft_desk import DraftDesk, sentence
from assistant.web.writer import writer_of
from vectorstore.errors import DraftMovedError

router = APIRouter(prefix="/drafts/{draft_id}", include_in_schema=False, dependencies=[Depends(require_staff_page)])

_Desk = Annotated[DraftDesk, Depends()]
_Base = Annotated[int, Form(ge=1)]

#: Times that a change is put on top of what others did meanwhile.
_TRIES = 5


@router.get("")
def draft_page(
    desk: _Desk,
    version: Annotated[int | None, Query(ge=1)] = None,
    find: Annotated[str, Query(max_length=300)] = "",
) -> Response:
    """Return the page of a draft, of its newest version or an earlier one; `find` looks for classes to add."""
    return desk.page(desk.draft(version), find=find.strip())


@router.post("")
async def change(request: Request, desk: _Desk) -> Response:
    """Do what a form of the page asks for; where somebody was faster, on top of that, if it fits."""
    async with request.form(max_files=0, max_fields=50) as form:
        fields = {name: str(value) for name, value in form.multi_items()}
    return await run_in_threadpool(_changed, request, desk, fields)


@router.post("/publish")
def publish(
    request: Request,
    desk: _Desk,
    base: _Base,
    effective: Annotated[str, Form(max_length=20)] = "",
    despite_errors: Annotated[bool, Form()] = False,
) -> Response:
    """Publish an approved draft into the catalog, and lead back to its page, which then leads to the spec."""
    try:
        desk.drafting.publish(desk.draft_id, base, effective, writer_of(request), despite_errors=despite_errors)
    except DraftMovedError:
        return _moved(desk)
    except RefusedError as error:
        return desk.page(desk.draft(), trouble=sentence(error), status=HTTP_422_UNPROCESSABLE_CONTENT)
    except UnavailableError as error:
        return desk.page(desk.draft(), trouble=str(error), status=HTTP_503_SERVICE_UNAVAILABLE)
    return _to(request, f"/drafts/{desk.draft_id}")


@router.post("/delete")
def delete(request: Request, desk: _Desk, base: _Base) -> Response:
    """Delete a draft with its versions, and lead to the others."""
    try:
        desk.drafting.delete(desk.draft_id, base, writer_of(request))
    except DraftMovedError:
        return _moved(desk)
    return _to(request, "/drafts")


def _changed(request: Request, desk: DraftDesk, fields: Mapping[str, str]) -> Response:
    base, actions = _read(fields)
    try:
        return _done(request, desk, base, actions)
    except DraftMovedError:
        now = desk.draft()
        conflict = conflict_of(actions, now, desk.last_writer())
        return desk.page(now, conflict=conflict, status=HTTP_409_CONFLICT)
    except RefusedError as error:
        return desk.page(desk.draft(), trouble=sentence(error), status=HTTP_422_UNPROCESSABLE_CONTENT)


def _done(request: Request, desk: DraftDesk, base: int, actions: Sequence[Action]) -> Response:
    """Do `actions` to version `base`, or to a later one that is the same where they touch it.

    Raises:
        DraftMovedError: there is a later one that is not.
    """
    meant = desk.draft(base)
    for left in reversed(range(_TRIES)):
        try:
            desk.drafting.change(desk.draft_id, base, actions, writer_of(request))
            break
        except DraftMovedError:
            now = desk.draft()
            if not left or not is_apart(actions, meant, now):
                raise
            base = now.version
    return _to(request, f"/drafts/{desk.draft_id}")


def _read(fields: Mapping[str, str]) -> tuple[int, tuple[Action, ...]]:
    """Return the version that a form was made of, and the action that it asks for.

    Raises:
        Problem: it is no form of the page.
    """
    try:
        action = {name: value for name, value in fields.items() if name != "base"}
        return int(fields["base"]), ACTIONS.validate_python([action])
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(part for part in first["loc"] if isinstance(part, str))
        raise Problem(INVALID_REQUEST, f"{place}: {first['msg']}.") from error
    except (KeyError, ValueError) as error:
        raise Problem(INVALID_REQUEST, "The form does not say of which version it is.") from error


def _moved(desk: DraftDesk) -> Response:
    now = desk.draft()
    trouble = f"{desk.last_writer()} saved version {now.version} meanwhile, which you see now. Look at it, then go on."
    return desk.page(now, trouble=trouble, status=HTTP_409_CONFLICT)


def _to(request: Request, path: str) -> Response:
    return RedirectResponse(request.scope.get("root_path", "") + path, HTTP_303_SEE_OTHER)
