"""Which format a file has: by its extension, and by its first bytes where they contradict it."""

import re
from pathlib import PurePath

from ingest.errors import UnsupportedFormatError

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"

#: Media type of each extension that is read.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".docx": DOCX,
    ".pdf": PDF,
    ".html": HTML,
    ".htm": HTML,
}

#: Extension of archives, which are read as folders; see `ingest.archive`.
ARCHIVE = ".zip"

#: Extension of class tables, which another command takes.
TABLE = ".csv"

#: What takes a class table; the name of its file goes between.
TABLE_COMMAND = "jobclass table {} --agency NAME --effective DATE --period month|year|hour"

_SAVED = "open it in {} and save it as .docx or PDF"
_AS_TABLE = f"save a class table as {TABLE}, for `jobclass table`, and a spec as .docx or PDF"
_PICTURE = "a picture holds no text: run text recognition over it and save it as PDF"

# What to do with a file of another format.
_ADVICE = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".wps", ".docm", ".dotx"), _SAVED.format("Word")),
    **dict.fromkeys((".odt", ".ott", ".sxw"), _SAVED.format("LibreOffice or Word")),
    **dict.fromkeys((".pages",), _SAVED.format("Pages")),
    **dict.fromkeys((".wpd",), _SAVED.format("WordPerfect or LibreOffice")),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".tsv"), _AS_TABLE),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), "save it as PDF"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp", ".heic"), _PICTURE),
    **dict.fromkeys((".mht", ".mhtml", ".xhtml", ".webarchive"), "open it in a browser and save it as .html or PDF"),
    **dict.fromkeys((".eml", ".msg"), "save the spec that is attached to it as a file"),
    **dict.fromkeys((".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"), "unpack it, or pack it as .zip"),
}

_ZIP = "ZIP, or a Word or spreadsheet file"
_OLE = "old Word or spreadsheet file"

# First bytes of formats that are met under a wrong name.
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
)

# A page begins with its doctype or root element, at most a comment before.
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)

_HEAD = 2048

# What else a file of a media type may begin like; its reader tells the rest.
_MAY_BE = {PDF: ("PDF",), DOCX: (_ZIP, _OLE), HTML: ("HTML",)}
_CALLED = {PDF: "a PDF", DOCX: "a Word file", HTML: "a web page"}
_SAVE_AS = {PDF: "PDF", DOCX: ".docx from Word", HTML: "a web page"}


def media_type(content: bytes, name: str) -> str:
    """Return the media type that the file `name` with the bytes `content` is read as.

    Raises:
        UnsupportedFormatError: no reader takes it.
    """
    found = MEDIA_TYPES.get(PurePath(name).suffix.lower())
    if found is None:
        raise UnsupportedFormatError(_unsupported(name))
    actual = _signature(content[:_HEAD])
    if actual and actual not in _MAY_BE.get(found, ()):
        called, other = _CALLED.get(found, "text"), _SAVE_AS.get(found, "plain text or Markdown")
        raise UnsupportedFormatError(f"{name!r} is named as {called} but is {actual}; save it as {other}")
    return found


def is_read(name: str) -> bool:
    """Return whether a reader takes files that are named like `name`."""
    return PurePath(name).suffix.lower() in MEDIA_TYPES


def _unsupported(name: str) -> str:
    suffix = PurePath(name).suffix
    told = f"{name!r}: format not supported yet: {suffix or 'no extension'}"
    if advice := _ADVICE.get(suffix.lower()):
        return f"{told}; {advice}"
    return f"{told}; what is read: {', '.join([*MEDIA_TYPES, ARCHIVE])}"


def _signature(head: bytes) -> str:
    for signature, format_name in _SIGNATURES:
        if head.startswith(signature):
            return format_name
    return "HTML" if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) else ""
