"""The cookie of a person who signed in with the token of the data directory.

It names the token that it was given for, so that it ends with that: a server
that starts anew has another. Requests that change something are taken from
our own pages only, which browsers say of them; one that says nothing is none
of a browser's and has no use for a cookie.
"""

import hashlib
import hmac

from fastapi import Request
from starlette.responses import Response

from assistant.origins import is_of
from assistant.service.signing import Signer

COOKIE = "jobclass_staff"
#: Seconds until a person signs in anew.
SECONDS = 12 * 3600

_PURPOSE = "staff"
_SAFE = frozenset({"GET", "HEAD"})


def has_cookie(request: Request, token: str) -> bool:
    """Return whether the request bears the cookie that was given for `token`, and comes from a page of ours."""
    given = request.cookies.get(COOKIE)
    if not given or not token or not _is_ours(request):
        return False
    signer: Signer = request.app.state.signer
    claims = signer.read(_PURPOSE, given)
    return claims is not None and hmac.compare_digest(str(claims.get("token")), _digest(token))


def set_cookie(response: Response, request: Request, token: str) -> None:
    """Give the cookie of whoever has `token`.

    Raises:
        UnavailableError: the key cannot be read or made.
    """
    signer: Signer = request.app.state.signer
    signed = signer.sign(_PURPOSE, SECONDS, {"token": _digest(token)})
    response.set_cookie(
        COOKIE,
        signed,
        max_age=SECONDS,
        path=_path(request),
        secure=_is_secure(request),
        httponly=True,
        samesite="strict",
    )


def delete_cookie(response: Response, request: Request) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path=_path(request), secure=_is_secure(request), httponly=True, samesite="strict")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _path(request: Request) -> str:
    return request.scope.get("root_path", "").rstrip("/") or "/"


def _is_secure(request: Request) -> bool:
    """Return whether the reader is known to speak TLS with us, or with a proxy before us."""
    return request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")


def _is_ours(request: Request) -> bool:
    """Return whether a page of ours sent the request, or a person who opens a page."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is not None:
        return is_of(origin, request.headers.get("host", ""))
    if site is None:
        return request.method in _SAFE
    return site == "same-origin" or (request.method in _SAFE and site == "none")
