"""Look into ZIP containers, Word files and archives alike, and trust nothing that they say of themselves.

The table of contents is read by `zipfile`, within a bound; entries are
unpacked here, piece by piece, so that one never grows beyond its limit.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ingest.errors import DamagedError, EncryptedError, HostileError, TooLargeError, UnsupportedFormatError

#: Most entries that a container may have.
MAX_ENTRIES = 10_000

#: Most bytes that all of a container's entries may unpack to, as it says itself.
MAX_UNPACKED = 1024 * 1024 * 1024

# A table of contents of `MAX_ENTRIES` long names is smaller, in bytes.
_MAX_TABLE = 4 * 1024 * 1024

# Nothing but a bomb is packed to less than a 200th, unless it is small.
_MAX_RATIO = 200
_SMALL = 32 * 1024 * 1024

_PIECE = 64 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_NO_CONTAINER = (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, OverflowError, struct.error)


def entries(file: BinaryIO, name: str) -> tuple[ZipInfo, ...]:
    """Return the entries of the container `file`, which is named `name`, in the order it lists them.

    Raises:
        DamagedError: it is no ZIP container, or cut off.
        HostileError: it lists too much, unpacks to far more than it packs, or has entries that overlap.
    """
    try:
        with ZipFile(_Bounded(file, name)) as container:
            found = tuple(container.infolist())
    except _NO_CONTAINER as error:
        reason = str(error) or type(error).__name__
        raise DamagedError(f"{name!r} is damaged or cut off ({reason}); save or send it again") from error
    _check(found, file.seek(0, 2), name)
    _check_apart(found, name)
    return found


def unpacked(file: BinaryIO, entry: ZipInfo, name: str, limit: int) -> bytes:
    """Return the bytes of `entry` of the container `file`; `name` is how errors call the entry.

    Raises:
        EncryptedError: it opens with a password only.
        UnsupportedFormatError: it is packed by a method other than the usual one.
        TooLargeError: more than `limit` bytes.
        DamagedError: it is cut off, or its size or checksum is not what it says.
    """
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedError(f"{name!r} is encrypted; take the password off and try again")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnsupportedFormatError(f"{name!r} is packed by method {entry.compress_type}; pack it as an ordinary ZIP")
    if entry.file_size > limit:
        raise TooLargeError(f"{name!r} unpacks to {entry.file_size:,} bytes; at most {limit:,} are read")
    try:
        pieces = _packed(file, entry)
        data = _inflated(pieces, entry.file_size) if entry.compress_type else b"".join(pieces)
    except (zlib.error, OSError, ValueError, struct.error) as error:
        raise DamagedError(f"{name!r} is damaged ({error}); save or send it again") from error
    # An entry that said less than it is would have slipped by the limits.
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise DamagedError(f"{name!r} is damaged (wrong size or checksum); save or send it again")
    return data


class _Bounded:
    """A file that gives a table of contents of `_MAX_TABLE` bytes at most."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int = -1) -> bytes:
        if size > _MAX_TABLE:
            raise HostileError(f"{self._name!r} lists its entries in {size:,} bytes; at most {_MAX_TABLE:,} are read")
        return self._file.read(size)


def _check(found: Sequence[ZipInfo], packed: int, name: str) -> None:
    if len(found) > MAX_ENTRIES:
        raise HostileError(f"{name!r} has {len(found):,} entries; at most {MAX_ENTRIES:,} are read: split it")
    total = sum(entry.file_size for entry in found)
    if total > MAX_UNPACKED:
        raise HostileError(f"{name!r} unpacks to {total:,} bytes; at most {MAX_UNPACKED:,} are read: split it")
    if total > max(_SMALL, packed * _MAX_RATIO):
        raise HostileError(f"{name!r} unpacks to {total // packed:,} times its size: a bomb, not a document")


def _check_apart(found: Sequence[ZipInfo], name: str) -> None:
    """Refuse entries that share their packed bytes: many large files can be made of a small one so."""
    packed = sorted((entry.header_offset, entry.compress_size, entry.filename) for entry in found)
    for (start, size, one), (following, _, other) in pairwise(packed):
        if start + _LOCAL_HEADER.size + size > following:
            raise HostileError(f"{name!r} packs {one!r} and {other!r} in the same place: a bomb, not a document")


def _packed(file: BinaryIO, entry: ZipInfo) -> Iterator[bytes]:
    """Yield the packed bytes of `entry`, piece by piece."""
    file.seek(entry.header_offset)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise ValueError("no entry where the table of contents says")
    file.seek(name_length + extra_length, 1)
    left = entry.compress_size if entry.compress_type else min(entry.compress_size, entry.file_size)
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        left -= len(piece)
        yield piece
    if left:
        raise ValueError("cut off")


def _inflated(pieces: Iterator[bytes], limit: int) -> bytes:
    """Return what `pieces` unpack to, one byte more than `limit` at most.

    Raises:
        ValueError: they end before it does.
    """
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = bytearray()
    for piece in pieces:
        while piece and len(data) <= limit:
            data += unpacker.decompress(piece, limit + 1 - len(data))
            piece = unpacker.unconsumed_tail
        if unpacker.eof or len(data) > limit:
            break
    else:
        raise ValueError("cut off")
    return bytes(data)
