"""The stream of POST /v1/chat while the answer is being said: pieces, failures, readers who leave."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import httpx
import pytest

from tests.assistant.service.saying import PIECES, Saying
from tests.assistant.service.sse import Received, read
from tests.assistant.service.stand_in import ANSWERED


@pytest.fixture
def saying(desk: SimpleNamespace) -> Saying:
    desk.assistant = Saying()
    return desk.assistant


@contextmanager
def listening(connection: httpx.Client, message: str) -> Iterator[Iterator[str]]:
    """Ask and yield the lines of the stream, without signs of life."""
    with connection.stream("POST", "/v1/chat", json={"message": message, "stream": True}) as response:
        yield _events(response.iter_lines())


def _events(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith(":"):
            assert next(lines) == ""
        else:
            yield line


def part(lines: Iterator[str]) -> dict[str, object]:
    """Return the next part: an event is its id, its data and a blank line."""
    (told,) = read([next(lines) for _ in range(3)]).parts
    return told


def test_start_comes_before_any_text(connection: httpx.Client, saying: Saying) -> None:
    with listening(connection, "code") as lines:
        assert part(lines) == {"type": "start", "messageId": "m1"}
        for _ in PIECES:
            saying.more.release()
        rest = read(lines)
    assert rest.parts[0] == {"type": "text-start", "id": "answer"}
    assert not rest.of("start")


def test_each_piece_arrives_when_it_is_said(connection: httpx.Client, saying: Saying) -> None:
    with listening(connection, "code") as lines:
        assert [part(lines)["type"]] == ["start"]
        heard = ""
        for piece in PIECES[:2]:
            # No more is said until this has arrived.
            saying.more.release()
            told = Received()
            while told.text != piece:
                told.parts.append(part(lines))
            heard += told.text
        assert heard == "The code is **Q7** [1]."
        saying.more.release()
        rest = read(lines)
    assert heard + rest.text == ANSWERED.answer
    assert len(rest.of("text-end")) == len(rest.of("data-answer")) == 1
    assert not rest.of("text-start")
    assert rest.done


def test_failure_after_some_text_ends_the_stream(connection: httpx.Client, saying: Saying) -> None:
    for _ in PIECES:
        saying.more.release()
    with listening(connection, "fail") as lines:
        told = read(lines)
    assert told.text == "".join(PIECES[:2])
    error, finish = told.parts[-2:]
    assert "could not be completed" in error["errorText"] and "secret" not in error["errorText"]
    assert finish == {"type": "finish", "finishReason": "error"}
    assert not told.of("data-answer") and not told.of("data-citation")
    assert told.done


def test_reader_who_leaves_ends_the_wording(connection: httpx.Client, saying: Saying) -> None:
    for _ in PIECES:
        saying.more.release()
    with listening(connection, "stay") as lines:
        assert part(lines)["type"] == "start"
        assert not saying.left.is_set()
    assert saying.left.wait(30)


def test_reader_who_leaves_before_all_is_said_ends_the_wording(connection: httpx.Client, saying: Saying) -> None:
    with listening(connection, "stay") as lines:
        assert part(lines)["type"] == "start"
    for _ in PIECES:
        saying.more.release()
    assert saying.left.wait(30)
