"""Bring the log of the vectors into their graphs, in a copy that then takes their place.

Whoever opens a folder of vectors has to read its log, at a third of a
millisecond a change; once that is in the graphs, it costs nothing.
"""

import shutil
from contextlib import closing
from pathlib import Path

from vectorstore import folders
from vectorstore.chroma_files import in_log
from vectorstore.database import Database
from vectorstore.dense import Vectors
from vectorstore.errors import VectorsError
from vectorstore.lookup import unfound

#: Changes that may wait in the log.
LONGEST = 2000


def settle(database: Database, fingerprint: str, longest: int = LONGEST) -> None:
    """Settle the vectors of the current folder, which nobody has open, if their log is longer than `longest`.

    Raises:
        VectorsError, CatalogError: nothing has changed.
    """
    folder = folders.current(database)

    def copy(beside: Path) -> None:
        try:
            shutil.copytree(folder, beside)
        except (OSError, shutil.Error) as error:
            raise VectorsError(f"could not copy {str(folder)!r}: {error}; see that the disk has room") from error
        _write_graphs(beside, fingerprint)

    if in_log(folder) > longest:
        folders.replace(database, copy)
        folders.sweep(database)


def _write_graphs(folder: Path, fingerprint: str) -> None:
    with closing(Vectors(folder, fingerprint)) as vectors:
        before = [set(collection.keys()) for collection in vectors.collections]
        vectors.write_graphs()
    with closing(Vectors(folder, fingerprint)) as vectors:
        for keys, collection in zip(before, vectors.collections, strict=True):
            if set(collection.keys()) != keys or any(unfound(collection, keys)):
                raise VectorsError(f"the graphs in {str(folder)!r} came out wrong; run `jobclass index check`")
