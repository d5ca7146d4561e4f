"""An embedder that needs no model: a bag of hashed words, so that texts with common words are near each other."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.words import stems

Vectors = NDArray[np.float32]


class WordHashes:
    """Vectors of hashed words: quick, the same in every process, and wholly without sense for synonyms."""

    def __init__(self, name: str = "word-hashes", dimensions: int = 128) -> None:
        self.fingerprint = name
        self.dimensions = dimensions
        self.window = 256
        self.embedded: list[str] = []
        """Every text of `embed_documents`, to see what was embedded twice."""

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self.embed_queries(texts)

    def embed_query(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 1e-3, np.float32)
        for stem in stems(text):
            digest = hashlib.sha256(stem.encode()).digest()
            vector[int.from_bytes(digest[:4], "big") % self.dimensions] += 1 if digest[4] % 2 else -1
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        made = [self.embed_query(text) for text in texts]
        return np.array(made, np.float32).reshape(len(texts), self.dimensions)

    def count(self, text: str) -> int:
        return len(text.split())
