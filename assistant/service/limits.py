"""How much a request may carry."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.paths import route_path
from assistant.service.problems import BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, Problem, respond
from assistant.service.requests import request_id

#: Bytes a request's body may have where nothing else is said: a message and a
#: few ids. The longest message in the longest JSON escapes fits.
MAX_BODY = 256 * 1024

#: Bytes that a question may have together with what was said before. Clients
#: send a chat whole each time, with the answers and their data (a list of 1,000
#: classes has some 400,000 bytes) and with pictures that nobody here looks at.
#: Little of it is read, and to take 4 MB of messages apart takes some 50 ms.
MAX_HISTORY = 4 * 1024 * 1024

#: Bytes that an upload of documents may have, all its files together.
MAX_UPLOAD = 200 * 1024 * 1024

#: Bytes of a refused body that are still taken, and thrown away: a client that
#: is cut off while it sends sees its line break, and never reads why. One that
#: announces more is refused before it sends.
_DISCARDED = 32 * 1024 * 1024

_NONE: Mapping[str, int] = MappingProxyType({})


class BodyLimitMiddleware:
    """Refuses bodies of more than `limit` bytes, announced or not; some paths have a `larger` limit of their own."""

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY, larger: Mapping[str, int] = _NONE) -> None:
        self._app = app
        self._limit = limit
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._larger.get(route_path(scope), self._limit)
        announced = _announced(scope)
        if announced > limit:
            if announced <= _DISCARDED:
                await _discard(receive)
            await respond(_problem(limit), request_id(scope))(scope, receive, send)
        else:
            await self._app(scope, self._counting(receive, limit), send)

    def _counting(self, receive: Receive, limit: int) -> Receive:
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > limit:
                if message.get("more_body", False):
                    await _discard(receive)
                raise _problem(limit)
            return message

        return counted


def require_json(request: Request) -> None:
    """Refuse a body that does not say it is JSON: a form of another site cannot say so unasked.

    Raises:
        Problem: the content type is missing or another.
    """
    given = request.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != "application/json":
        raise Problem(UNSUPPORTED_MEDIA_TYPE, f"Send application/json; the content type was {given!r}.")


def _problem(limit: int) -> Problem:
    return Problem(BODY_TOO_LARGE, f"A request may carry {limit:,} bytes; this one carries more.")


async def _discard(receive: Receive) -> None:
    """Take what is left of a body, up to `_DISCARDED` bytes."""
    taken, more = 0, True
    while more and taken < _DISCARDED:
        message = await receive()
        taken += len(message.get("body", b""))
        more = message.get("more_body", False)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0
