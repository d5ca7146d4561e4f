"""Keep the process that reads PDFs: started at the first one, used for many, replaced when it dies.

Starting it costs as much as reading several bulletins, so one is kept. It
reads one file at a time.
"""

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path

import ingest
from ingest.readers.extracted import Extracted
from ingest.readers.pdf import limits, wire

_COMMAND = (sys.executable, "-P", "-m", "ingest.readers.pdf.worker")

# What the process is told of the environment: nothing that a parser has no use for, and no secret.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")

# JSON writes a character in up to 12 bytes, and as much again for marks and places is plenty.
_LARGEST_REPLY = 24 * limits.CHARACTERS


class Worker:
    """A door to the process; one file at a time goes through."""

    def __init__(self, seconds: float = limits.SECONDS) -> None:
        """Make the door; `seconds` is what one file may take."""
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, content: bytes) -> Extracted | tuple[str, str]:
        """Return the text of the PDF `content`, or the problem and its detail.

        Beside the problems that the process itself tells, `time` means that
        it took too long, and `crash` that the parser died of the file.
        """
        with self._lock:
            is_used = self._process is not None
            reply = self._ask(content)
            # A process that has read other files may have ended or been harmed before: the file is tried anew.
            if is_used and reply == ("crash", ""):
                reply = self._ask(content)
            return reply

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ask(self, content: bytes) -> Extracted | tuple[str, str]:
        process = self._process = self._process or _start()
        late = threading.Event()
        timer = threading.Timer(self._seconds, _kill, (process, late))
        timer.start()
        try:
            payload = _exchange(process, content)
            reply = ("crash", "") if payload is None else wire.decoded(payload)
        except ValueError as error:
            reply = ("failed", str(error))
        finally:
            timer.cancel()
        if late.is_set():
            reply = ("time", "")
        if isinstance(reply, tuple) and reply[0] in ("time", "crash", "failed", "memory"):
            self._end()
        return reply

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _start() -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = str(Path(ingest.__file__).parents[1])
    return subprocess.Popen(
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=environment,
        # An interrupt at the terminal is for whoever asks, who then ends the process too.
        start_new_session=True,
    )


def _exchange(process: subprocess.Popen[bytes], content: bytes) -> bytes | None:
    """Return the reply to `content`; None where the process ended without one."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        wire.send(process.stdin.fileno(), content)
        return wire.receive(process.stdout.fileno(), _LARGEST_REPLY)
    except OSError:
        return None


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


#: The one that readers use.
WORKER = Worker()

atexit.register(WORKER.close)
