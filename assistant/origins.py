"""Origins of web pages: scheme, name and port, in the one form in which browsers say them."""

import re
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}

# A name of letters, digits and hyphens (others are written `xn--…`), or an address of version 6.
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]*:[0-9a-f:.]*")


def normalized(origin: str) -> str | None:
    """Return `origin` as browsers write it, in small letters and without the default port; None where it is none.

    `null`, which a page without an origin says, is none.
    """
    try:
        parts = urlsplit(origin)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    bare = f"{parts.scheme}://{parts.netloc}".lower() == origin.lower() and "@" not in parts.netloc
    if not bare or parts.scheme not in _DEFAULT_PORTS or not _NAME.fullmatch(name) or parts.netloc.endswith(":"):
        return None
    shown = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{shown}" + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")


def known_as(origin: str) -> str:
    """Return `origin` as browsers write it; as it is where it is of another kind, such as a browser's extension."""
    return normalized(origin) or origin


def is_of(origin: str, host: str) -> bool:
    """Return whether a page of `origin` is of the site that `host`, as in a Host header, names.

    Schemes are not compared: behind a proxy that speaks TLS the server
    cannot know its own.
    """
    try:
        sender, own = urlsplit(origin), urlsplit(f"//{host}")
        default = _DEFAULT_PORTS[sender.scheme]
        return (own.hostname, own.port or default) == (sender.hostname, sender.port or default)
    except (KeyError, ValueError):  # `null`, another scheme, a port that is none
        return False


def advice(origin: str) -> str:
    """Return why a setting that has `origin` cannot be used and what to write; empty where it is an origin."""
    if normalized(origin) is not None:
        return ""
    if "*" in origin:
        return f"has {origin!r}: wildcards would trust pages that nobody has looked at; list each origin by itself"
    if not origin.isascii():
        return f"has {origin!r}: write the name as browsers send it, in letters of ASCII (xn--…)"
    return f"has {origin!r}: an origin is scheme://host[:port] without a path, such as https://intranet.example.gov"
