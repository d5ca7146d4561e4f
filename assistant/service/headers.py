"""Security headers of every response."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service.paths import route_path


def content_security_policy(ancestors: Iterable[str] = ()) -> str:
    """Return the policy of a page: only our own files run or load, and no script may turn text into markup.

    Pages of our own and of the origins `ancestors` may show it in a frame.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            " ".join(("frame-ancestors 'self'", *ancestors)),
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


_POLICY = "Content-Security-Policy"
_FRAMES = "X-Frame-Options"

HEADERS = {
    _POLICY: content_security_policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    _FRAMES: "SAMEORIGIN",
}

# Where one reader is answered.
_REPLIES = ("/v1/", "/mcp")


class SecurityHeadersMiddleware:
    """Adds the security headers, and keeps answers out of caches.

    Pages and their files may be kept if they are asked for anew each time (a
    server that was updated must not meet last week's script); replies under
    `/v1` and `/mcp` are for one reader and are not kept at all, nor is what
    `keep_from_caches` was said of. A response with a policy of its own says
    there who may show it in a frame, which the older header would overrule.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def keep_from_caches(scope: Scope) -> None:
    """Note that what is answered to the request of `scope` is for one reader."""
    scope["state"]["is_private"] = True


def _add(headers: MutableHeaders, scope: Scope) -> None:
    own_policy = _POLICY in headers
    for name, value in HEADERS.items():
        if not (own_policy and name == _FRAMES):
            headers.setdefault(name, value)
    private = route_path(scope).startswith(_REPLIES) or scope.get("state", {}).get("is_private")
    headers.setdefault("Cache-Control", "no-store" if private else "no-cache")
