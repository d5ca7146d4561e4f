"""Signed statements that the service gives out and gets back: a JSON Web Token each, for one purpose and for a time.

The key is a file in the data directory: whoever may read that may sign, and a
restart keeps what was given out.
"""

import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jwt

from assistant.errors import UnavailableError

#: Name of the key's file, and the bytes that a key has.
KEY_FILE = "session.key"
_BYTES = 32
_ALGORITHM = "HS256"
#: Seconds that the clocks of two servers over one data directory may differ by.
_SKEW = 60


class Signer:
    """Signs and reads tokens; safe to use from many threads."""

    def __init__(self, data_dir: Path, clock: Callable[[], float] = time.time) -> None:
        """Use the key in `data_dir`, made when it is first needed. `clock` gives seconds."""
        self._path = data_dir / KEY_FILE
        self._clock = clock
        self._lock = threading.Lock()
        self._known = b""

    def sign(self, purpose: str, seconds: int, claims: Mapping[str, str]) -> str:
        """Return a token of `claims` that is read for `purpose` and for so many `seconds`.

        Raises:
            UnavailableError: the key cannot be read or made.
        """
        now = int(self._clock())
        return jwt.encode({**claims, "aud": purpose, "iat": now, "exp": now + seconds}, self._key(), _ALGORITHM)

    def read(self, purpose: str, token: str) -> dict[str, Any] | None:
        """Return the claims of a token that was signed here for `purpose` and has not expired; None for any other.

        Raises:
            UnavailableError: the key cannot be read or made.
        """
        # The library compares with a clock of its own: time is compared here.
        options: Any = {"require": ["aud", "iat", "exp"], "verify_exp": False, "verify_iat": False}
        try:
            claims: dict[str, Any] = jwt.decode(
                token, self._key(), algorithms=[_ALGORITHM], audience=purpose, options=options
            )
            began, ends = int(claims["iat"]), int(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError):
            return None
        return claims if began - _SKEW <= self._clock() < ends + _SKEW else None

    def _key(self) -> bytes:
        with self._lock:
            if not self._known:
                try:
                    self._known = _key_in(self._path)
                except OSError as error:
                    raise UnavailableError(
                        f"the key file {str(self._path)!r} cannot be used: {error.strerror}"
                    ) from error
            return self._known


def _key_in(path: Path) -> bytes:
    """Return the key in the file at `path`, which is made where there is none."""
    if not path.exists():
        _make(path)
    # Copied from elsewhere, or restored, it may be open to others.
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
    key = path.read_bytes()
    if len(key) < _BYTES:
        raise UnavailableError(
            f"the key file {str(path)!r} has {len(key)} bytes, not {_BYTES}: delete it for a new one"
        )
    return key


def _make(path: Path) -> None:
    """Write a new key, whole or not at all; where another process was first, its key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    file = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "wb") as written:
            written.write(secrets.token_bytes(_BYTES))
            written.flush()
            os.fsync(written.fileno())
        try:
            os.link(begun, path)
        except FileExistsError:
            return
    finally:
        begun.unlink()
