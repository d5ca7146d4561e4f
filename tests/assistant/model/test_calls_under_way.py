"""Calls that are given up, stall, are too many or fail again and again: none is left, and a server is left alone."""

from contextlib import closing

import pytest
from langchain.chat_models import init_chat_model

from assistant.errors import (
    ModelBusyError,
    ModelDownError,
    ModelSlowError,
)
from assistant.model.breaker import Breaker
from assistant.model.calling import LangChainModel
from assistant.model.limits import Limits
from assistant.model.port import Prompt
from assistant.settings import Settings
from tests.assistant.model.conftest import Opened
from tests.assistant.model.waiting import PROVIDERS, WELL, nothing_runs, soon
from tests.assistant.scripted import ScriptedServer, behaviors

pytestmark = pytest.mark.usefixtures("none_is_left")


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
    with pytest.raises(ModelSlowError, match="lets go of none of 1 calls"):
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


def test_a_server_that_lets_go_of_no_call_is_left_alone(opened: Opened, server: ScriptedServer, asking: Prompt) -> None:
    model = opened(concurrency=2, first_token=0.3, breaker_failures=3, breaker_seconds=3600)
    server.behave(behaviors.heartbeat)
    for told in ("did not answer in time", "did not answer in time", "lets go of none of 2 calls that were given up"):
        with pytest.raises(ModelSlowError, match=told):
            list(model.stream(asking))
    with pytest.raises(ModelDownError, match="failed 3 times and is left alone"):
        list(model.stream(asking))
    assert len(server.requests) == 2


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
