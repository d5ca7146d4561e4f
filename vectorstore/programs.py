"""Open an index for a program of one's own, without the service and its settings."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vectorstore.embedder import Embedder, open_embedder
from vectorstore.errors import CatalogError
from vectorstore.index import Index
from vectorstore.model_files import model_dir
from vectorstore.owner import is_index_folder


@contextmanager
def open_index(data_dir: str | os.PathLike[str], embedder: Embedder | None = None) -> Iterator[Index]:
    """Open the index that `jobclass ingest` made in `data_dir`, and own it until the end of the block.

    One process owns a folder, also for reading: beside a writer, an open
    reader would go stale with no error. While `jobclass serve` runs, ask it
    instead (`GET /v1/search` returns the same passages with the same spans,
    and `/mcp` the same to a model), or copy the folder while nobody owns it.

    Args:
        data_dir: The folder, `$JOBCLASS_DATA_DIR` or `--data-dir` of the commands.
        embedder: What made its vectors; the bundled model unless the folder was made with another.

    Raises:
        CatalogError: there is no index, or it cannot be used.
        IndexOwnedError: another process owns the folder; the message says which, and where it serves.
        ForeignVectorsError: another embedder made its vectors.
        ModelFilesError: the files of the bundled model are missing.
    """
    folder = Path(data_dir).expanduser()
    if not is_index_folder(folder):
        raise CatalogError(f"there is no index in {str(folder)!r}; make one with `jobclass ingest --data-dir`")
    with Index.open(folder, embedder or open_embedder(model_dir())) as index:
        yield index
