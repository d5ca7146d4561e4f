"""Make vectors and full text anew from the catalog, beside the old ones, and exchange them in one moment.

The old ones answer until then, and are not even read: they may be damaged, or
another embedder's.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from vectorstore import folders, lexical, reconcile, writing
from vectorstore.database import Database
from vectorstore.dense import Vectors
from vectorstore.embedder import Embedder
from vectorstore.settling import write_graphs

#: Called with what is being made, how much of it is, and how much there is.
Progress = Callable[[str, int, int], None]


def rebuild(database: Database, embedder: Embedder, progress: Progress) -> None:
    """Make the index of `database` anew with `embedder`; nobody else may have its vectors open.

    Raises:
        EmbeddingError, VectorsError, CatalogError: the old one stays.
    """

    def make(folder: Path) -> None:
        with closing(Vectors(folder, embedder.fingerprint)) as vectors:
            _fill(database, vectors, embedder, progress)
        write_graphs(folder, embedder.fingerprint)
        with closing(Vectors(folder, embedder.fingerprint)) as vectors:
            reconcile.require_whole(database, vectors)

    def exchange(connection: Connection) -> None:
        for index in lexical.INDEXES:
            index.rebuild(connection)
        writing.mark_embedder(connection, embedder.fingerprint)
        # Nothing of older generations came into the new vectors.
        writing.swept(connection, writing.doomed(connection))

    folders.replace(database, make, exchange)
    folders.sweep(database)


def _fill(database: Database, vectors: Vectors, embedder: Embedder, progress: Progress) -> None:
    for collection, table in reconcile.pairs(vectors):
        keys = reconcile.wanted(database, table)
        progress(collection.name, 0, len(keys))
        for start in range(0, len(keys), reconcile.BATCH):
            page = keys[start : start + reconcile.BATCH]
            reconcile.embed(database, collection, table, page, embedder)
            progress(collection.name, start + len(page), len(keys))
