"""What tests of ingesting share: the vocabulary, and an empty index in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.vocabulary import Vocabulary, load


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load()


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> Iterator[Index]:
    with Index.open(tmp_path / "data", embedder) as opened:
        yield opened
