"""A model over real HTTP that does whatever a model may do: what comes is its words, or a `ModelError` in time."""

import logging
import time
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from assistant.errors import (
    ModelBusyError,
    ModelDownError,
    ModelError,
    ModelMalformedError,
    ModelRefusedError,
    ModelSlowError,
)
from assistant.model.port import ChatModel, Prompt
from tests.assistant.model.conftest import KEY, Opened
from tests.assistant.model.waiting import PROVIDERS, WELL
from tests.assistant.scripted import ScriptedServer, behaviors

pytestmark = pytest.mark.usefixtures("none_is_left")


class Shape(BaseModel):
    facet: str
    count: int


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_a_model_writes_comes_piece_by_piece(provider: str, opened: Opened, asking: Prompt) -> None:
    model = opened(provider)
    pieces = list(model.stream(asking))
    assert "".join(pieces) == WELL
    assert len(pieces) > 10
    assert model.name == "scripted:1b"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_it_is_asked_with_our_words_and_limits(
    provider: str, opened: Opened, server: ScriptedServer, asking: Prompt
) -> None:
    list(opened(provider, answer_tokens=123).stream(asking))
    [seen] = server.requests
    assert (seen.asked.system, seen.asked.user) == (asking.system, asking.user)
    asked = seen.body | seen.body.get("options", {})
    assert asked["temperature"] == 0
    assert 123 in (asked.get("max_completion_tokens"), asked.get("max_tokens"), asked.get("num_predict"))
    assert seen.asked.key == ("" if provider == "ollama" else KEY)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_structured_output_is_of_the_shape(
    provider: str, opened: Opened, server: ScriptedServer, asking: Prompt
) -> None:
    server.behave(behaviors.structured({"facet": "license", "count": 2}))
    assert opened(provider).structured(asking, Shape) == Shape(facet="license", count=2)
    assert server.requests[-1].asked.shape is not None


@pytest.mark.parametrize("made", [{"facet": "license"}, {"facet": "license", "count": "many"}, [], "prose"])
@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_structured_output_of_another_shape_is_none(
    made: object, provider: str, opened: Opened, server: ScriptedServer, asking: Prompt
) -> None:
    server.behave(behaviors.structured(made))
    with pytest.raises(ModelMalformedError, match="'scripted:1b'"):
        opened(provider, retries=0).structured(asking, Shape)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("behavior", "raised", "asked"),
    [
        (behaviors.error_500, ModelDownError, 2),
        (behaviors.error(529), ModelDownError, 2),
        (behaviors.error_429(""), ModelBusyError, 2),
        (behaviors.malformed, ModelMalformedError, 2),
        (behaviors.hang_up, ModelDownError, 2),
        (behaviors.error(400), ModelRefusedError, 1),
        (behaviors.error(401), ModelRefusedError, 1),
        (behaviors.error(403), ModelRefusedError, 1),
        (behaviors.error(404), ModelRefusedError, 1),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_failure_before_the_first_word_is_tried_again_where_that_may_help(
    provider: str,
    behavior: behaviors.Behavior,
    raised: type[ModelError],
    asked: int,
    opened: Opened,
    server: ScriptedServer,
    asking: Prompt,
) -> None:
    server.behave(behavior)
    with pytest.raises(raised):
        list(opened(provider, retries=1).stream(asking))
    assert len(server.requests) == asked
    server.behave(behaviors.in_turn(behavior, behaviors.well))
    if asked > 1:
        assert "".join(opened(provider, retries=1).stream(asking)) == WELL


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("behavior", "limits", "raised"),
    [
        (behaviors.slow(60), {"first_token": 0.3}, ModelSlowError),
        (behaviors.stall(0), {"first_token": 0.3}, ModelSlowError),
        (behaviors.stall(3), {"stall": 0.3}, ModelSlowError),
        (behaviors.cut(3), {}, ModelDownError),
    ],
    ids=["slow", "stall at once", "stall", "cut"],
)
def test_what_breaks_off_raises_after_what_came(
    provider: str,
    behavior: behaviors.Behavior,
    limits: dict[str, float],
    raised: type[ModelError],
    opened: Opened,
    server: ScriptedServer,
    asking: Prompt,
) -> None:
    server.behave(behavior)
    came = []
    with pytest.raises(raised):
        came.extend(opened(provider, **limits).stream(asking))
    assert WELL.startswith("".join(came))
    assert len(server.requests) == 1


def test_pieces_before_a_break_are_passed_on(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.behave(behaviors.cut(3))
    pieces = opened().stream(asking)
    assert [next(pieces) for _ in range(3)] == ["Accoun", "ting ", "Techni"]
    with pytest.raises(ModelDownError, match="broke off"):
        next(pieces)


def test_an_answer_has_a_longest_time_however_steadily_it_comes(
    opened: Opened, server: ScriptedServer, asking: Prompt
) -> None:
    server.piece_seconds = 0.1
    server.behave(behaviors.script("word " * 10_000))
    with pytest.raises(ModelSlowError):
        list(opened(timeout=0.5).stream(asking))


def test_an_answer_has_a_greatest_length(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.behave(behaviors.script("word " * 10_000))
    assert len("".join(opened(answer_tokens=10).stream(asking))) == 100


def test_an_empty_answer_is_one(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.behave(behaviors.nothing)
    assert list(opened().stream(asking)) == []


def test_half_characters_do_not_come_through(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    broken = '{"choices": [{"index": 0, "delta": {"content": "a\\ud83d"}, "finish_reason": null}]}'
    server.behave(lambda asked: behaviors.Script(body=f"data: {broken}\n\ndata: [DONE]\n\n"))
    assert "".join(opened().stream(asking)) == "a\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_half_characters_of_a_reader_do_no_harm(provider: str, opened: Opened, server: ScriptedServer) -> None:
    model = opened(provider, breaker_failures=1)
    assert list(model.stream(Prompt("Answer.", "What\ud83d?"))) == []
    assert server.requests[-1].asked.user == "What\N{REPLACEMENT CHARACTER}?"


def test_the_model_says_how_long_to_wait(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.behave(behaviors.in_turn(behaviors.error_429("1"), behaviors.well))
    began = time.monotonic()
    assert "".join(opened().stream(asking)) == WELL
    assert time.monotonic() - began >= 1


def test_a_wait_that_is_too_long_is_not_waited(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.behave(behaviors.in_turn(behaviors.error_429("3600"), behaviors.well))
    with pytest.raises(ModelBusyError) as error:
        list(opened().stream(asking))
    assert error.value.retry_after == 3600
    assert len(server.requests) == 1


def test_a_prompt_that_is_too_long_is_not_sent(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    model = opened(prompt_tokens=100)
    with pytest.raises(ModelRefusedError, match="tokens of at most 100; JOBCLASS_CHAT_PROMPT_TOKENS"):
        list(model.stream(asking))
    with pytest.raises(ModelRefusedError, match="tokens of at most 100"):
        model.structured(asking, Shape)
    assert server.requests == []


def test_a_refusal_says_what_to_do_and_does_not_open_the_breaker(
    opened: Opened, server: ScriptedServer, asking: Prompt
) -> None:
    model = opened(breaker_failures=1)
    server.behave(behaviors.error(401))
    for _ in range(2):
        with pytest.raises(ModelRefusedError, match=r"'scripted:1b' refuses the key: set .*OPENAI_API_KEY.*\(401\)"):
            list(model.stream(asking))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_server_that_is_not_there_is_down(provider: str, opened: Opened, asking: Prompt, free_port: int) -> None:
    model = opened(provider, base_url=f"http://127.0.0.1:{free_port}/v1", retries=0)
    with pytest.raises(ModelDownError, match="cannot be reached"):
        list(model.stream(asking))
    with pytest.raises(ModelDownError, match="cannot be reached"):
        model.structured(asking, Shape)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("status", [400, 401, 403, 429, 500])
def test_the_key_is_in_no_message_and_no_log(
    provider: str, status: int, opened: Opened, server: ScriptedServer, asking: Prompt, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.behave(behaviors.error(status))
    model: ChatModel = opened(provider, retries=1)
    for call in (lambda: list(model.stream(asking)), lambda: model.structured(asking, Shape)):
        with pytest.raises(ModelError) as error:
            call()
        assert not any(KEY in repr(raised) for raised in chain(error.value))
    assert "the chat model 'scripted:1b'" in caplog.text
    assert KEY not in caplog.text
    assert KEY not in repr(vars(model))
