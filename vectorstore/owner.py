"""Who owns an index folder: one process at a time, by a lock that dies with it.

The lock is the operating system's own (`flock`), so a killed process leaves
none behind. The file says who holds it: process id, the address it serves at,
and a random token with which a command of the same user can hand it work.
"""

import fcntl
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from vectorstore.errors import IndexOwnedError

_FILE = "owner.lock"
_TRIES = 10
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that owns a folder."""

    pid: int
    address: str
    """Where it serves; empty when it does not."""

    token: str
    """Secret between it and whoever may read the folder."""


class Owner:
    """Ownership of a folder, until it is released."""

    def __init__(self, folder: Path, address: str = "") -> None:
        """Take the folder.

        Raises:
            IndexOwnedError: another process has it, or this one a second time.
        """
        self._file = _lock(folder)
        self._token = secrets.token_urlsafe(24)
        self.announce(address)

    def announce(self, address: str) -> None:
        """Say where this process serves."""
        self.holder = Holder(os.getpid(), address, self._token)
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, json.dumps(asdict(self.holder)).encode(), 0)

    def release(self) -> None:
        """Give the folder up; harmless a second time."""
        if self._file >= 0:
            # Emptied before it is unlocked: nobody may read of an owner that is none.
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder(folder: Path) -> Holder | None:
    """Return who owns `folder`; None where nobody does."""
    try:
        file = os.open(folder / _FILE, os.O_RDONLY)
    except OSError:
        # Nobody has owned it yet; or it cannot be used at all, which opening it tells with its reason.
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _read(file)
    else:
        return None
    finally:
        os.close(file)


def is_index_folder(folder: Path) -> bool:
    """Return whether `folder` is the data folder of an index: somebody owns it, or owned it once."""
    return (folder / _FILE).is_file()


def _lock(folder: Path) -> int:
    file = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except OSError:
            # It may have been no owner, only somebody who looks for one: they are gone in a moment.
            found = holder(folder)
            if found is not None:
                os.close(file)
                raise IndexOwnedError(_owned(folder, found)) from None
            time.sleep(_PAUSE)
    os.close(file)
    raise IndexOwnedError(_owned(folder, Holder(0, "", "")))


def _read(file: int) -> Holder:
    try:
        return Holder(**json.loads(os.pread(file, 4096, 0)))
    except (ValueError, TypeError):
        # It has the lock and has not yet said who it is.
        return Holder(0, "", "")


def _owned(folder: Path, found: Holder) -> str:
    who = f"process {found.pid}" if found.pid else "a process that is just starting"
    where = f" serving at {found.address}" if found.address else ""
    return f"the index folder {str(folder)!r} is in use by {who}{where}; stop it, or choose another data directory"
