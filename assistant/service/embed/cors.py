"""Lets embedding pages read what they are answered, refusals and failures too.

It lies around everything that answers, so that a page always learns why it
got no answer. No credentials: a browser sends embedding pages' requests
without cookies, or keeps the answer from them.
"""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.service.embed.paths import is_public
from assistant.service.embed.sessions import HEADER
from assistant.service.senders import Sender, Senders

#: Headers of answers that pages of other origins may read.
EXPOSED = ("X-Request-ID", "Retry-After")


class EmbedCORSMiddleware:
    """Adds the headers of CORS to what embedding pages are answered, and answers their preflights."""

    def __init__(self, app: ASGIApp, senders: Senders) -> None:
        self._app = app
        self._senders = senders
        self._shared = _Known(
            app,
            allow_methods=("GET", "POST", "DELETE"),
            allow_headers=("Content-Type", "Accept", HEADER),
            expose_headers=EXPOSED,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        shared = scope["type"] == "http" and not is_public(scope) and self._senders.of(scope) is Sender.EMBEDDING
        await (self._shared if shared else self._app)(scope, receive, send)


class _Known(CORSMiddleware):
    """Whose origin is known already: by what it means, however it is written."""

    def is_allowed_origin(self, origin: str) -> bool:
        return True
