"""How many calls may be under way: a place is free again when the call is over and all its threads have ended."""

import threading
from types import TracebackType
from typing import Self

from assistant.errors import ModelBusyError


class Slots:
    """A number of places; safe to use from several threads."""

    def __init__(self, number: int) -> None:
        """Have `number` places."""
        self._number = number
        self._free = threading.BoundedSemaphore(number)

    def take(self, seconds: float) -> "Slot":
        """Return a place, to be used with `with`; wait `seconds` for one.

        Raises:
            ModelBusyError: none became free.
        """
        if not self._free.acquire(timeout=max(0.0, seconds)):
            raise ModelBusyError(f"the chat model is asked {self._number} questions already")
        return Slot(self._free)


class Slot:
    """A place, with those that hold it: whoever uses it, and threads of it that go on."""

    def __init__(self, free: threading.Semaphore) -> None:
        """Give back to `free` in the end."""
        self._free = free
        self._lock = threading.Lock()
        self._holders = 0

    def hold(self) -> None:
        """Hold it, until `let_go`."""
        with self._lock:
            self._holders += 1

    def let_go(self) -> None:
        """Hold it no more."""
        with self._lock:
            self._holders -= 1
            if not self._holders:
                self._free.release()

    def __enter__(self) -> Self:
        self.hold()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.let_go()
