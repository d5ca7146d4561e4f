"""The index in this process for as long as it is asked: a client that only stands open keeps nobody else from it."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from assistant.service.backend import Backend
from assistant.settings import Settings


class Lending:
    """Opens the index when it is asked, and gives its folder up when nobody has asked for a while."""

    def __init__(self, settings: Settings) -> None:
        """Open what `settings` name, when it is time."""
        self._settings = settings
        self._lock = threading.Lock()
        self._open = ExitStack()
        self._backend: Backend | None = None
        self._users = 0
        self._asked = 0.0

    @property
    def is_open(self) -> bool:
        """Whether this process owns the folder at the moment."""
        return self._backend is not None

    @contextmanager
    def backend(self) -> Iterator[Backend]:
        """Lend the open index until the end of the block.

        Raises:
            VectorstoreError: a part is missing or damaged, or another process owns the index.
        """
        # Imported late: where a server answers, none of what answering takes is needed here.
        from assistant.local_desk import open_here

        with self._lock:
            if self._backend is None:
                self._backend = self._open.enter_context(open_here(self._settings))
            self._users += 1
        try:
            yield self._backend
        finally:
            with self._lock:
                self._users -= 1
                self._asked = time.monotonic()

    def rest(self, idle: float = 0.0) -> None:
        """Close the index if nobody uses it, or has for `idle` seconds."""
        with self._lock:
            if self._backend is not None and not self._users and time.monotonic() - self._asked >= idle:
                self._backend = None
                self._open.close()
