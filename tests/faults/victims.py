"""Processes that are killed at a moment of one's choice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CHILD = Path(__file__).with_name("child.py")
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Moment:
    """When a process is killed."""

    line: str
    """Beginning of the lines that are waited for; empty for none."""

    count: int
    """How many of them."""

    delay: float
    """Seconds after the last."""


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended and what it had said."""

    code: int
    lines: tuple[str, ...]
    errors: str

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


def some_moment(chance: random.Random) -> Moment:
    """Return a moment of opening, of reading and embedding, or of writing, which is short and the one that counts."""
    kind = chance.random()
    if kind < 0.2:
        return Moment("", 0, chance.uniform(0, 5))
    if kind < 0.4:
        return Moment("done", chance.randint(1, 12), chance.uniform(0, 2))
    return Moment("writing", chance.randint(1, 6), chance.uniform(0, 0.25))


def command(*arguments: str | Path, script: Path | None = None) -> list[str]:
    """Return the command line `jobclass ARGUMENTS`, or that of `script`."""
    start = [str(script)] if script else ["-m", "assistant.cli"]
    return [sys.executable, *start, *map(str, arguments)]


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "1000"}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `jobclass ARGUMENTS` to its end."""
    return subprocess.run(command(*arguments), env=environment(), capture_output=True, text=True, check=False)


def kill_at(arguments: Sequence[str], moment: Moment) -> End:
    """Run a command, kill it at `moment` if it has not ended by then, and return how it ended."""
    process = subprocess.Popen(
        arguments, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout is not None
    said: list[str] = []
    waiting = moment.count
    while waiting and (line := process.stdout.readline()):
        said.append(line.rstrip("\n"))
        waiting -= line.startswith(moment.line)
    time.sleep(moment.delay if not waiting else 0)
    if not waiting:
        process.kill()
    rest, errors = process.communicate()
    # The last line may be cut off: what is not told whole is not acknowledged.
    whole = rest[: rest.rfind("\n") + 1]
    return End(process.returncode, (*said, *whole.splitlines()), errors)
