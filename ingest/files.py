"""Read the bytes of a file or of a member of an archive, within the limit of size."""

import os
import stat

from ingest import archive
from ingest.errors import MAX_BYTES, ReadError, TooLargeError, UnsupportedFormatError, unreadable
from ingest.place import Place
from ingest.readers.formats import media_type
from vectorstore.spec import document_id


def content(path: str) -> bytes:
    """Return the bytes of the file at `path`, of whose name a reader is sure to take it.

    Raises:
        UnsupportedFormatError: no reader takes its extension; it is not opened.
        TooLargeError: more than `MAX_BYTES`; it is not read to its end.
        MissingFileError: it is not there or may not be opened.
        ReadError: what else `archive.content` says of a member.
    """
    media_type(b"", Place.at(path).name)
    return anything(path)


def anything(path: str) -> bytes:
    """Return the bytes of the file at `path`, whatever it is named; raises what `content` does of the rest."""
    data = _bytes(path)
    if len(data) > MAX_BYTES:
        size = os.path.getsize(path)
        raise TooLargeError(f"{path!r} has {size:,} bytes; at most {MAX_BYTES:,} are read: split it")
    return data


def holds(path: str, document: str) -> bool:
    """Return whether the file at `path` still has the bytes of the id `document`."""
    try:
        return document_id(_bytes(path)) == document
    except ReadError:
        return False


def is_gone(path: str) -> bool:
    """Return whether no file is at `path`, not even a broken link: nothing, or a folder of that name.

    What is in an archive or a folder that cannot be read now is not gone.
    """
    place = Place.at(path)
    try:
        os.lstat(place.file)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    if os.path.isdir(place.file):
        return True
    if not place.member:
        return False
    try:
        return place.member not in archive.names(place.file)
    except ReadError:
        return False


def _bytes(path: str) -> bytes:
    """Return the first bytes of a file, one more than `MAX_BYTES` at most."""
    place = Place.at(path)
    if place.member:
        return archive.content(place)
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnsupportedFormatError(f"{path!r} is no regular file")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error


def _without_waiting(path: str, flags: int) -> int:
    """Open `path`; what has become a pipe since it was found has nobody at its other end to wait for."""
    return os.open(path, flags | os.O_NONBLOCK)
