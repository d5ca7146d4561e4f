"""Errors of the framework and of our own packages, turned into problems or, for a person, into a page."""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.status import HTTP_303_SEE_OTHER

from assistant.errors import (
    DraftError,
    MessageKeyError,
    RulesError,
    UnavailableError,
    UnknownConversationError,
    UnknownDraftError,
    UnknownSpecError,
)
from assistant.service.access import SignInNeeded
from assistant.service.log import log
from assistant.service.problems import (
    BY_STATUS,
    DRAFT_MOVED,
    DRAFT_REFUSED,
    INVALID_REQUEST,
    MALFORMED_JSON,
    MESSAGE_KEY_USED,
    REQUEST_FAILED,
    UNAVAILABLE,
    UNKNOWN_CONVERSATION,
    UNKNOWN_DRAFT,
    UNKNOWN_SPEC,
    Kind,
    Problem,
    respond,
)
from assistant.service.requests import request_id
from assistant.web.errors import error_page, wants_page
from vectorstore.errors import DraftMovedError, VectorstoreError

#: Errors whose message is told as it is, with the problem that each is.
_TOLD: Mapping[type[Exception], Kind] = {
    MessageKeyError: MESSAGE_KEY_USED,
    UnknownDraftError: UNKNOWN_DRAFT,
    UnknownSpecError: UNKNOWN_SPEC,
    DraftError: DRAFT_REFUSED,
}
_OURS: tuple[type[Exception], ...] = (UnknownConversationError, *_TOLD, UnavailableError, RulesError)

#: What a message of the library says of Python: the member of an enumeration, with its value, and the type of a list.
_KEPT_AS = re.compile(r"<\w+\.\w+: (?P<name>'[^']*')>|\b[Tt]uple\b")


def install(app: FastAPI) -> None:
    """Make `app` answer every error that reaches it with a problem."""

    async def answer(request: Request, error: Exception) -> Response:
        problem = as_problem(error, request)
        if wants_page(request):
            return error_page(request, problem)
        return respond(problem, request_id(request.scope))

    for kind in (HTTPException, RequestValidationError, *_OURS, VectorstoreError):
        app.add_exception_handler(kind, answer)
    app.add_exception_handler(SignInNeeded, _sent_to_sign_in)


def _sent_to_sign_in(request: Request, error: Exception) -> Response:
    assert isinstance(error, SignInNeeded)
    return RedirectResponse(error.location, HTTP_303_SEE_OTHER)


def as_problem(error: Exception, request: Request) -> Problem:
    """Return what to tell a client of `error`."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return _refused(error, request)
    if isinstance(error, UnknownConversationError):
        return Problem(
            UNKNOWN_CONVERSATION,
            "The conversation is not known, or no longer kept; send none to start one.",
        )
    if (kind := _TOLD.get(type(error))) is not None:
        return Problem(kind, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    if isinstance(error, DraftMovedError):
        return _moved(error)
    if isinstance(error, UnavailableError | RulesError):
        return Problem(UNAVAILABLE, str(error))
    # Its message may name files of the server: that is for the log.
    log.error("index failed", request_id=request_id(request.scope), exc_info=error)
    return Problem(UNAVAILABLE, "The index cannot be read at the moment; try again, or see the server's log.")


def _moved(error: DraftMovedError) -> Problem:
    """A conflict, with the version that there is now; one that was deleted meanwhile is not there."""
    detail = f"{str(error)[:1].upper()}{str(error)[1:]}."
    if not error.version:
        return Problem(UNKNOWN_DRAFT, detail)
    return Problem(DRAFT_MOVED, detail, errors=[{"version": error.version}], headers={"ETag": f'"{error.version}"'})


def _invalid(error: RequestValidationError) -> Problem:
    found = [{"location": list(one["loc"]), "message": _said(one)} for one in error.errors()]
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        where = first["loc"][-1]
        return Problem(MALFORMED_JSON, f"The body stops being JSON at character {where}: {first['ctx']['error']}.")
    # A place names also the kinds of value that might have been there: no word for a person.
    place = ".".join(str(part) for part in first["loc"] if isinstance(part, int) or part.isidentifier())
    return Problem(INVALID_REQUEST, f"{place}: {_said(first)}.", errors=found)


def _said(error: Mapping[str, Any]) -> str:
    """What is wrong, for a person: in words of what was sent, where the library speaks of how it is kept."""
    if error["type"] == "too_long" and isinstance(error["input"], str):
        most, length = error["ctx"]["max_length"], error["ctx"]["actual_length"]
        return f"{length:,} characters are too many; at most {most:,} are read"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    # A caller sends lists and names, whatever they are kept as.
    return _KEPT_AS.sub(lambda found: found["name"] or "list", str(error["msg"]))


def _refused(error: HTTPException, request: Request) -> Problem:
    kind = BY_STATUS.get(error.status_code)
    if kind is None:
        kind = Kind(REQUEST_FAILED.name, error.status_code, REQUEST_FAILED.title)
    path = request.url.path
    details = {
        400: "The body cannot be read as JSON in UTF-8.",
        404: f"There is nothing at {path!r}.",
        405: f"{path!r} does not know the method {request.method}.",
    }
    return Problem(kind, details.get(error.status_code, str(error.detail)), headers=error.headers)
