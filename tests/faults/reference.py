"""What an index must say of documents: learned from one that nobody kills, with vectors that need no model."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.pipeline import ingest
from vectorstore.embedder import Embedder
from vectorstore.index import Index
from vectorstore.spec import ParsedDocument, Viewer
from vectorstore.vocabulary import load

ANYBODY = Viewer()


class Cutting:
    """Cuts chunks as a real embedder does, and gives them vectors of no sense."""

    dimensions = 8

    def __init__(self, real: Embedder) -> None:
        self.fingerprint = "cutting"
        self.window = real.window
        self.count = real.count

    def embed_documents(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.eye(self.dimensions, dtype=np.float32)[np.arange(len(texts)) % self.dimensions]

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self.embed_documents([text])[0]

    embed_queries = embed_documents


class Reference:
    """Every version of every document, as it must be in an index; by path and the hash of its bytes."""

    def __init__(self, folder: Path, data_dir: Path, embedder: Embedder) -> None:
        self._folder = folder
        self._index = Index.open(data_dir, Cutting(embedder))
        self._documents: dict[tuple[str, str], ParsedDocument] = {}
        self.learn()

    def learn(self) -> dict[str, str]:
        """Read the folder as it is now; return the hash of each of its documents by path."""
        report = ingest([self._folder], self._index, load(), prune=True)
        assert not report.refused
        states = self._index.catalog.sources()
        for state in states:
            if (state.path, state.document_id) not in self._documents:
                self._documents[state.path, state.document_id] = parsed(self._index, state.source_id)
        return {state.path: state.document_id for state in states}

    def of(self, path: str, document_id: str) -> ParsedDocument:
        """Return what an index must hold of a version."""
        return self._documents[path, document_id]

    def close(self) -> None:
        self._index.close()


def parsed(index: Index, source_id: str) -> ParsedDocument:
    """Return what `index` holds of a document, but for what depends on the other documents: the boilerplate."""
    found = index.catalog.parsed(source_id, ANYBODY)
    assert found is not None
    statements = tuple(replace(one, boilerplate=False) for one in found.statements)
    return replace(found, statements=statements, chunks=tuple(replace(one, boilerplate=False) for one in found.chunks))
