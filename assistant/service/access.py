"""Who may change the index, and read of changes: the owner of the data directory, and on his own machine anybody.

The token stands in the data directory's lock file while the server runs, so
that whoever may read the index may write it. A person signs in with it and
gets a cookie for some hours. A server counts as one for its own machine alone
while it listens on a loopback address, answers to no other name and is
embedded by no page of another machine, and neither the request's sender nor a
proxy's header says otherwise.
"""

import hmac
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from fastapi import Request

from assistant.service.deps import BackendDep, SettingsDep
from assistant.service.headers import keep_from_caches
from assistant.service.origin import LOOPBACK
from assistant.service.problems import TOKEN_NEEDED, UPLOADS_OFF, Kind, Problem
from assistant.service.signed_in import has_cookie
from assistant.settings import Settings

#: Problems that the checks here end in.
PROBLEMS: tuple[Kind, ...] = (TOKEN_NEEDED, UPLOADS_OFF)

_CHALLENGE = {"WWW-Authenticate": "Bearer"}

# What proxies add: behind one, everybody seems to be on this machine.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class SignInNeeded(Exception):
    """A person asked for a page that takes signing in."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location
        """Path of the page to sign in at, which leads back."""


def token_of(request: Request) -> str:
    """Return the token of the data directory; empty where there is none."""
    backend = request.app.state.backend
    return backend.token if backend is not None else ""


def has_token(request: Request) -> bool:
    """Return whether the request carries the token itself, as programs of the owner do."""
    return _has_token(request, token_of(request))


def is_staff(request: Request) -> bool:
    """Return whether the request comes from whoever may send documents and read the inbox."""
    settings: Settings = request.app.state.settings
    local = settings.uploads == "auto" and _is_local(request, settings)
    return local or has_token(request) or has_cookie(request, token_of(request))


def require_staff(request: Request) -> None:
    """Let nobody through but staff.

    Raises:
        Problem: it is somebody else.
    """
    if not is_staff(request):
        raise Problem(TOKEN_NEEDED, "This needs the token of the data directory; people sign in.", headers=_CHALLENGE)


def require_staff_page(request: Request) -> None:
    """Let nobody see a page but staff, and keep it out of caches.

    Raises:
        SignInNeeded: it is somebody else, who is sent to sign in.
    """
    keep_from_caches(request.scope)
    if is_staff(request):
        return
    root = request.scope.get("root_path", "").rstrip("/")
    asked = urlsplit(str(request.url))
    path = asked.path.removeprefix(root) + (f"?{asked.query}" if asked.query else "")
    raise SignInNeeded(f"{root}/sign-in?next={quote(path, safe='/')}")


def require_owner(request: Request, backend: BackendDep) -> None:
    """Let nobody through but who has the token.

    Raises:
        Problem: there is none, or it is wrong.
    """
    if not _has_token(request, backend.token):
        raise Problem(TOKEN_NEEDED, "This needs the token in the lock file of the data directory.", headers=_CHALLENGE)


def require_writer(request: Request, backend: BackendDep, settings: SettingsDep) -> None:
    """Let nobody through but who may send documents.

    Raises:
        Problem: the settings let nobody or only the owner, who has a token.
    """
    if _has_token(request, backend.token) or has_cookie(request, backend.token):
        return
    if settings.uploads == "off":
        raise Problem(UPLOADS_OFF, "The setting JOBCLASS_UPLOADS lets nobody send documents.")
    if settings.uploads == "token" or not _is_local(request, settings):
        detail = "Sending documents to this server needs the token in the lock file of its data directory."
        raise Problem(TOKEN_NEEDED, detail, headers=_CHALLENGE)


def _has_token(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return bool(token) and scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())


def _is_local(request: Request, settings: Settings) -> bool:
    own = settings.host in LOOPBACK and not settings.allowed_hosts and not settings.allowed_origins
    own = own and all(urlsplit(origin).hostname in LOOPBACK for origin in settings.embed_origins)
    return own and not any(name in request.headers for name in _FORWARDED) and _is_loopback(request)


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
