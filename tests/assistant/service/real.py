"""The real service over the example specs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import ingest
from assistant.opening import open_index
from assistant.service.app import create_app
from assistant.settings import Settings
from ingest.pipeline import ingest as run
from tests.assistant.service.serving import serving
from vectorstore.vocabulary import load

EXAMPLES = Path(ingest.__file__).parent / "examples"


@cache
def ingested() -> TemporaryDirectory[str]:
    """Return the folder of an index of the examples, made once in a run and gone with it."""
    folder = TemporaryDirectory(prefix="jobclass-examples-")
    with open_index(Settings(data_dir=Path(folder.name))) as index:
        report = run([EXAMPLES], index, load())
    assert not report.refused, report
    return folder


@contextmanager
def serving_examples() -> Iterator[str]:
    """Serve the examples and yield the address."""
    with serving(create_app(Settings(data_dir=Path(ingested().name)))) as address:
        yield address
