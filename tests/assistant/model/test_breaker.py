"""What fails again and again is left alone for a while, and one call finds out whether it is there again."""

import pytest

from assistant.errors import ModelDownError
from assistant.model.breaker import Breaker, Circuit


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(3, 30, clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.enter()
        breaker.failed()


def test_it_opens_after_failures_one_after_the_other(breaker: Breaker) -> None:
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.circuit is Circuit.CLOSED
    fail(breaker, 1)
    assert breaker.circuit is Circuit.OPEN
    with pytest.raises(ModelDownError, match="failed 3 times"):
        breaker.enter()


def test_half_open_one_call_passes_at_a_time(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    assert breaker.circuit is Circuit.HALF_OPEN
    breaker.enter()
    with pytest.raises(ModelDownError):
        breaker.enter()
    breaker.unknown()
    breaker.enter()


def test_a_success_closes_it_and_a_failure_opens_it_again(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    fail(breaker, 1)
    assert breaker.circuit is Circuit.OPEN
    clock.now += 29
    assert breaker.circuit is Circuit.OPEN
    clock.now += 1
    breaker.enter()
    breaker.succeeded()
    assert breaker.circuit is Circuit.CLOSED
    fail(breaker, 2)
    assert breaker.circuit is Circuit.CLOSED


def test_what_says_nothing_of_the_model_is_not_counted(breaker: Breaker) -> None:
    fail(breaker, 2)
    for _ in range(5):
        breaker.enter()
        breaker.unknown()
    assert breaker.circuit is Circuit.CLOSED
    fail(breaker, 1)
    assert breaker.circuit is Circuit.OPEN
