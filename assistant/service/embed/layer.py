"""Takes no request of an embedded reader without its session.

Pages of `embed_origins` need one for all but to begin it; our own pages, and
trusted ones, may have one, which the page for frames does. A session holds
for the origin that began it, and is no cookie: nothing of it is sent unasked.
"""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import UnavailableError
from assistant.origins import is_of, known_as
from assistant.service.embed.paths import EMBED, is_askable
from assistant.service.embed.sessions import HEADER, Session, Sessions
from assistant.service.paths import route_path
from assistant.service.problems import SESSION_NEEDED, UNAVAILABLE, Problem, respond
from assistant.service.requests import request_id
from assistant.service.senders import Sender, Senders


class SessionMiddleware:
    """Notes the session of each request in `scope`, and refuses those that lack one."""

    def __init__(self, app: ASGIApp, senders: Senders, sessions: Sessions) -> None:
        self._app = app
        self._senders = senders
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        problem = await self._problem(scope) if scope["type"] == "http" and is_askable(scope) else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await respond(problem, request_id(scope))(scope, receive, send)

    async def _problem(self, scope: Scope) -> Problem | None:
        if route_path(scope) == EMBED:
            return None
        headers = Headers(scope=scope)
        token = headers.get(HEADER)
        if token is None:
            return _needed() if self._senders.of(scope) is Sender.EMBEDDING else None
        try:
            session = await run_in_threadpool(self._sessions.read, token)
        except UnavailableError as error:
            return Problem(UNAVAILABLE, str(error))
        if session is None or not _is_from(session.origin, headers):
            return _needed()
        scope["state"]["session"] = session
        return None


def session_of(scope: Scope) -> Session | None:
    """Return the session that a request came with; None where it came with none."""
    session: Session | None = scope["state"].get("session")
    return session


def _is_from(origin: str, headers: Headers) -> bool:
    """Return whether a page of `origin` sent this; our own pages do not say theirs each time."""
    sent = headers.get("origin")
    return is_of(origin, headers.get("host", "")) if sent is None else known_as(sent) == origin


def _needed() -> Problem:
    return Problem(
        SESSION_NEEDED,
        f"Begin a session with POST {EMBED} and send it in the header {HEADER}; it lasts for hours, for one origin.",
    )
