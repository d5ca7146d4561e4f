"""Templates of the pages; everything that they print is escaped."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from assistant.service.access import is_staff, token_of
from assistant.service.signed_in import has_cookie

#: Scripts, styles and pictures, served under /static.
STATIC = Path(__file__).parent / "static"

# Signs that turn text around until its end: what stands beside it would read as something else.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def straight(value: object) -> object:
    """Return `value`, where it is a text, in the order in which it is written, whatever it says of that."""
    if not isinstance(value, str) or value.isascii() or not _TURNING.search(value):
        return value
    return type(value)(_TURNING.sub("", value))


_ENVIRONMENT = Environment(
    loader=PackageLoader("assistant.web"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=straight,
)


def render(request: Request, name: str, context: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
    """Return the page of template `name`.

    In it `root` is the path that a proxy serves us under, or nothing; `staff`
    says whether the reader sees the pages for staff, and `signed_in` whether
    he signed in for that.
    """
    shared = {"root": request.scope.get("root_path", ""), "staff": is_staff(request)}
    shared["signed_in"] = has_cookie(request, token_of(request))
    return HTMLResponse(_ENVIRONMENT.get_template(name).render(context, **shared), status)
