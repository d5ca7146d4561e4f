"""Ask a model again that failed before its first word, while there is time."""

import time
from collections.abc import Callable
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, stop_before_delay
from tenacity.wait import wait_base, wait_random_exponential

from assistant.errors import ModelBusyError, ModelDownError, ModelMalformedError

Result = TypeVar("Result")

#: What may be better a moment later; a refusal will not, and for one that is slow there is no time.
PASSING = (ModelDownError, ModelBusyError, ModelMalformedError)

# Seconds of the first wait at most; doubled with each.
_FIRST_WAIT = 0.5
_LONGEST_WAIT = 4.0


class _Wait(wait_base):
    """As long as the model asked for, and a random time beside it, that not all come back at once."""

    def __init__(self) -> None:
        self._random = wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = error.retry_after if isinstance(error, ModelBusyError) else 0
        return asked + self._random(retry_state)


def again(
    attempt: Callable[[], Result], retries: int, seconds: float, sleep: Callable[[float], None] = time.sleep
) -> Result:
    """Return what `attempt` returns, made `retries` times more if it fails in passing, and begun within `seconds`.

    Raises:
        ModelError: the last one that `attempt` raised.
    """
    trying = Retrying(
        stop=stop_after_attempt(retries + 1) | stop_before_delay(seconds),
        wait=_Wait(),
        retry=retry_if_exception_type(PASSING),
        sleep=sleep,
        reraise=True,
    )
    return trying(attempt)
