"""Outermost layer of every request: its id, its line in the log, and an answer where the code fails."""

import re
import time
import uuid
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.log import log
from assistant.service.problems import INTERNAL, Problem, respond

# An id given by a proxy is kept if it is harmless in a log and a header.
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_id(scope: Scope) -> str:
    """Return the id of the request in `scope`."""
    return str(scope["state"]["request_id"])


class RequestMiddleware:
    """Names each request, logs one line of it, and turns an unforeseen error into a problem.

    The log line holds no query string and no body: both may hold what a person asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = _id(scope)
        exchange = _Exchange(scope, send)
        try:
            await self._app(scope, receive, exchange.send)
        except Exception as error:
            await exchange.fail(error, receive)
        finally:
            exchange.log()


class _Exchange:
    """One request on its way, and what became of it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope = scope
        self._send = send
        self._status: int | None = None
        self._began = time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            MutableHeaders(scope=message)["X-Request-ID"] = request_id(self._scope)
        await self._send(message)

    async def fail(self, error: Exception, receive: Receive) -> None:
        """Log `error`; answer with a problem unless an answer is under way, which only breaking off can end."""
        log.error("request failed", request_id=request_id(self._scope), exc_info=error)
        if self._status is not None:
            raise error
        named = request_id(self._scope)
        problem = Problem(INTERNAL, "The server could not answer this request. Its log names the reason.")
        await respond(problem, named)(self._scope, receive, self.send)

    def log(self) -> None:
        log.info(
            "request",
            request_id=request_id(self._scope),
            method=self._scope["method"],
            path=_template(self._scope),
            # A client that left before the answer began has no status.
            status=self._status or 499,
            milliseconds=round((time.perf_counter() - self._began) * 1000, 1),
        )


def _id(scope: MutableMapping[str, Any]) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex


def _template(scope: Scope) -> str:
    """Return the route's path with its parameters unfilled: ids of conversations stay out of the log."""
    route = scope.get("route")
    return str(getattr(route, "path", None) or "(no route)")
