"""The real service over the example specs."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import ingest
from assistant.examples import Examples
from assistant.opening import open_index
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
    shared = Path(os.environ[SHARED])
    folder = TemporaryDirectory(prefix="examples-", dir=shared)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "examples").exists():
            _ingest(shared / "being made")
            (shared / "being made").rename(shared / "examples")
    shutil.copytree(shared / "examples", folder.name, dirs_exist_ok=True)
    return folder


def _ingest(folder: Path) -> None:
    vocabulary = load()
    with open_index(Settings(data_dir=folder)) as index:
        report = run([EXAMPLES], index, vocabulary)
        # As after the first question: nobody computes the vectors of the vocabulary again.
        Examples(vocabulary, index.embedder, folder / "cache")
    assert not report.refused, report


@contextmanager
def serving_examples() -> Iterator[str]:
    """Serve the examples and yield the address."""
    with serving(create_app(Settings(data_dir=Path(ingested().name)))) as address:
        yield address
