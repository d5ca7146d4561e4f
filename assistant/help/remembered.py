"""How the last questions in doubt were understood, so that no message is taken to a model twice."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from weakref import WeakKeyDictionary

from assistant.question import Question
from assistant.standing import Standing
from assistant.state import State

#: Messages that are remembered of one state of the catalog, and states of conversations that each met.
_MOST, _MOST_STATES = 512, 16

_Kept = OrderedDict[str, list[tuple[State, Question | None]]]


class Remembered:
    """Understood questions by message and the state that it met; safe to use from several threads."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._kept: WeakKeyDictionary[Standing, _Kept] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def put(self, message: str, state: State, standing: Standing, question: Question | None) -> None:
        """Remember that `message` is meant as `question`, and None as it is read."""
        with self._lock:
            kept = self._kept.setdefault(standing, OrderedDict())
            met = kept.setdefault(message, [])
            met[:] = [*met[1 - _MOST_STATES :], (state, question)]
            while len(kept) > _MOST:
                kept.popitem(last=False)

    def get(
        self, message: str, state: State, standing: Standing, otherwise: Callable[[], Question | None]
    ) -> Question | None:
        """Return how `message` is meant where `state` meets it; what `otherwise` gives where that is not remembered."""
        with self._lock:
            kept = self._kept.get(standing)
            known = tuple(kept.get(message, ())) if kept is not None else ()
        # The state is looked at only here: whoever replays a history may not know it yet.
        for met, question in known:
            if met == state:
                return question
        return otherwise()
