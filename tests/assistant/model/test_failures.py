"""Whatever a provider's package raises becomes an error of ours, and repeats nothing of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import ModuleType

import anthropic
import httpx
import httpx2
import langchain_core.exceptions
import ollama
import openai
import pydantic
import pytest

from assistant.errors import (
    ModelBusyError,
    ModelDownError,
    ModelError,
    ModelMalformedError,
    ModelRefusedError,
    ModelSlowError,
)
from assistant.model.failures import translated

SECRET = "sk-very-secret"


def response(status: int, **headers: str) -> httpx2.Response:
    return httpx2.Response(status, headers=headers, request=httpx2.Request("POST", "http://127.0.0.1/"))


def classes(module: ModuleType, base: type[Exception]) -> Iterator[type[Exception]]:
    # By what they are and not by what they say: OpenAI's proxies load the whole of its package to say it.
    return (kind for kind in vars(module).values() if issubclass(type(kind), type) and issubclass(kind, base))


FOREIGN = {
    *classes(openai, openai.OpenAIError),
    *classes(anthropic, anthropic.AnthropicError),
    *classes(httpx, Exception),
    *classes(httpx2, Exception),
    *classes(ollama, Exception),
    *classes(langchain_core.exceptions, Exception),
}


def bare(kind: type[Exception]) -> Exception:
    """An error of `kind`, with what its class gives it and `SECRET` for its message."""
    error = kind.__new__(kind)
    error.args = (SECRET,)
    return error


@pytest.mark.parametrize("kind", sorted(FOREIGN, key=lambda kind: (kind.__module__, kind.__name__)))
def test_no_error_of_a_provider_is_missed(kind: type[Exception]) -> None:
    error = translated(bare(kind), "model")
    assert type(error) in (ModelBusyError, ModelDownError, ModelMalformedError, ModelRefusedError, ModelSlowError)
    assert SECRET not in str(error)
    assert "the chat model 'model'" in str(error)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, ModelRefusedError),
        (401, ModelRefusedError),
        (402, ModelRefusedError),
        (403, ModelRefusedError),
        (404, ModelRefusedError),
        (408, ModelDownError),
        (413, ModelRefusedError),
        (422, ModelRefusedError),
        (429, ModelBusyError),
        (500, ModelDownError),
        (503, ModelDownError),
        (520, ModelDownError),
        (529, ModelDownError),
    ],
)
def test_a_status_says_what_it_is(status: int, kind: type[ModelError]) -> None:
    for error in (
        openai.APIStatusError(SECRET, response=response(status), body=None),
        ollama.ResponseError(SECRET, status),
        httpx.HTTPStatusError(SECRET, request=httpx.Request("GET", "http://a"), response=httpx.Response(status)),
    ):
        assert type(translated(error, "model")) is kind
        assert str(status) in str(translated(error, "model"))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (openai.APITimeoutError(httpx2.Request("POST", "http://a")), ModelSlowError),
        (httpx.ReadTimeout(SECRET), ModelSlowError),
        (httpx2.ReadTimeout(SECRET), ModelSlowError),
        (TimeoutError(SECRET), ModelSlowError),
        (openai.APIConnectionError(request=httpx2.Request("POST", "http://a")), ModelDownError),
        (httpx.RemoteProtocolError(SECRET), ModelDownError),
        (ConnectionResetError(SECRET), ModelDownError),
        (json.JSONDecodeError(SECRET, "", 0), ModelMalformedError),
        (UnicodeDecodeError("utf-8", b"", 0, 1, SECRET), ModelMalformedError),
        (langchain_core.exceptions.OutputParserException(SECRET), ModelMalformedError),
        (KeyError(SECRET), ModelMalformedError),
        (RuntimeError(SECRET), ModelDownError),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value.__name__,
)
def test_an_error_without_a_status_is_told_by_its_kind(error: Exception, kind: type[ModelError]) -> None:
    assert type(translated(error, "model")) is kind


def test_what_an_error_was_raised_from_is_looked_at() -> None:
    error = RuntimeError(SECRET)
    error.__cause__ = openai.APIStatusError(SECRET, response=response(429), body=None)
    assert type(translated(error, "model")) is ModelBusyError


def test_an_error_of_ours_stays() -> None:
    ours = ModelRefusedError("no")
    assert translated(ours, "model") is ours


def test_a_shape_that_does_not_fit_is_malformed() -> None:
    with pytest.raises(pydantic.ValidationError) as error:
        pydantic.TypeAdapter(int).validate_python(SECRET)
    assert type(translated(error.value, "model")) is ModelMalformedError


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("7", 7, 7),
        ("0.5", 0.5, 0.5),
        ("-1", 0, 0),
        ("nan", 0, 0),
        ("inf", 0, 0),
        ("soon", 0, 0),
    ],
)
def test_the_wait_that_is_asked_for_is_read(value: str, low: float, high: float) -> None:
    assert low <= asked_to_wait(value) <= high


def test_a_wait_may_be_a_date() -> None:
    later, before = (datetime.now(UTC) + timedelta(hours=hours) for hours in (1, -1))
    assert 3000 < asked_to_wait(format_datetime(later, usegmt=True)) < 3601
    assert asked_to_wait(format_datetime(before, usegmt=True)) == 0


def asked_to_wait(value: str) -> float:
    limited = response(429, **{"Retry-After": value})
    error = translated(openai.RateLimitError(SECRET, response=limited, body=None), "model")
    assert isinstance(error, ModelBusyError)
    return error.retry_after
