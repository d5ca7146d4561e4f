"""A model over real HTTP that does whatever a model may do: what comes is its words, or a `ModelError` in time."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from langchain.chat_models import init_chat_model
from pydantic import BaseModel

from assistant.errors import (
    ModelBusyError,
    ModelDownError,
    ModelError,
    ModelMalformedError,
    ModelRefusedError,
    ModelSlowError,
)
from assistant.model.breaker import Breaker
from assistant.model.call import THREAD
from assistant.model.calling import LangChainModel
from assistant.model.limits import Limits
from assistant.model.port import ChatModel, Prompt
from assistant.settings import Settings
from tests.assistant.model.conftest import KEY, Opened
from tests.assistant.scripted import ScriptedServer, behaviors

WELL = "Accounting Technician, Senior: A valid driver's license may be required for some positions [k7qd]."
PROVIDERS = ("openai", "anthropic", "ollama")


class Shape(BaseModel):
    facet: str
    count: int


def soon(holds: Callable[[], bool]) -> bool:
    """Whether `holds` becomes true within ten seconds."""
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def nothing_runs() -> bool:
    return not any(thread.name == THREAD for thread in threading.enumerate())


@pytest.fixture(autouse=True)
def none_is_left(server: ScriptedServer) -> Iterator[None]:
    """No thread outlives the server that it waits for."""
    yield
    server.closing.set()
    assert soon(nothing_runs)


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


@pytest.mark.parametrize("provider", PROVIDERS)
def test_closing_early_ends_the_call(provider: str, opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.piece_seconds = 0.05
    server.behave(behaviors.script("word " * 10_000))
    with closing(opened(provider).stream(asking)) as pieces:  # type: ignore[type-var]
        next(pieces)
    assert soon(nothing_runs)
    assert soon(lambda: server.requests[-1].hung_up)


def test_a_call_that_stalls_keeps_its_place_until_its_connection_ends(
    opened: Opened, server: ScriptedServer, asking: Prompt
) -> None:
    model = opened(concurrency=1, first_token=0.5, stall=3, breaker_failures=100)
    server.behave(behaviors.slow(60))
    with pytest.raises(ModelSlowError):
        list(model.stream(asking))
    server.behave(behaviors.well)
    with pytest.raises(ModelBusyError, match="is asked 1 questions already"):
        list(model.stream(asking))
    assert soon(nothing_runs)
    assert "".join(model.stream(asking)) == WELL


def test_as_many_as_may_be_are_under_way_at_once(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    server.piece_seconds = 0.02
    server.behave(behaviors.script("word " * 10_000))
    model = opened(concurrency=2, first_token=60, answer_tokens=100_000, timeout=60)
    first, second = model.stream(asking), model.stream(asking)
    assert [next(first), next(second)] == ["word ", "word "]
    with pytest.raises(ModelBusyError, match="is asked 2 questions already"):
        next(model.stream(asking))
    assert len(server.requests) == 2
    first.close()  # type: ignore[attr-defined]
    assert soon(lambda: server.requests[0].hung_up)
    third = model.stream(asking)
    assert next(third) == "word "
    second.close(), third.close()  # type: ignore[attr-defined]


def test_what_fails_again_and_again_is_left_alone_and_tried_again_later(server: ScriptedServer, asking: Prompt) -> None:
    now = 0.0
    limits = Limits.of(Settings(chat_retries=0))
    provider = init_chat_model("openai:scripted", base_url=server.base_url, max_retries=0)
    model = LangChainModel(provider, "scripted", limits, Breaker(2, 30, lambda: now))
    server.behave(behaviors.error_500)
    for _ in range(2):
        with pytest.raises(ModelDownError, match="500"):
            list(model.stream(asking))
    server.behave(behaviors.well)
    with pytest.raises(ModelDownError, match="failed 2 times and is left alone"):
        list(model.stream(asking))
    assert len(server.requests) == 2
    now = 30
    assert ["".join(model.stream(asking)) for _ in range(2)] == [WELL] * 2


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
