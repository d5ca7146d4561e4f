"""Processes apart: what a question makes of its process is told, and the next question is answered."""

from collections.abc import Iterator

import pytest

from ingest.apart import frames
from ingest.apart.door import Door

MODULE = "tests.ingest.apart_child"


def said(payload: bytes) -> bytes:
    if payload == b"nonsense":
        raise ValueError("makes no sense")
    return payload


@pytest.fixture
def door() -> Iterator[Door[bytes]]:
    made = Door(MODULE, said, seconds=60, most=5_000)
    yield made
    made.close()


def test_questions_are_answered_by_one_process(door: Door[bytes]) -> None:
    assert [door.ask(word) for word in (b"one", b"two", b"write", b"")] == [b"one", b"two", b"write", b""]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"compute", ("time", "")),
        (b"eat", b"no memory"),
        (b"die", ("crash", "")),
        (b"flood", ("crash", "")),
        (bytes(2_000), ("crash", "")),
        (b"nonsense", ("failed", "makes no sense")),
    ],
)
def test_harm_is_told_and_the_next_question_is_answered(door: Door[bytes], question: bytes, answer: object) -> None:
    assert door.ask(question) == answer
    assert door.ask(b"next") == b"next"


def test_an_interrupted_question_leaves_no_answer_for_the_next(
    door: Door[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(descriptor: int, most: int) -> bytes:
        raise KeyboardInterrupt

    assert door.ask(b"one") == b"one"
    with monkeypatch.context() as patch:
        patch.setattr(frames, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            door.ask(b"two")
    assert door.ask(b"three") == b"three"


def test_one_that_only_waits_is_stopped_by_the_clock_of_who_asks() -> None:
    door = Door(MODULE, said, seconds=2, most=5_000)
    try:
        assert door.ask(b"wait") == ("time", "")
        assert door.ask(b"next") == b"next"
    finally:
        door.close()
