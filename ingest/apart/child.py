"""What a process apart does: take from itself what its work does not need, and answer question after question.

It ends when nobody asks any more, and with its parent.
"""

import os
import resource
import select
import sys
from collections.abc import Callable

from ingest.apart import frames

#: Seconds without a question after which the process ends.
IDLE = 60.0


def serve(answer: Callable[[bytes], bytes], *, memory: int, seconds: float, most: int) -> None:
    """Answer until the other side is gone or says nothing for `IDLE` seconds.

    `memory` is the address space in bytes, `seconds` what one answer may
    compute, and `most` the length of a question in bytes. Who asks has a clock
    of its own; this one does not count what other processes take.
    """
    questions, answers = os.dup(0), os.dup(1)
    # Whatever a library prints must not end up between two frames.
    os.dup2(2, 1)
    restrict(memory)
    while select.select([questions], [], [], IDLE)[0]:
        question = frames.receive(questions, most)
        if question is None:
            return
        allow(seconds)
        frames.send(answers, answer(question))


def restrict(memory: int) -> None:
    """Take from this process what its work does not need: memory beyond `memory` bytes, files to write, core dumps."""
    # macOS takes no limit of address space; those of time and text hold there too.
    if sys.platform != "darwin":
        _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def allow(seconds: float) -> None:
    """Let this process compute for `seconds` from now, and then be stopped."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime + seconds) + 1, hard=False)


def _lower(what: int, limit: int, *, hard: bool = True) -> None:
    _, most = resource.getrlimit(what)
    limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(what, (limit, limit if hard else most))
