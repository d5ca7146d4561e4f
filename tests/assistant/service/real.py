"""The real service over the example specs."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import ingest
from assistant.examples import Examples
from assistant.opening import open_embedder, open_index
from assistant.service.app import create_app
from assistant.settings import Settings
from ingest.pipeline import ingest as run
from tests.assistant.service.serving import serving
from vectorstore.vocabulary import load

#: Variable that names the folder that the workers of a run share; tests/conftest.py makes it.
SHARED = "TESTS_SHARED"
EXAMPLES = Path(ingest.__file__).parent / "examples"


@cache
def ingested() -> TemporaryDirectory[str]:
    """Return this process's folder of an index of the examples, which is made once in a run and gone with it."""
    folder = TemporaryDirectory(prefix="examples-", dir=os.environ[SHARED])
    untouched(Path(folder.name))
    return folder


def untouched(data_dir: Path) -> Path:
    """Put an index of the examples into a data directory, as no question was asked of it yet, and return it."""
    shutil.copytree(_once("examples", _ingest), data_dir, dirs_exist_ok=True)
    return data_dir


def ready(data_dir: Path) -> Path:
    """Put the vectors of the vocabulary into a data directory, as the first question does, and return it."""
    shutil.copytree(_once("vectors", _embed), data_dir / "cache", dirs_exist_ok=True)
    return data_dir


def _once(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name` of this run, which the first who asks for it makes."""
    shared = Path(os.environ[SHARED])
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / name).exists():
            make(shared / f"{name} being made")
            (shared / f"{name} being made").rename(shared / name)
    return shared / name


def _ingest(folder: Path) -> None:
    with open_index(Settings(data_dir=ready(folder))) as index:
        report = run([EXAMPLES], index, load())
    assert not report.refused, report


def _embed(folder: Path) -> None:
    Examples(load(), open_embedder(Settings()), folder)


@contextmanager
def serving_examples() -> Iterator[str]:
    """Serve the examples and yield the address."""
    with serving(create_app(Settings(data_dir=Path(ingested().name)))) as address:
        yield address
