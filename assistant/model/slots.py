"""How many calls may be under way: a place is free again when the call is over and all its threads have ended."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from assistant.errors import ModelBusyError, ModelSlowError


class Slots:
    """A number of places; safe to use from several threads."""

    def __init__(self, number: int) -> None:
        """Have `number` places."""
        self._number = number
        self._free = threading.BoundedSemaphore(number)
        self._taken: set[Slot] = set()

    def take(self, seconds: float) -> "Slot":
        """Return a place, to be used with `with`; wait `seconds` for one.

        Raises:
            ModelSlowError: none became free, and all are held by threads of calls that were given up.
            ModelBusyError: none became free, for calls that go on.
        """
        if not self._free.acquire(timeout=max(0.0, seconds)):
            if all(slot.given_up for slot in tuple(self._taken)):
                raise ModelSlowError(f"the chat model lets go of none of {self._number} calls that were given up")
            raise ModelBusyError(f"the chat model is asked {self._number} questions already")
        slot = Slot(self._give_back)
        self._taken.add(slot)
        return slot

    def _give_back(self, slot: "Slot") -> None:
        self._taken.discard(slot)
        self._free.release()


class Slot:
    """A place, with those that hold it: whoever uses it, and threads of it that go on."""

    def __init__(self, give_back: Callable[["Slot"], None]) -> None:
        """Call `give_back` when nobody holds it any more."""
        self._give_back = give_back
        self._lock = threading.Lock()
        self._holders = 0
        self.given_up = False
        """Whether only threads still hold it."""

    def hold(self) -> None:
        """Hold it, until `let_go`."""
        with self._lock:
            self._holders += 1

    def let_go(self) -> None:
        """Hold it no more."""
        with self._lock:
            self._holders -= 1
            last = not self._holders
        if last:
            self._give_back(self)

    def __enter__(self) -> Self:
        self.hold()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.given_up = True
        self.let_go()
