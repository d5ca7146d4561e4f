"""What is shown of originals, made once and kept for a while: page sizes, page pictures, the structure of web pages.

All is known by the document's id, the hash of its bytes, and so never stale.
A document that cannot be shown is remembered as well: whoever opens it again
must not wait again.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from assistant.turns import Turns
from ingest.show import asking
from ingest.show.asking import NotShownError
from ingest.show.wire import Markup, Printed, Sizes

T = TypeVar("T")

#: Gives the bytes of a document; None where they are not kept.
Content = Callable[[], bytes | None]

#: Bytes that are kept at most, about.
_MOST = 48 * 1024 * 1024

#: What a small value takes, about, a part of a page, and the place of a word.
_SMALL, _TOKEN, _WORD = 500, 120, 350

#: A document that harmed whoever drew it as often is not drawn for a while.
_HARMS = 2
_HARMFUL = frozenset({"time", "crash", "memory"})

#: Seconds after which a failure is forgotten: it may have been the machine's.
_FORGOTTEN = 600.0

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why something could not be made, and when that was."""

    problem: str
    detail: str
    at: float


class Showing:
    """Asks for what is shown and keeps it; safe to use from many threads."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep about `most` bytes."""
        self._most = most
        self._kept: OrderedDict[_Key, tuple[object, int]] = OrderedDict()
        self._harms: dict[str, list[float]] = {}
        self._size = 0
        self._lock = threading.Lock()
        self._turns = Turns()

    def sizes(self, document: str, content: Content) -> Sizes:
        """Return the sizes of the pages of a PDF in points; blocking.

        Raises:
            NotShownError: it cannot be shown.
        """
        return self._made((document, "sizes"), lambda: asking.sizes(_given(content)), lambda found: 100 * len(found))

    def printed(self, document: str, content: Content) -> Printed:
        """Return where the words of a PDF are printed, all of them: readers cite one stretch after another; blocking.

        Raises:
            NotShownError: it cannot be told.
        """
        return self._made(
            (document, "words"),
            lambda: asking.printed(_given(content)),
            lambda found: _WORD * len(found.words),
        )

    def markup(self, document: str, content: Content) -> Markup:
        """Return the structure of a web page; blocking.

        Raises:
            NotShownError: it cannot be shown.
        """
        return self._made(
            (document, "markup"),
            lambda: asking.markup(_given(content)),
            lambda found: 4 * len(found.text) + _TOKEN * len(found.tokens),
        )

    def picture(self, document: str, page: int, width: int, content: Content) -> bytes:
        """Return a page of a PDF as PNG; blocking.

        Raises:
            NotShownError: it cannot be shown, or there is no such page.
        """
        if len(self._recent_harms(document)) >= _HARMS:
            raise NotShownError("failed", "it did harm before")

        def draw() -> bytes:
            try:
                return asking.picture(_given(content), page, width)
            except NotShownError as error:
                if error.problem in _HARMFUL:
                    self._harms[document] = [*self._recent_harms(document), time.monotonic()]
                raise

        return self._made((document, str(page), str(width)), draw, len)

    def _recent_harms(self, document: str) -> list[float]:
        return [at for at in self._harms.get(document, ()) if time.monotonic() < at + _FORGOTTEN]

    def has_picture(self, document: str, page: int, width: int) -> bool:
        """Return whether a page need not be drawn."""
        with self._lock:
            return (document, str(page), str(width)) in self._kept

    def _made(self, key: _Key, make: Callable[[], T], weigh: Callable[[T], int]) -> T:
        # Who wants the same at once waits for the first, and for nothing once that has it.
        with self._turns.one(" ".join(key)):
            found = self._found(key)
            if found is not None:
                return found  # type: ignore[return-value]
            try:
                made = make()
            except NotShownError as error:
                self._keep(key, _Failure(error.problem, error.detail, time.monotonic()), _SMALL)
                raise
            self._keep(key, made, _SMALL + weigh(made))
            return made

    def _found(self, key: _Key) -> object | None:
        """Return what is kept under `key`; None where nothing is.

        Raises:
            NotShownError: it could not be made a while ago.
        """
        with self._lock:
            found = self._kept[key][0] if key in self._kept else None
            if not isinstance(found, _Failure):
                if found is not None:
                    self._kept.move_to_end(key)
                return found
        if time.monotonic() < found.at + _FORGOTTEN:
            raise NotShownError(found.problem, found.detail)
        return None

    def _keep(self, key: _Key, made: object, weight: int) -> None:
        with self._lock:
            self._size += weight - self._kept.pop(key, (None, 0))[1]
            self._kept[key] = (made, weight)
            while self._size > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._size -= gone


def _given(content: Content) -> bytes:
    found = content()
    if found is None:
        raise NotShownError("gone")
    return found


#: The one that the service uses.
SHOWING = Showing()
