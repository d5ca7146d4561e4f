"""A stand-in that says its answer piece by piece, each when a test lets it."""

import threading
import time
from dataclasses import dataclass, field
from typing import Unpack

from assistant.answer import Reply
from assistant.listening import Listener, Nobody
from assistant.sending import Sending
from tests.assistant.service.stand_in import ANSWERED, StandIn

#: The answer in three pieces, of which the second ends with the first marker.
PIECES = ("The code is ", "**Q7** [1].", ANSWERED.answer.removeprefix("The code is **Q7** [1]."))


@dataclass
class Saying(StandIn):
    """Says a piece each time that `more` is released; asked to `fail`, it does so after the second."""

    more: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    left: threading.Event = field(default_factory=threading.Event)
    """Set once nobody listens any more."""

    def ask(self, message: str, **how: Unpack[Sending]) -> Reply:
        listener = how.get("listener", Nobody())
        listener.found("m1", ANSWERED)
        for number, piece in enumerate(PIECES):
            assert self.more.acquire(timeout=30), "nobody let it say more"
            if message == "fail" and number == 2:
                raise RuntimeError("a secret of the server")
            listener.said(piece)
        if message == "stay":
            self._wait_until_left(listener)
        return Reply(None, "m1", ANSWERED)

    def _wait_until_left(self, listener: Listener) -> None:
        deadline = time.monotonic() + 30
        while not listener.gone:
            assert time.monotonic() < deadline, "the listener never left"
            time.sleep(0.01)
        self.left.set()
