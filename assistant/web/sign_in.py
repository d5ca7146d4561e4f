"""The page to sign in at, for staff: GET and POST /sign-in, and POST /sign-out."""

import hmac
import math
import re
import time
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.responses import RedirectResponse, Response
from starlette.status import HTTP_303_SEE_OTHER, HTTP_401_UNAUTHORIZED, HTTP_429_TOO_MANY_REQUESTS

from assistant.service.access import is_staff
from assistant.service.deps import BackendDep
from assistant.service.headers import keep_from_caches
from assistant.service.signed_in import delete_cookie, set_cookie
from assistant.web.templates import render

router = APIRouter(include_in_schema=False)

#: Wrong tokens that one address may try a minute.
TRIES = 10

# A path of ours: one slash first, and nothing in it that a browser reads as another host.
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


class Tries:
    """Counts wrong tokens by the address they come from; this process's own."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(TRIES)

    def wait(self, address: str) -> int:
        """Return the seconds that `address` has to wait before it may try; 0 for none."""
        if self._limiter.test(self._limit, address):
            return 0
        return max(1, math.ceil(self._limiter.get_window_stats(self._limit, address).reset_time - time.time()))

    def count(self, address: str) -> None:
        """Count a wrong token."""
        self._limiter.hit(self._limit, address)


@router.get("/sign-in")
def sign_in_page(
    request: Request, backend: BackendDep, leads_to: Annotated[str, Query(alias="next", max_length=2000)] = "/"
) -> Response:
    """Return the page, or lead on whoever is signed in."""
    keep_from_caches(request.scope)
    if is_staff(request):
        return _on(request, leads_to)
    return _page(request, leads_to)


@router.post("/sign-in")
def sign_in(
    request: Request,
    backend: BackendDep,
    token: Annotated[str, Form(max_length=500)] = "",
    leads_to: Annotated[str, Form(alias="next", max_length=2000)] = "/",
) -> Response:
    """Give whoever has the token the cookie, and lead on; say what was wrong to anybody else."""
    keep_from_caches(request.scope)
    tries: Tries = request.app.state.tries
    address = request.client.host if request.client else ""
    if seconds := tries.wait(address):
        page = _page(request, leads_to, wait=seconds, status=HTTP_429_TOO_MANY_REQUESTS)
        page.headers["Retry-After"] = str(seconds)
        return page
    if not backend.token or not hmac.compare_digest(token.strip().encode(), backend.token.encode()):
        tries.count(address)
        return _page(request, leads_to, wrong=True, status=HTTP_401_UNAUTHORIZED)
    response = _on(request, leads_to)
    set_cookie(response, request, backend.token)
    return response


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Take the cookie back."""
    keep_from_caches(request.scope)
    response = _on(request, "/")
    delete_cookie(response, request)
    return response


def local_path(given: str) -> str:
    """Return `given` where it is a path of ours; else that of the first page."""
    return given if _LOCAL.fullmatch(given) else "/"


def _on(request: Request, leads_to: str) -> Response:
    root = request.scope.get("root_path", "").rstrip("/")
    return RedirectResponse(root + local_path(leads_to), HTTP_303_SEE_OTHER)


def _page(request: Request, leads_to: str, *, wrong: bool = False, wait: int = 0, status: int = 200) -> Response:
    told = {"next": local_path(leads_to), "wrong": wrong, "wait": wait}
    return render(request, "sign_in.html", told, status=status)
