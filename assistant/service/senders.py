"""Which page a request comes from, by what its browser says of it."""

from enum import Enum, auto

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.origins import is_of, normalized

_SAFE = frozenset({"GET", "HEAD"})


class Sender(Enum):
    """What is made of the page that a request comes from."""

    OWN = auto()
    """A page of ours, a program, or a person who follows a link."""

    TRUSTED = auto()
    """A page of `allowed_origins`: it may all that ours may."""

    EMBEDDING = auto()
    """A page of `embed_origins`: its readers may ask."""

    FOREIGN = auto()


class Senders:
    """Tells pages apart by the settings; where an origin stands in both, it is trusted."""

    def __init__(self, trusted: tuple[str, ...], embedding: tuple[str, ...]) -> None:
        self._trusted = frozenset(trusted)
        self._embedding = frozenset(embedding)

    def of(self, scope: Scope) -> Sender:
        """Return who sent the request of `scope`; `Host` names this site, and was looked at before."""
        headers = Headers(scope=scope)
        origins, host = headers.getlist("origin"), headers.get("host", "")
        if not origins:
            return Sender.FOREIGN if _is_foreign(scope["method"], headers) else Sender.OWN
        if len(origins) > 1:
            return Sender.FOREIGN
        if origins[0] in self._trusted:
            return Sender.TRUSTED
        if is_of(origins[0], host):
            return Sender.OWN
        return Sender.EMBEDDING if normalized(origins[0]) in self._embedding else Sender.FOREIGN


def _is_foreign(method: str, headers: Headers) -> bool:
    if headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
        return False
    return not (method in _SAFE and _is_navigation(headers))


def _is_navigation(headers: Headers) -> bool:
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
