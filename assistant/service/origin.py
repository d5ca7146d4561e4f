"""Who may ask: Host and Origin checks, since any web page can send requests to 127.0.0.1.

A name that an attacker points at this machine (DNS rebinding) is refused by
its Host header; a page of another site by its Origin header, and where a
browser sends none by Sec-Fetch-Site. A person who follows a link from
elsewhere is let through: the page that opens is ours and its opener cannot read it.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.service.problems import FOREIGN_HOST, FOREIGN_ORIGIN, Problem, respond
from assistant.service.requests import request_id

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = frozenset({"GET", "HEAD"})


class OriginMiddleware:
    """Refuses requests under a foreign name or from a foreign page."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> None:
        """Answer to the loopback names and to `hosts` (names without a port), and to pages of `origins`."""
        self._app = app
        self._origins = frozenset(origins)
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
        sender = headers.get("origin", "another site")
        if sender not in self._origins and _is_foreign(scope["method"], hosts[0], headers):
            return Problem(FOREIGN_ORIGIN, f"The request comes from {sender!r}, which is not this site.")
        return None


def _is_foreign(method: str, host: str, headers: Headers) -> bool:
    if "origin" in headers:
        return not _same_origin(headers["origin"], host)
    if headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
        return False
    return not (method in _SAFE and _is_navigation(headers))


def _is_navigation(headers: Headers) -> bool:
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _same_origin(origin: str, host: str) -> bool:
    """Return whether a page of `origin` is of the site that `host` names.

    Schemes are not compared: behind a proxy that speaks TLS the server
    cannot know its own.
    """
    try:
        sender, own = urlsplit(origin), urlsplit(f"//{host}")
        default = _DEFAULT_PORTS[sender.scheme]
        return (own.hostname, own.port or default) == (sender.hostname, sender.port or default)
    except (KeyError, ValueError):  # `null`, another scheme, a port that is none
        return False


def _name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None where it is not well formed."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 (raises for a port that is none)
    except ValueError:
        return None
    return parts.hostname if parts.netloc == host and "@" not in host else None
