"""The door to a process apart: started at the first question, used for many, replaced when it dies.

Starting it costs as much as reading several documents, so one is kept. It
answers one question at a time.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import ingest
from ingest.apart import frames

T = TypeVar("T")

#: Why there is no answer, and the detail; `time`, `crash`, `memory` and `failed` end the process.
Problem = tuple[str, str]

# What the process is told of the environment: nothing that its work has no use for, and no secret.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")

_HARMFUL = ("time", "crash", "failed", "memory")


_DOORS: "weakref.WeakSet[Door[Any]]" = weakref.WeakSet()


class Door(Generic[T]):
    """A door to the process that runs a module; one question at a time goes through."""

    def __init__(self, module: str, decoded: Callable[[bytes], T | Problem], *, seconds: float, most: int) -> None:
        """Make the door to a process that runs `module`.

        `decoded` reads an answer, and raises ValueError where it makes no
        sense; `seconds` is what an answer may take, and `most` its length in bytes.
        """
        self._module = module
        self._decoded = decoded
        self._seconds = seconds
        self._most = most
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        _DOORS.add(self)

    def ask(self, question: bytes) -> T | Problem:
        """Return the answer to `question`, or the problem and its detail.

        Beside the problems that the process itself tells, `time` means that
        it took too long, and `crash` that it died of the question.
        """
        with self._lock:
            is_used = self._process is not None
            answer = self._ask(question)
            # A process that has answered before may have ended or been harmed by that: it is tried anew.
            if is_used and answer == ("crash", ""):
                answer = self._ask(question)
            return answer

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ask(self, question: bytes) -> T | Problem:
        process = self._process = self._process or _start(self._module)
        late = threading.Event()
        timer = threading.Timer(self._seconds, _kill, (process, late))
        timer.daemon = True
        timer.start()
        answer: T | Problem
        try:
            payload = _exchange(process, question, self._most)
            answer = _end_of(process) if payload is None else self._decoded(payload)
        except ValueError as error:
            answer = ("failed", str(error))
        except BaseException:
            # Interrupted, it would give this answer to the next question.
            self._end()
            raise
        finally:
            timer.cancel()
        if late.is_set():
            answer = ("time", "")
        if isinstance(answer, tuple) and answer[0] in _HARMFUL:
            self._end()
        return answer

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _start(module: str) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = str(Path(ingest.__file__).parents[1])
    return subprocess.Popen(
        (sys.executable, "-P", "-m", module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=environment,
        # An interrupt at the terminal is for whoever asks, who then ends the process too.
        start_new_session=True,
    )


def _exchange(process: subprocess.Popen[bytes], question: bytes, most: int) -> bytes | None:
    """Return the answer to `question`; None where the process ended without one."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        frames.send(process.stdin.fileno(), question)
        return frames.receive(process.stdout.fileno(), most)
    except OSError:
        return None


def _end_of(process: subprocess.Popen[bytes]) -> Problem:
    """Return the problem that a process ended of which gave no answer."""
    process.kill()
    # Killing one that has ended already changes nothing of how it did.
    return ("time" if process.wait() == -signal.SIGXCPU else "crash", "")


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


@atexit.register
def _close_all() -> None:
    for door in list(_DOORS):
        door.close()
