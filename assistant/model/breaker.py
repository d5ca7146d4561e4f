"""A circuit breaker: what fails again and again is left alone for a while, then tried by one call.

Closed, calls pass. After so many failures one after the other it is open, and
calls fail at once. After so many seconds it is half open: one call passes; its
success closes the breaker, its failure opens it again.
"""

import threading
import time
from collections.abc import Callable
from enum import StrEnum

from assistant.errors import ModelDownError


class Circuit(StrEnum):
    """What becomes of a call."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


class Breaker:
    """Counts failures; safe to use from several threads."""

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Open after `failures` for `seconds`, as `clock` counts them."""
        self._most = failures
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened = 0.0
        self._trying = False

    @property
    def circuit(self) -> Circuit:
        """What would become of a call now."""
        with self._lock:
            return self._circuit()

    def enter(self) -> None:
        """Let a call pass, which then ends with `succeeded`, `failed` or `unknown`.

        Raises:
            ModelDownError: it is open, or half open and another call tries.
        """
        with self._lock:
            circuit = self._circuit()
            if circuit is Circuit.OPEN or (circuit is Circuit.HALF_OPEN and self._trying):
                raise ModelDownError(f"the chat model failed {self._failures} times and is left alone for a while")
            self._trying = circuit is Circuit.HALF_OPEN

    def succeeded(self) -> None:
        """Close: the model answers."""
        with self._lock:
            self._failures, self._trying = 0, False

    def failed(self) -> None:
        """Count a failure."""
        with self._lock:
            self._failures += 1
            self._opened, self._trying = self._clock(), False

    def unknown(self) -> None:
        """A call ended of itself, and says nothing of the model."""
        with self._lock:
            self._trying = False

    def _circuit(self) -> Circuit:
        if self._failures < self._most:
            return Circuit.CLOSED
        return Circuit.HALF_OPEN if self._clock() - self._opened >= self._seconds else Circuit.OPEN
