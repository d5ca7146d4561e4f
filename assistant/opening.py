"""Open the index that the settings name, with the embedder that they name."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.settings import Settings
from vectorstore.embedder import open_embedder
from vectorstore.index import Index


@contextmanager
def open_index(settings: Settings, *, address: str = "") -> Iterator[Index]:
    """Open the index in `settings.data_dir` and own it until the end of the block.

    `address` is where others can ask the owner, empty where they cannot.

    Raises:
        VectorstoreError: model files are missing, or another process owns the index.
    """
    embedder = open_embedder(settings.model_dir, settings.precision)
    with Index.open(settings.data_dir, embedder, address=address) as index:
        yield index
