"""How much a request may carry."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.problems import BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, Problem, respond
from assistant.service.requests import request_id

#: Bytes a request's body may have. No endpoint of today needs more than a
#: message and a few ids; the longest message in the longest JSON escapes fits.
MAX_BODY = 256 * 1024


class BodyLimitMiddleware:
    """Refuses bodies of more than `limit` bytes, announced or not."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif _announced(scope) > self._limit:
            await respond(self._problem(), request_id(scope))(scope, receive, send)
        else:
            await self._app(scope, self._counting(receive), send)

    def _counting(self, receive: Receive) -> Receive:
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._limit:
                raise self._problem()
            return message

        return counted

    def _problem(self) -> Problem:
        return Problem(BODY_TOO_LARGE, f"A request may carry {self._limit} bytes; this one carries more.")


def require_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON: a form of another site cannot say so unasked.

    Raises:
        Problem: the content type is missing or another.
    """
    given = request.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != "application/json":
        raise Problem(UNSUPPORTED_MEDIA_TYPE, f"Send application/json; the content type was {given!r}.")


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0
