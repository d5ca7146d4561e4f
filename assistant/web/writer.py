"""What writers call themselves, kept by their browser: what they do to drafts is noted under it."""

from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import Response

from vectorstore.folding import one_line

_COOKIE = "jobclass_writer"
_YEAR = 365 * 24 * 3600

#: Characters of a name.
LONGEST = 100


def writer_of(request: Request) -> str:
    """Return the name that the browser keeps; empty for none."""
    return _clean(unquote(request.cookies.get(_COOKIE, "")))


def keep_writer(request: Request, response: Response, name: str) -> None:
    """Have the browser keep `name`."""
    path = request.scope.get("root_path", "").rstrip("/") + "/drafts"
    secure = request.url.scheme == "https"
    response.set_cookie(
        _COOKIE, quote(_clean(name)), max_age=_YEAR, path=path, secure=secure, httponly=True, samesite="strict"
    )


def _clean(name: str) -> str:
    return one_line("".join(sign if sign.isprintable() else " " for sign in name))[:LONGEST]
