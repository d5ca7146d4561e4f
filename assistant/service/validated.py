"""A body as its shape, for whoever asks the service's functions without the service."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from assistant.service.problems import INVALID_REQUEST, Problem
from assistant.service.shapes import Shape

_S = TypeVar("_S", bound=Shape)


def validated(shape: type[_S], body: Mapping[str, Any]) -> _S:
    """Return the `shape` that `body` has.

    Raises:
        Problem: it has another.
    """
    try:
        return shape.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        raise Problem(INVALID_REQUEST, f"{'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
