"""Vectors: the only module that knows Chroma.

Two collections, one of chunks and one of single statements. Nothing but
vectors and their ids is kept: every text stands in the catalog, and all of
this can be thrown away and made again. An id names source, generation and
ordinal; a hit counts only while the catalog says that this generation of the
source is live.

What is written goes into Chroma's log, a table of its SQLite. Its graph files
it would overwrite in place, and whoever reads them after a kill in the midst
of that crashes: so it is never let to in a folder that is in use, but in a
copy that then takes its place (`settling.py`).
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration, UpdateHNSWConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError
from numpy.typing import NDArray

from vectorstore.chroma_files import drop_left_behind
from vectorstore.errors import ForeignVectorsError, VectorsError

#: Rows a call: Chroma writes at most 5,461 and fails to read 40,000.
PAGE = 5000

#: Changes after which Chroma writes its log into its graph files: never, and at once.
_NEVER, _AT_ONCE = 2**31, 2

#: Changes that Chroma reads from its log at once; it may not be more than those.
_BATCH = 100

#: With the default of 16 neighbors, a third of 800 very like vectors was found by no search, with these a tenth.
_GRAPH: CreateHNSWConfiguration = {"space": "cosine", "max_neighbors": 48, "sync_threshold": _NEVER}

#: What Chroma raises; its own errors, and those of the Rust and SQLite under it.
_FOREIGN = (ChromaError, ValueError, TypeError, RuntimeError, OSError, KeyError)

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Whose vector it is."""

    source_id: str
    generation: str
    ordinal: int
    """Ordinal of the chunk or statement within its document."""

    def __str__(self) -> str:
        """Return the id that Chroma keeps the vector under."""
        return f"{self.source_id}:{self.generation}:{self.ordinal}"


def key(vector_id: str) -> Key:
    """Return the key whose id is `vector_id`."""
    source_id, generation, ordinal = vector_id.rsplit(":", 2)
    return Key(source_id, generation, int(ordinal))


class Collection:
    """Vectors of one kind."""

    def __init__(self, name: str, collection: chromadb.Collection) -> None:
        self.name = name
        self._collection = collection

    def upsert(self, keys: Sequence[Key], vectors: Matrix) -> None:
        """Store `vectors`, shape (n, dimensions), under `keys`, replacing what they had.

        Raises:
            VectorsError: Chroma failed; some of them may be stored.
        """
        with _translated(f"store {len(keys)} vectors of {self.name}"):
            for start in range(0, len(keys), PAGE):
                page = keys[start : start + PAGE]
                self._collection.upsert(
                    ids=[str(one) for one in page],
                    embeddings=vectors[start : start + PAGE],
                    metadatas=[{"generation": one.generation} for one in page],
                )

    def delete(self, keys: Sequence[Key]) -> None:
        """Delete the vectors of `keys`; those that are not there are passed over."""
        with _translated(f"delete {len(keys)} vectors of {self.name}"):
            for start in range(0, len(keys), PAGE):
                self._collection.delete(ids=[str(one) for one in keys[start : start + PAGE]])

    def delete_generations(self, generations: Sequence[str]) -> None:
        """Delete every vector that was written under one of `generations`."""
        with _translated(f"delete old vectors of {self.name}"):
            if generations:
                self._collection.delete(where=_of(generations))

    def get(self, keys: Sequence[Key]) -> dict[Key, Matrix]:
        """Return the vectors of `keys`, without those that are not there."""
        found: dict[Key, Matrix] = {}
        with _translated(f"read vectors of {self.name}"):
            for start in range(0, len(keys), PAGE):
                ids = [str(one) for one in keys[start : start + PAGE]]
                page = self._collection.get(ids=ids, include=["embeddings"])
                vectors = np.asarray(page["embeddings"], np.float32)
                found.update(zip(map(key, page["ids"]), vectors, strict=True))
        return found

    def keys(self) -> Iterator[Key]:
        """Yield every key, in no order that means anything."""
        return (one for one, _ in self.noted())

    def noted(self) -> Iterator[tuple[Key, bool]]:
        """Yield every key and whether a search of its generation alone would consider it."""
        start = 0
        while True:
            with _translated(f"list the vectors of {self.name}"):
                page = self._collection.get(limit=PAGE, offset=start, include=["metadatas"])
            for one, noted in zip(map(key, page["ids"]), page["metadatas"] or [], strict=True):
                yield one, (noted or {}).get("generation") == one.generation
            if len(page["ids"]) < PAGE:
                return
            start += PAGE

    def write_graph(self) -> None:
        """Have Chroma write what its log has into its graph files; a kill meanwhile ruins the folder."""
        with _translated(f"write the graph of {self.name}"):
            self.write_graph_after(_AT_ONCE)
            # Read the log up to here, and so write: any reading does it.
            self._collection.get(limit=1, include=[])
            self.write_graph_after(_NEVER)

    def write_graph_after(self, changes: int = _NEVER) -> None:
        """Have Chroma write its graph files when the log has so many changes."""
        if (self._collection.configuration_json.get("hnsw") or {}).get("sync_threshold") == changes:
            return
        hnsw = UpdateHNSWConfiguration(sync_threshold=changes, batch_size=min(changes, _BATCH))
        # Chroma warns of what it wrote itself, that a collection has no embedding function.
        with _translated(f"configure {self.name}"), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._collection.modify(configuration={"hnsw": hnsw})

    def nearest(self, vectors: Matrix, limit: int, generations: Sequence[str] = ()) -> list[list[tuple[Key, float]]]:
        """Return for each of `vectors`, shape (n, dimensions), up to `limit` keys, best first, with their cosine.

        With `generations`, only keys of those: slower, unless they are few among many.
        """
        if not len(vectors):
            return []
        where = _of(generations) if generations else None
        with _translated(f"search the vectors of {self.name}"):
            found = self._collection.query(
                query_embeddings=vectors, n_results=limit, where=where, include=["distances"]
            )
        distances = found["distances"] or []
        return [
            [(key(vector_id), 1.0 - distance) for vector_id, distance in zip(ids, near, strict=True)]
            for ids, near in zip(found["ids"], distances, strict=True)
        ]

    def count(self) -> int:
        """Return how many vectors there are, by Chroma's own count."""
        with _translated(f"count the vectors of {self.name}"):
            return self._collection.count()


class Vectors:
    """Both collections in a folder that one process owns."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Open the vectors in `folder`, making them where there are none.

        Args:
            folder: Folder of Chroma's own.
            fingerprint: That of the embedder; vectors of two are never mixed.

        Raises:
            ForeignVectorsError: another embedder made its vectors.
            VectorsError: the folder cannot be read.
        """
        with _translated(f"open {str(folder)!r}"):
            drop_left_behind(folder)
            settings = Settings(anonymized_telemetry=False)
            # The type that is declared has no `close`; the one that is made has.
            self._client = cast(Client, chromadb.PersistentClient(str(folder), settings=settings))
        try:
            self.chunks = self._open(folder, "chunks", fingerprint)
            self.statements = self._open(folder, "statements", fingerprint)
        except VectorsError:
            self.close()
            raise

    @property
    def collections(self) -> tuple[Collection, Collection]:
        """Both collections."""
        return self.chunks, self.statements

    def close(self) -> None:
        """Let go of the folder."""
        with _translated("close the vectors"):
            self._client.close()

    def _open(self, folder: Path, name: str, fingerprint: str) -> Collection:
        with _translated(f"open the collection {name} in {str(folder)!r}"):
            try:
                collection = self._client.get_collection(name, embedding_function=None)
            except NotFoundError:
                collection = self._client.create_collection(
                    name,
                    embedding_function=None,
                    configuration={"hnsw": _GRAPH},
                    metadata={"embedder": fingerprint},
                )
            made_by = (collection.metadata or {}).get("embedder")
        if made_by != fingerprint:
            raise ForeignVectorsError(
                f"the vectors in {str(folder)!r} were made by {made_by!r}, the embedder is {fingerprint!r}:"
                " run `jobclass index rebuild`, which embeds everything again, or choose the embedder that made them"
            )
        opened = Collection(name, collection)
        opened.write_graph_after()
        return opened


def _of(generations: Sequence[str]) -> chromadb.Where:
    return cast(chromadb.Where, {"generation": {"$in": [*generations]}})


@contextmanager
def _translated(action: str) -> Iterator[None]:
    try:
        yield
    except _FOREIGN as error:
        raise VectorsError(
            f"could not {action}: {error}; see that the disk has room, or run `jobclass index check --repair`"
        ) from error
