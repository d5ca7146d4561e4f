"""Store documents with their vectors and full text, and take them out.

The catalog is the truth. A document's vectors are written first, under a new
generation; one transaction then makes the document visible with exactly that
generation; the older one's vectors go last. So a crash at any moment leaves
the old version answering or the new one, and never half of either. What a
crash can leave over is noted before it is written, and swept at the next open.
"""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager

from vectorstore import lexical, reconcile, writing
from vectorstore.database import Database
from vectorstore.dense import Vectors
from vectorstore.embedder import Embedder
from vectorstore.embedding import Prepared, embed, prepare
from vectorstore.errors import VectorsError
from vectorstore.writing import Entry

_log = logging.getLogger(__name__)


class Storing:
    """The writer of documents of one index."""

    def __init__(
        self, database: Database, vectors: Vectors, embedder: Embedder, lock: AbstractContextManager[object]
    ) -> None:
        """Hold `lock` while anything is written."""
        self._embedder = embedder
        self._database = database
        self._vectors = vectors
        self._lock = lock

    def put(self, entries: Sequence[Entry]) -> None:
        """Put documents in order, embedded together; see `Index.put_many`."""
        prepared = [prepare(entry, self._embedder) for entry in entries]
        chunks, statements = embed(prepared, self._embedder)
        with self._lock:
            with self._database.write() as connection:
                for one in prepared:
                    writing.begin(connection, one.entry.source.source_id, one.generation.generation_id)
            self._vectors.chunks.upsert(chunks.keys, chunks.vectors)
            self._vectors.statements.upsert(statements.keys, statements.vectors)
            for one in prepared:
                self._replace(one)
            self.sweep()

    def remove(self, source_id: str) -> bool:
        """Take a document out; see `Index.remove`."""
        with self._lock:
            with self._database.write() as connection:
                for index in lexical.INDEXES:
                    index.drop(connection, source_id)
                there = writing.remove(connection, source_id)
            self.sweep()
        return there

    def sweep(self) -> None:
        """Delete the vectors of generations that are over."""
        # What stays behind is never found, and goes with the next sweep: no reason to fail what was done.
        try:
            reconcile.sweep(self._database, self._vectors)
        except VectorsError as error:
            _log.warning("old vectors were not deleted yet: %s", error)

    def _replace(self, prepared: Prepared) -> None:
        source_id = prepared.entry.source.source_id
        with self._database.write() as connection:
            for index in lexical.INDEXES:
                index.drop(connection, source_id)
            writing.replace(connection, prepared.entry, prepared.generation)
            for index in lexical.INDEXES:
                index.add(connection, source_id)
