"""Who may ask: Host and Origin checks, since any web page can send requests to 127.0.0.1.

A name that an attacker points at this machine (DNS rebinding) is refused by
its Host header; a page of another site by its Origin header, and where a
browser sends none by Sec-Fetch-Site. A person who follows a link from
elsewhere is let through: the page that opens is ours and its opener cannot
read it. So are pages of `embed_origins`, to the little that they may ask.

A program can say of itself whatever it likes; what is open to programs is
open, and these checks protect readers from pages, not the service from them.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.service.embed.paths import is_askable, is_framing, is_public
from assistant.service.problems import FOREIGN_HOST, FOREIGN_ORIGIN, Problem, respond
from assistant.service.requests import request_id
from assistant.service.senders import Sender, Senders

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_ADVICE = "add it to the setting embed_origins to let it embed the assistant"


class OriginMiddleware:
    """Refuses requests under a foreign name or from a foreign page."""

    def __init__(self, app: ASGIApp, senders: Senders, hosts: Iterable[str] = ()) -> None:
        """Answer to the loopback names and to `hosts` (names without a port), and to the pages that `senders` knows."""
        self._app = app
        self._senders = senders
        self._hosts = LOOPBACK | {host.lower().strip("[]") for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is None:
            await self._app(scope, receive, send)
        else:
            await respond(problem, request_id(scope))(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _name(hosts[0]) not in self._hosts:
            named = ", ".join(map(repr, hosts)) or "no name"
            return Problem(
                FOREIGN_HOST, f"The request is for {named}; add the name to the setting allowed_hosts to serve it."
            )
        sender = self._senders.of(scope)
        if sender in (Sender.OWN, Sender.TRUSTED) or is_public(scope):
            return None
        origin = headers.get("origin", "")
        if sender is Sender.EMBEDDING:
            return None if is_askable(scope) else _more_than_asking(origin)
        return None if not origin and is_framing(scope) else Problem(FOREIGN_ORIGIN, _foreign(origin))


def _more_than_asking(origin: str) -> Problem:
    return Problem(FOREIGN_ORIGIN, f"Pages of {origin!r} may embed the assistant, and nothing besides.")


def _foreign(origin: str) -> str:
    if origin == "null":
        return (
            "The page that asks has no origin of its own: it is a file, or a frame with the attribute sandbox but"
            " without allow-same-origin. Open it from a server, or let the frame keep its origin."
        )
    return f"The request comes from {origin or 'another site'!r}, which is not this site; {_ADVICE}."


def _name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None where it is not well formed."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 (raises for a port that is none)
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None
