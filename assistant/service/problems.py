"""Errors as RFC 9457 problem details: a stable type, a sentence for a person, and the request's id."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from assistant.service.openai_errors import as_openai, speaks_openai
from assistant.service.paths import route_path

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem; its type never changes."""

    name: str
    """Last part of the type, such as `unknown-spec`."""

    status: int
    title: str

    @property
    def type(self) -> str:
        """The `type` member: a URN, since there is no page to look it up."""
        return f"urn:jobclass:problem:{self.name}"


INVALID_REQUEST = Kind("invalid-request", 422, "The request is not valid")
MALFORMED_JSON = Kind("malformed-json", 422, "The body is not valid JSON")
EMPTY_MESSAGE = Kind("empty-message", 422, "The message is empty")
MALFORMED_FORM = Kind("malformed-form", 422, "The body is not a valid form")
BAD_FILE_NAME = Kind("bad-file-name", 422, "A file cannot be kept under its name")
MESSAGE_TOO_LONG = Kind("message-too-long", 422, "The message is too long")
UNSUPPORTED_PARAMETER = Kind("unsupported-parameter", 422, "The request asks for what is not done here")
NO_LIST = Kind("no-list", 422, "The question asks for no list")
NOT_FOUND = Kind("not-found", 404, "There is nothing at this address")
UNKNOWN_SPEC = Kind("unknown-spec", 404, "No such class specification")
UNKNOWN_SOURCE = Kind("unknown-source", 404, "No such source")
NO_ORIGINAL = Kind("no-original", 404, "The file is not kept")
NO_PAGE = Kind("no-page", 404, "The document has no such page")
NOT_SHOWN = Kind("not-shown", 422, "The document cannot be shown")
TOO_MANY_PAGES = Kind("too-many-pages", 503, "Too many pages are asked for at once")
UNKNOWN_CONVERSATION = Kind("unknown-conversation", 404, "No such conversation")
UNKNOWN_MESSAGE = Kind("unknown-message", 404, "No such message")
UNKNOWN_ITEM = Kind("unknown-item", 404, "The inbox has no such item")
UNKNOWN_DRAFT = Kind("unknown-draft", 404, "No such draft, or version of it")
DRAFT_MOVED = Kind("draft-moved", 409, "Somebody else changed the draft meanwhile")
DRAFT_REFUSED = Kind("draft-refused", 422, "The draft cannot be changed or published like that")
VERSION_NEEDED = Kind("version-needed", 428, "The request has to say which version it changes")
MODEL_NOT_FOUND = Kind("model-not-found", 404, "No such model")
UNKNOWN_JOB = Kind("unknown-job", 404, "No such job")
METHOD_NOT_ALLOWED = Kind("method-not-allowed", 405, "This address does not know the method")
JOB_ENDED = Kind("job-ended", 409, "The job has ended")
MESSAGE_KEY_USED = Kind("message-key-used", 409, "Another question was asked under this key")
BODY_TOO_LARGE = Kind("body-too-large", 413, "The body is too large")
UNSUPPORTED_MEDIA_TYPE = Kind("unsupported-media-type", 415, "The body is of a type that is not read here")
TOKEN_NEEDED = Kind("token-needed", 401, "This takes the token of the data directory")
SESSION_NEEDED = Kind("session-needed", 401, "This takes a session of the page that asks")
TOO_MANY_QUESTIONS = Kind("too-many-questions", 429, "That was too much at once")
UPLOADS_OFF = Kind("uploads-off", 403, "Documents cannot be sent to this server")
FOREIGN_ORIGIN = Kind("foreign-origin", 403, "Requests from other sites are not answered")
FOREIGN_HOST = Kind("foreign-host", 421, "This server does not answer to that name")
REQUEST_FAILED = Kind("request-failed", 400, "The request could not be answered")
INTERNAL = Kind("internal", 500, "Something went wrong in the server")
UNAVAILABLE = Kind("unavailable", 503, "The assistant cannot answer at the moment")

#: Problems that the framework itself finds, by status.
BY_STATUS: Mapping[int, Kind] = {
    # The framework says 400 where a body cannot be decoded at all.
    400: MALFORMED_JSON,
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
}


class Problem(HTTPException):
    """Raised anywhere in the service to answer with a problem instead.

    An `HTTPException`, for the framework lets no other error through that is
    raised while it reads a body.
    """

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        errors: Sequence[dict[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.status, detail, headers)
        self.kind = kind
        self.errors = tuple(errors)


class ProblemDetails(BaseModel):
    """The body of every error."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    type: str
    """Stable name of the problem, such as `urn:jobclass:problem:unknown-spec`."""

    title: str
    """The kind of problem in a few words; the same for every one of its type."""

    status: int
    detail: str
    """What went wrong this time, in a sentence for a person."""

    request_id: str
    """Names this request in the server's log."""

    errors: tuple[dict[str, Any], ...] = ()
    """Where the request is wrong, for `invalid-request`: `location` and `message` of each place."""


class _ProblemResponse(JSONResponse):
    """Tells a problem; where clients of OpenAI's API ask, in a way that they read as well."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if speaks_openai(route_path(scope)):
            told = as_openai(json.loads(bytes(self.body)))
            self.status_code, self.body = told["status"], self.render(told)
            self.headers["Content-Length"] = str(len(self.body))
        await super().__call__(scope, receive, send)


def respond(problem: Problem, request_id: str) -> JSONResponse:
    """Return the response that tells `problem`."""
    kind = problem.kind
    details = ProblemDetails(
        type=kind.type,
        title=kind.title,
        status=kind.status,
        detail=problem.detail,
        request_id=request_id,
        errors=problem.errors,
    )
    body = details.model_dump(mode="json", exclude=set() if details.errors else {"errors"})
    return _ProblemResponse(body, kind.status, problem.headers, MEDIA_TYPE)


def documented(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """Return the `responses` of an endpoint that may answer with `kinds`, for its OpenAPI description."""
    titles: dict[int | str, list[str]] = {}
    for kind in (*kinds, FOREIGN_ORIGIN, FOREIGN_HOST, INTERNAL, UNAVAILABLE):
        titles.setdefault(kind.status, []).append(f"{kind.title} (`{kind.name}`)")
    schema = {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    return {
        status: {"description": "; ".join(names), "model": ProblemDetails, "content": {MEDIA_TYPE: schema}}
        for status, names in titles.items()
    }
