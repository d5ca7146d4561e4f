"""ZIP archives as folders: which members there are to be read, and the bytes of one.

Nothing is written to the disk. A member that would be dangerous to unpack is
refused all the same: whoever packed it so meant no good.
"""

import os
import re
import stat
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import BinaryIO
from zipfile import ZipInfo

from ingest.errors import (
    MAX_BYTES,
    EmptyFileError,
    HostileError,
    MissingFileError,
    ReadError,
    UnsupportedFormatError,
    unreadable,
)
from ingest.place import Place, is_archive, is_hidden
from ingest.readers.container import entries, unpacked

# Archives whose tables of contents are remembered: a run comes back to the one that it reads.
_REMEMBERED = 8

_ABSOLUTE = re.compile(r"/|[A-Za-z]:")
_UTF_8 = 0x800


def members(path: str) -> list[tuple[Place, ReadError | None]]:
    """Return the members of the archive at `path` by name, each with its problem; None for one to be read.

    Of several members of one name the last counts. Hidden ones are left out.

    Raises:
        MissingFileError: it is not there or may not be opened.
        DamagedError: it is no ZIP archive, or cut off.
        HostileError: it has too many members, or is a bomb.
        EmptyFileError: it has no members.
    """
    table = _table(path)
    found = [(Place(path, name), _problem(path, name, table[name])) for name in sorted(table) if not _is_hidden(name)]
    if not found:
        raise EmptyFileError(f"{path!r} is an archive without files")
    return found


def names(path: str) -> frozenset[str]:
    """Return the names of all members of the archive at `path`; raises what `members` does of the whole."""
    return frozenset(_table(path))


def content(place: Place) -> bytes:
    """Return the bytes of a member of an archive.

    Raises:
        MissingFileError: the archive is not there or may not be opened, or has no such member.
        TooLargeError: more than `MAX_BYTES`.
        EncryptedError: it opens with a password only.
        UnsupportedFormatError: it is packed by a method that is not read.
        DamagedError: it is cut off or broken.
    """
    entry = _table(place.file).get(place.member)
    if entry is None:
        raise MissingFileError(f"{place.path!r} is not in the archive any more")
    with _opened(place.file) as file:
        return unpacked(file, entry, place.path, MAX_BYTES)


def _table(path: str) -> Mapping[str, ZipInfo]:
    """Return the entries of the archive at `path` by name, folders left out."""
    try:
        state = os.stat(path)
    except OSError as error:
        raise unreadable(path, error) from error
    return _read_table(path, state.st_mtime_ns, state.st_size, state.st_ino)


@lru_cache(maxsize=_REMEMBERED)
def _read_table(path: str, changed: int, size: int, inode: int) -> Mapping[str, ZipInfo]:
    """Return the table of contents of a file in the state that the further arguments tell."""
    with _opened(path) as file:
        found = {_name(entry): entry for entry in entries(file, path)}
    return MappingProxyType({name: entry for name, entry in found.items() if name and not name.endswith("/")})


def _opened(path: str) -> BinaryIO:
    try:
        return open(path, "rb")
    except OSError as error:
        raise unreadable(path, error) from error


def _name(entry: ZipInfo) -> str:
    """Return the name of `entry` with `/` between folders, whatever packed it."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8:
        try:
            # macOS and many a script write UTF-8 without saying so.
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.filename
    name = name.replace("\\", "/")
    return re.sub(r"/(?:\.?/)+", "/", name).removeprefix("./")


def _problem(path: str, name: str, entry: ZipInfo) -> ReadError | None:
    shown = f"{name!r} in {path!r}"
    if _ABSOLUTE.match(name) or ".." in name.split("/"):
        return HostileError(f"{shown} names a place outside the archive; it is not read")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
        return UnsupportedFormatError(f"{shown} is a link or no regular file; pack the file itself")
    if is_archive(name):
        return UnsupportedFormatError(f"{shown} is an archive within an archive; unpack it and pack its files")
    return None


def _is_hidden(name: str) -> bool:
    return any(is_hidden(part) for part in name.split("/") if part != "..")
