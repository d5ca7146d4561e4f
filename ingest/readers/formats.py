"""Which format a file has: by its extension, and by its first bytes where they contradict it."""

import re
from pathlib import PurePath

from ingest.errors import UnsupportedFormatError

#: Media type of each extension that is read.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}

# First bytes of formats that are met under a wrong name.
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, or a Word or spreadsheet file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or spreadsheet file"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
)

# A page begins with its doctype or root element, at most a comment before.
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)

_HEAD = 2048


def media_type(content: bytes, name: str) -> str:
    """Return the media type that the file `name` with the bytes `content` is read as.

    Raises:
        UnsupportedFormatError: no reader takes it.
    """
    found = MEDIA_TYPES.get(PurePath(name).suffix.lower())
    if found is None:
        raise UnsupportedFormatError(_unsupported(name))
    if actual := _signature(content[:_HEAD]):
        raise UnsupportedFormatError(f"{name!r} is named as text but is {actual}; save it as plain text or Markdown")
    return found


def _unsupported(name: str) -> str:
    suffix = PurePath(name).suffix or "no extension"
    return f"{name!r}: format not supported yet: {suffix}; what is read: {', '.join(MEDIA_TYPES)}"


def _signature(head: bytes) -> str:
    for signature, format_name in _SIGNATURES:
        if head.startswith(signature):
            return format_name
    return "HTML" if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) else ""
