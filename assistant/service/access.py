"""Who may change the index, and read of changes: the owner of the data directory, and on his own machine anybody.

The token stands in the data directory's lock file while the server runs, so
that whoever may read the index may write it. A server counts as one for its
own machine alone while it listens on a loopback address, answers to no other
name, and neither the request's sender nor a proxy's header says otherwise.
"""

import hmac
from ipaddress import ip_address

from fastapi import Request

from assistant.service.deps import BackendDep, SettingsDep
from assistant.service.origin import LOOPBACK
from assistant.service.problems import TOKEN_NEEDED, UPLOADS_OFF, Kind, Problem
from assistant.settings import Settings

#: Problems that the checks here end in.
PROBLEMS: tuple[Kind, ...] = (TOKEN_NEEDED, UPLOADS_OFF)

_CHALLENGE = {"WWW-Authenticate": "Bearer"}

# What proxies add: behind one, everybody seems to be on this machine.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


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
    if _has_token(request, backend.token):
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
    return own and not any(name in request.headers for name in _FORWARDED) and _is_loopback(request)


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
