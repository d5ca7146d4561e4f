"""Sessions of embedded readers: who they are nobody knows, but which page they came from, and how much they asked."""

import uuid
from dataclasses import dataclass

from assistant.service.signing import Signer

#: The header that a session is sent in.
HEADER = "X-JobClass-Session"
#: Seconds that a session lasts.
SECONDS = 12 * 3600

_PURPOSE = "embed"


@dataclass(frozen=True, slots=True)
class Session:
    """One reader's visit."""

    sid: str
    """Random id."""

    origin: str
    """Origin of the page that began it, as browsers write it."""


class Sessions:
    """Gives sessions out and knows them again; none is stored."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def begin(self, origin: str) -> str:
        """Return the token of a new session of a page of `origin`.

        Raises:
            UnavailableError: the key cannot be read or made.
        """
        return self._signer.sign(_PURPOSE, SECONDS, {"sid": uuid.uuid4().hex, "origin": origin})

    def read(self, token: str) -> Session | None:
        """Return the session that `token` is of; None where it is none of ours, or has ended.

        Raises:
            UnavailableError: the key cannot be read or made.
        """
        claims = self._signer.read(_PURPOSE, token)
        try:
            return None if claims is None else Session(str(claims["sid"]), str(claims["origin"]))
        except KeyError:
            return None
