"""Do something to the index where it is: in this process, or by the server that owns it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assistant.errors import UnavailableError
from vectorstore.errors import IndexOwnedError
from vectorstore.owner import Holder, holder

#: Seconds that another command which owns the index is waited for.
WAIT = 600.0

#: Seconds between two looks at a job or an owner.
LOOK = 0.2

#: Says a sentence to the person.
Say = Callable[[str], None]

_Done = TypeVar("_Done")


def where_it_is(
    data_dir: Path, here: Callable[[], _Done], there: Callable[[Holder], _Done], say: Say, wait: float = WAIT
) -> _Done:
    """Return what `here` does in this process, or `there` has the server do that owns the index in `data_dir`.

    Raises:
        UnavailableError: another command owned it for longer than `wait` seconds.
    """
    patience = _Patience(data_dir, wait, say)
    while True:
        owner = holder(data_dir)
        if owner and owner.address:
            return there(owner)
        if owner:
            patience.pause(owner)
            continue
        try:
            return here()
        except IndexOwnedError:
            # Somebody was faster; look again who.
            continue


class _Patience:
    """Waits for another command, and says so once."""

    def __init__(self, data_dir: Path, wait: float, say: Say) -> None:
        self._data_dir = data_dir
        self._wait = wait
        self._say = say
        self._began: float | None = None

    def pause(self, owner: Holder) -> None:
        """Wait a moment for `owner` to be done.

        Raises:
            UnavailableError: it has been long enough.
        """
        who = f"process {owner.pid or '(just starting)'} owns the index in {str(self._data_dir)!r}"
        if self._began is None:
            self._began = time.monotonic()
            if self._wait:
                self._say(f"{who}; waiting up to {self._wait:g} s until it is done")
        if time.monotonic() - self._began >= self._wait:
            raise UnavailableError(f"{who} and is not done; wait for it, or give it longer with --wait")
        time.sleep(LOOK)
