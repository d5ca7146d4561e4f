"""One call of a provider, in a thread of its own, so that its reader can stop waiting at any moment.

A provider's own time limits differ: some have none, some begin anew with each
byte. The reader waits at a queue instead, as long as it wants to. A call that
is closed goes on until the provider gives the next piece or its HTTP
connection times out; it then closes the provider's iterator, which ends the
connection, and only then gives back its place.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from assistant.errors import ModelBusyError
from assistant.model.slots import Slot

Item = TypeVar("Item")

#: Name of the threads.
THREAD = "chat-model"


@dataclass(frozen=True, slots=True)
class Ended:
    """No more comes."""

    error: Exception | None = None
    """Why, where it is no proper end."""


class Call(Generic[Item]):
    """Pieces on their way."""

    def __init__(self, produce: Callable[[], Iterator[Item]], slot: Slot) -> None:
        """Begin what `produce` gives, and hold `slot` until it has ended.

        Raises:
            ModelBusyError: the system allows no more threads.
        """
        self._queue: SimpleQueue[Item | Ended] = SimpleQueue()
        self._closed = threading.Event()
        self._produce = produce
        self._slot = slot
        slot.hold()
        try:
            threading.Thread(target=self._run, name=THREAD, daemon=True).start()
        except RuntimeError as error:
            slot.let_go()
            raise ModelBusyError("the system allows no thread for the chat model") from error

    def next(self, seconds: float) -> Item | Ended:
        """Return the next piece, or that none comes any more.

        Raises:
            TimeoutError: none came within `seconds`.
        """
        try:
            return self._queue.get(timeout=max(0.0, seconds))
        except Empty:
            raise TimeoutError from None

    def close(self) -> None:
        """Want no more."""
        self._closed.set()

    def _run(self) -> None:
        try:
            self._queue.put(Ended(self._passed_on()))
        finally:
            self._slot.let_go()

    def _passed_on(self) -> Exception | None:
        """Pass the pieces on; return what broke them off."""
        try:
            items = self._produce()
            try:
                for item in items:
                    if self._closed.is_set():
                        break
                    self._queue.put(item)
            finally:
                if close := getattr(items, "close", None):
                    close()
        except Exception as error:  # each provider raises errors of its own; the reader translates them
            return error
        return None
