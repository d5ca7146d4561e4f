"""What went wrong in a provider, in our words: whatever its package raises becomes a `ModelError`.

Providers share no base of errors, and most are not installed, so that their
classes cannot be named here. They do share habits: an HTTP status, the response
that it came with, and what their classes are called. Nothing of a provider's
message is repeated: some servers send back the key, or the prompt.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from assistant.errors import (
    ModelBusyError,
    ModelDownError,
    ModelError,
    ModelMalformedError,
    ModelRefusedError,
    ModelSlowError,
)

# What is wrong with the name or the key, and what to do.
_REFUSED = {
    HTTPStatus.UNAUTHORIZED: "refuses the key: set the provider's variable, such as OPENAI_API_KEY, and start again",
    HTTPStatus.PAYMENT_REQUIRED: "refuses the key: its account has to be paid",
    HTTPStatus.FORBIDDEN: "refuses the key for this model or this address",
    HTTPStatus.NOT_FOUND: "is not known at its address: check JOBCLASS_CHAT_MODEL and JOBCLASS_CHAT_BASE_URL",
}
# A server that did not get to it in time; asking again may help.
_UNAVAILABLE = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY)
_TIMEOUT = ("Timeout", "DeadlineExceeded")
_CONNECTION = ("Connect", "Transport", "Network", "Protocol", "ServiceUnavailable")


def translated(error: Exception, name: str) -> ModelError:
    """Return what `error`, raised in calling the model `name`, means."""
    if isinstance(error, ModelError):
        return error
    status = next((status for cause in _causes(error) if (status := _status(cause))), 0)
    if status:
        return _of_status(status, error, name)
    told = f"the chat model {name!r}"
    if _is_called(error, _TIMEOUT) or isinstance(error, TimeoutError):
        return ModelSlowError(f"{told} did not answer in time")
    if isinstance(error, OSError) or _is_called(error, _CONNECTION):
        return ModelDownError(f"{told} cannot be reached, or broke off ({type(error).__name__})")
    if isinstance(error, ValueError | TypeError | LookupError | AttributeError):
        return ModelMalformedError(f"{told} answered in no form that can be read ({type(error).__name__})")
    return ModelDownError(f"{told} failed ({type(error).__name__})")


def _of_status(status: int, error: Exception, name: str) -> ModelError:
    told = f"the chat model {name!r}"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return ModelBusyError(f"{told} has too much to do ({status})", _retry_after(error))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _UNAVAILABLE:
        return ModelDownError(f"{told} failed ({status})")
    return ModelRefusedError(f"{told} {_REFUSED.get(HTTPStatus(status), 'refuses the request')} ({status})")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """`error` and what it was raised from."""
    while error is not None:
        yield error
        error = error.__cause__


def _status(error: BaseException) -> int:
    """The HTTP status of a failure that `error` has; 0 where it has none."""
    response = getattr(error, "response", None)
    for found in (
        getattr(error, "status_code", None),
        getattr(response, "status_code", None),
        getattr(error, "code", None),
    ):
        if isinstance(found, int) and found in _FAILURES:
            return int(found)
    return 0


_FAILURES = frozenset(status.value for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST) | {520, 521, 522, 529}


def _is_called(error: BaseException, parts: tuple[str, ...]) -> bool:
    """Whether a class of `error`, or of what it was raised from, has one of `parts` in its name."""
    names = [kind.__name__ for cause in _causes(error) for kind in type(cause).__mro__]
    return any(part in name for part in parts for name in names)


def _retry_after(error: BaseException) -> float:
    """Seconds that the server asked to wait; 0 where it did not."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    value = headers.get("retry-after", "") if isinstance(headers, Mapping) else ""
    try:
        seconds = float(value)
    except ValueError:
        seconds = _until(value)
    return seconds if math.isfinite(seconds) and seconds > 0 else 0


def _until(date: str) -> float:
    try:
        at = parsedate_to_datetime(date)
    except ValueError:
        return 0
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()
