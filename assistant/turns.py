"""Let those who want the same, such as to go on with one conversation, have it one by one, as they came."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Who waits for what, by its name; what nobody waits for takes no memory."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[threading.Event]] = {}

    @contextmanager
    def one(self, name: str) -> Iterator[None]:
        """Wait until all who came for `name` before have ended, and let the next one in at the end."""
        mine = threading.Event()
        with self._lock:
            waiting = self._waiting.setdefault(name, deque())
            waiting.append(mine)
            if waiting[0] is mine:
                mine.set()
        try:
            mine.wait()
            yield
        finally:
            with self._lock:
                waiting.remove(mine)
                if waiting:
                    waiting[0].set()
                else:
                    del self._waiting[name]
