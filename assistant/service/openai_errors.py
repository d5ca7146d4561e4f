"""Our problems as clients of OpenAI's API read errors: with a member `error`, and bad input as 400.

The official clients choose the exception that they raise by the status, and
show the message, code and parameter of `error`. All else of a problem stays.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

_PREFIXES = ("/v1/chat/completions", "/v1/models")

#: Status of bad input there and here.
_BAD, _INVALID = 400, 422

_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class OpenAIError(BaseModel):
    """An error as OpenAI's API tells it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    message: str
    """What went wrong, in a sentence for a person."""

    type: str
    """`invalid_request_error`, `server_error`, …"""

    code: str
    """Last part of the problem's type, such as `model_not_found`."""

    param: str | None
    """What of the request is wrong, such as `messages[0].content`; none where it is no part of it alone."""


def speaks_openai(path: str) -> bool:
    """Return whether clients of OpenAI's API ask at `path`."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in _PREFIXES)


def status_of(status: int) -> int:
    """Return the status that tells there what `status` tells here."""
    return _BAD if status == _INVALID else status


def as_openai(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of a problem with its status there and the member `error`."""
    status = status_of(details["status"])
    return {**details, "status": status, "error": error_of(details, status).model_dump()}


def error_of(details: Mapping[str, Any], status: int) -> OpenAIError:
    """Return the member `error` of a problem's body."""
    default = "server_error" if status >= 500 else "invalid_request_error"
    places = [error["location"] for error in details.get("errors", ())]
    return OpenAIError(
        message=details["detail"],
        type=_TYPES.get(status, default),
        code=details["type"].rpartition(":")[2].replace("-", "_"),
        param=_param(places[0]) if places else None,
    )


def _param(location: Sequence[str | int]) -> str | None:
    """Return a place in the body as OpenAI writes it: without the kinds of value that might have been there."""
    named = (part for part in location[1:] if isinstance(part, int) or part.isidentifier())
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in named).removeprefix(".") or None
