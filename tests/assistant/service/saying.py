"""A stand-in that says its answer piece by piece, each when a test lets it."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Reply
from assistant.asker import ANYBODY, Asker
from assistant.listening import Listener, Nobody
from tests.assistant.service.stand_in import ANSWERED, StandIn
from vectorstore.spec import Viewer

#: The answer in three pieces, of which the second ends with the first marker.
PIECES = ("The code is ", "**Q7** [1].", ANSWERED.answer.removeprefix("The code is **Q7** [1]."))


@dataclass
class Saying(StandIn):
    """Says a piece each time that `more` is released; asked to `fail`, it does so after the second."""

    more: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    left: threading.Event = field(default_factory=threading.Event)
    """Set once nobody listens any more."""

    def ask(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        history: Sequence[str] | None = None,
        agency: str | None = None,
        about: str | None = None,
        key: str = "",
        viewer: Viewer = Viewer(),  # noqa: B008 (the signature of the real one)
        asker: Asker = ANYBODY,
        listener: Listener = Nobody(),  # noqa: B008
    ) -> Reply:
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
