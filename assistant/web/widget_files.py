"""The widget as files: the one of this version, and those that earlier versions left in the data folder.

A page that names a version by its digest, with an integrity hash, gets the
very same bytes after an upgrade.
"""

import hashlib
import json
import os
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import ascii_letters

import rcssmin
import zopfli.gzip

from assistant.web.bundle import BundleError, bundled

#: Style sheets of the widget, in the order in which they hold.
SHEETS = ("tokens", "elements", "controls", "chat", "reply", "rows", "panel", "widget")

_ENTRY = "widget.js"
_ROUNDS = 5
# The one module that is no file: the texts of the style sheets.
_STYLES = "css.js"
_FOLDER = "widgets"
# The script sets these to the accent of a page; those of the page itself begin with its name.
_SET_BY_SCRIPT = frozenset({"--accent", "--on-accent", "--tint"})
_OF_PAGES = re.compile(r":root(?:\[[^\]]*\])?(?:,|\{[^}]*\})")
_DEFINITION = re.compile(r"(--(?!job-class-)[a-z][\w-]*):[^;}]*;?")
# Within a block the minifier takes a selector for a declaration.
_MISREAD = re.compile(r"^[ ]+[^;\n{]*[^\s:,] :[^;\n]*[{,]$", re.MULTILINE)
_PROPERTY = re.compile(r"--(?!job-class-)[a-z][\w-]*")
# What the minifier leaves: zeros before the point, signs behind the last declaration, quotes, doubled digits of colors.
_LEFT = (
    (re.compile(r"(?<![\w.])0(\.\d)"), r"\1"),
    (re.compile(r";\}"), "}"),
    (re.compile(r'="([a-z]+)"\]'), r"=\1]"),
    (re.compile(r"#(\w)\1(\w)\2(\w)\3\b"), r"#\1\2\3"),
)
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class WidgetFile:
    """One version of the widget's script."""

    content: bytes

    @property
    def digest(self) -> str:
        """Name of the version: the beginning of the SHA-256 of its bytes, 32 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()[:32]

    @property
    def path(self) -> str:
        """Path that it is served at, for good."""
        return f"/widget/{self.digest}/widget.js"

    @property
    def integrity(self) -> str:
        """What the `integrity` attribute of a script element takes."""
        return f"sha384-{b64encode(hashlib.sha384(self.content).digest()).decode()}"

    @property
    def gzipped(self) -> bytes:
        """The bytes as they are sent to whoever accepts gzip."""
        return _gzipped(self.content)


@cache
def current() -> WidgetFile:
    """Return the widget of this version.

    Raises:
        BundleError: its modules cannot be joined.
    """
    return WidgetFile(bundled(_ENTRY, _source).encode())


def keep(data_dir: Path) -> None:
    """Write the widget of this version below `data_dir`, for versions to come.

    Raises:
        OSError: the folder cannot be written.
    """
    path = _path(data_dir, current().digest)
    if path.exists() and path.read_bytes() == current().content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Several processes may start at once; none may ever see a part.
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(current().content)
    part.replace(path)


def kept(data_dir: Path, digest: str) -> WidgetFile | None:
    """Return the version of `digest`, this or an earlier one; None where there is none, or not as it was."""
    if digest == current().digest:
        return current()
    if not _DIGEST.fullmatch(digest):
        return None
    try:
        found = WidgetFile(_path(data_dir, digest).read_bytes())
    except FileNotFoundError:
        return None
    return found if found.digest == digest else None


def _path(data_dir: Path, digest: str) -> Path:
    return data_dir / _FOLDER / f"{digest}.js"


@cache
def _gzipped(content: bytes) -> bytes:
    # It takes longer than gzip's best, once, and is a thirtieth smaller.
    return bytes(zopfli.gzip.compress(content, numiterations=_ROUNDS))


def _source(name: str) -> str:
    if name == _STYLES:
        return f"export const css = {json.dumps(_styles(), ensure_ascii=False)};\n"
    return _text(name)


def _styles() -> str:
    """Return all style sheets as one, without what only pages use, and with short names for what only they use."""
    texts = "".join(_text(f"{name}.css") for name in SHEETS)
    misread = _MISREAD.search(texts)
    if misread:
        raise BundleError(f"the minifier would join {misread[0].strip()!r}; write *:is() in its place")
    styles = _OF_PAGES.sub("", str(rcssmin.cssmin(texts)))
    styles = _DEFINITION.sub(lambda it: it[0] if f"var({it[1]}" in styles or it[1] in _SET_BY_SCRIPT else "", styles)
    names = dict.fromkeys(name for name in _PROPERTY.findall(styles) if name not in _SET_BY_SCRIPT)
    for left, less in _LEFT:
        styles = left.sub(less, styles)
    short = {name: f"--{ascii_letters[number]}" for number, name in enumerate(names)}
    return _PROPERTY.sub(lambda name: short.get(name[0], name[0]), styles)


def _text(name: str) -> str:
    return (files("assistant.web") / "static" / name).read_text(encoding="utf-8")
