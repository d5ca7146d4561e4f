"""How much embedded readers may ask: each of a session, and all of an origin.

The counts are this process's own and begin anew with it. An origin that a
program claims falsely uses up that origin's share and nobody else's.
"""

import math
import time
from typing import NoReturn

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.service.embed.sessions import Session
from assistant.service.problems import TOO_MANY_QUESTIONS, Problem
from assistant.settings import Settings

#: Sessions that the pages of one origin may begin a minute: some thousands of people who come to work.
SESSIONS = 600


class Caps:
    """Counts what is asked; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._of_session = RateLimitItemPerHour(settings.embed_questions)
        self._of_origin = RateLimitItemPerMinute(settings.embed_origin_questions)
        self._sessions = RateLimitItemPerMinute(SESSIONS)

    def count_session(self, origin: str) -> None:
        """Count that a page of `origin` begins a session.

        Raises:
            Problem: its pages began too many within the minute.
        """
        self._count(self._sessions, "sessions", origin)

    def count(self, session: Session, what: str) -> None:
        """Count that a reader asks, wants a list, or says what an answer was worth: each is counted by itself.

        Raises:
            Problem: the session has had its share of the hour, or its origin that of the minute.
        """
        # Looked at first: what an origin's cap refuses is not to use up the reader's own share.
        self._check(self._of_origin, what, session.origin)
        self._count(self._of_session, what, session.sid)
        self._count(self._of_origin, what, session.origin)

    def _check(self, limit: RateLimitItem, what: str, whose: str) -> None:
        if not self._limiter.test(limit, what, whose):
            self._refuse(limit, what, whose)

    def _count(self, limit: RateLimitItem, what: str, whose: str) -> None:
        if not self._limiter.hit(limit, what, whose):
            self._refuse(limit, what, whose)

    def _refuse(self, limit: RateLimitItem, what: str, whose: str) -> NoReturn:
        seconds = self._limiter.get_window_stats(limit, what, whose).reset_time - time.time()
        wait = max(1, math.ceil(seconds))
        raise Problem(
            TOO_MANY_QUESTIONS,
            f"That is more than may be asked in so short a time; try again in {_told(wait)}.",
            headers={"Retry-After": str(wait)},
        )


def _told(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{math.ceil(seconds / 60)} minutes"
