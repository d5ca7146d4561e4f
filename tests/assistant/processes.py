"""The command line as processes of its own, and folders of invented specs for them."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

from vectorstore.owner import holder

T = TypeVar("T")

SPEC = """{title}

Class Code: {code}
FLSA Status: Exempt

DEFINITION

Under direction of the chief ranger, looks after the {place} of the district.

EXAMPLES OF DUTIES

1. {duty}
2. Keeps records of visitors and of storms.
"""

_PLACES = "Trail Lake Meadow Bridge Orchard Quarry Harbor Cave Dune Marsh Tower Garden Canal Ferry Spring".split()
_WORK = "Ranger Warden Surveyor Keeper Mason Painter Guide Botanist Clerk Driver Carpenter Gauger".split()


def title(number: int) -> str:
    """Return the title of an invented class; 180 are distinct."""
    return f"{_PLACES[number % len(_PLACES)]} {_WORK[number // len(_PLACES) % len(_WORK)]}"


def code(number: int) -> str:
    """Return its class code."""
    return f"R{1000 + number}"


def write_specs(folder: Path, numbers: range) -> Path:
    """Write the specs of invented classes into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        place = f"{title(number).lower()}'s place"
        duty = f"Walks the {place} and mends what the storms have broken there."
        said = SPEC.format(title=title(number).upper(), code=code(number), place=place, duty=duty)
        (folder / f"{number:03} {title(number)}.txt").write_text(said)
    return folder


def command(*arguments: str | Path) -> list[str]:
    """Return the words that run the command line."""
    return [sys.executable, "-m", "assistant.cli", *map(str, arguments)]


@contextmanager
def served(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `jobclass serve` on a free port; yield the process and its address."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    arguments = command("serve", "--port", "0", "--data-dir", data_dir)
    # Its log goes to a file: nobody reads a pipe while it answers.
    with (
        (data_dir.parent / "server.log").open("a+") as log,
        subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=log, text=True, env=environment) as own,
    ):
        try:
            assert own.stdout is not None
            found = re.match(r"Serving at (\S+) \(", own.stdout.readline())
            assert found, (data_dir.parent / "server.log").read_text()
            yield own, found[1]
        finally:
            own.kill()


def owner_client(data_dir: Path) -> httpx.Client:
    """Return a client of the server that owns `data_dir`, with its token."""
    owner = holder(data_dir)
    assert owner is not None
    headers = {"Authorization": f"Bearer {owner.token}"}
    return httpx.Client(base_url=owner.address, headers=headers, trust_env=False, timeout=60)


def until(found: Callable[[], T]) -> T:
    """Return what `found` does once that is something; the time is only there to fail where nothing comes."""
    end = time.monotonic() + 120
    while True:
        if value := found():
            return value
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.02)
