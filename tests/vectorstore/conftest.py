"""An index in a folder of its own: real SQLite, real Chroma, and vectors that need no model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectorstore.documents import CLASSES, parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.writing import Entry


@pytest.fixture
def hashes() -> WordHashes:
    return WordHashes()


@pytest.fixture
def index(tmp_path: Path, hashes: WordHashes) -> Iterator[Index]:
    with Index.open(tmp_path / "data", hashes) as opened:
        yield opened


@pytest.fixture
def stocked(index: Index) -> Index:
    """An index with a few classes in it."""
    index.put_many(shelf())
    return index


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The same, for all tests of a module that only read."""
    with Index.open(tmp_path_factory.mktemp("library"), WordHashes()) as opened:
        opened.put_many(shelf())
        yield opened


def shelf() -> list[Entry]:
    return [
        Entry(source(f"specs/{title}.txt"), parsed(title, code, duties), "p1")
        for title, (code, duties) in CLASSES.items()
    ]
