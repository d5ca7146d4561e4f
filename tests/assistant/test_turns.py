"""Those who go on with one conversation do so one after another, as they came."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.turns import Turns


def test_turns_are_taken_in_the_order_in_which_they_are_asked_for() -> None:
    turns, taken = Turns(), list[int]()

    def take(n: int) -> None:
        with turns.one("talk"):
            taken.append(n)

    waiting = [threading.Thread(target=take, args=(n,)) for n in range(12)]
    with turns.one("talk"):
        for n, thread in enumerate(waiting):
            thread.start()
            while len(turns._waiting["talk"]) < n + 2:
                assert thread.is_alive()
        assert taken == []
    for thread in waiting:
        thread.join()
    assert taken == list(range(12))
    assert turns._waiting == {}


def test_other_conversations_do_not_wait() -> None:
    turns = Turns()
    with turns.one("one"), ThreadPoolExecutor(1) as pool:

        def take() -> str:
            with turns.one("other"):
                return "taken"

        assert pool.submit(take).result(30) == "taken"


def test_whoever_fails_lets_the_next_one_in() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="lost"), turns.one("talk"):
        raise ValueError("lost")
    with turns.one("talk"):
        assert len(turns._waiting) == 1
