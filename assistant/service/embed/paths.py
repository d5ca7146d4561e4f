"""What of ours other sites' pages may load or ask."""

import re

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.service.paths import route_path

#: Where a session is begun, and the page for a frame.
EMBED = "/v1/embed"
FRAME = "/frame"

#: Methods and paths that the readers of embedding pages may use.
_ASKED = (
    ("POST", re.compile(r"/v1/(embed|chat|feedback)")),
    ("GET", re.compile(r"/v1/(conversations/[^/]+|sources/[^/]+|items|compare)")),
    ("DELETE", re.compile(r"/v1/conversations/[^/]+")),
)
_PUBLIC = re.compile(r"/widget\.js|/widget/.+")
_READS = frozenset({"GET", "HEAD"})


def is_askable(scope: Scope) -> bool:
    """Return whether the reader of an embedding page may send such a request."""
    path = route_path(scope)
    return any(scope["method"] == method and pattern.fullmatch(path) for method, pattern in _ASKED)


def is_public(scope: Scope) -> bool:
    """Return whether any page may load this: the widget's own code, which is the same for everybody."""
    return scope["method"] in _READS and bool(_PUBLIC.fullmatch(route_path(scope)))


def is_framing(scope: Scope) -> bool:
    """Return whether a page opens our page for frames; which pages may, that page's own policy says."""
    headers = Headers(scope=scope)
    framed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "iframe"
    return framed and scope["method"] in _READS and route_path(scope) == FRAME
