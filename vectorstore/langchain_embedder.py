"""Any embedding model that LangChain speaks, behind the same seam as the bundled one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EmbeddingError
from vectorstore.tokens import count_tokens

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Vectors = NDArray[np.float32]

#: Tokens of a chunk: every provider's model reads as many, and a passage stays small enough to be precise.
WINDOW = 512


class LangChainEmbedder:
    """A LangChain `Embeddings` as an `Embedder`."""

    def __init__(self, embeddings: "Embeddings", name: str, window: int = WINDOW) -> None:
        """Take `embeddings`, known as `name`, and embed a word to learn how long its vectors are.

        Raises:
            EmbeddingError: the model failed.
        """
        self._embeddings = embeddings
        self._name = name
        self._window = window
        self._dimensions = len(self._asked(lambda: [embeddings.embed_query("class")])[0])

    @property
    def fingerprint(self) -> str:
        """Name of the model and length of its vectors."""
        return f"langchain:{self._name}:{self._dimensions}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._dimensions

    @property
    def window(self) -> int:
        """Tokens that a chunk may have."""
        return self._window

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 a text, ``(len(texts), dimensions)``.

        Raises:
            EmbeddingError: the model failed, or gave another number or length of vectors.
        """
        if not texts:
            return np.empty((0, self._dimensions), dtype=np.float32)
        return self._checked(self._asked(lambda: self._embeddings.embed_documents(list(texts))), len(texts))

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of length 1 of `text`, ``(dimensions,)``.

        Raises:
            EmbeddingError: the model failed, or gave a vector of another length.
        """
        vector: Vectors = self._checked(self._asked(lambda: [self._embeddings.embed_query(text)]), 1)[0]
        return vector

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return what `embed_query` gives for each of `texts`, ``(len(texts), dimensions)``.

        Raises:
            EmbeddingError: the model failed, or gave a vector of another length.
        """
        vectors = [self.embed_query(text) for text in texts]
        return np.array(vectors, dtype=np.float32).reshape(-1, self._dimensions)

    def count(self, text: str) -> int:
        """Return how many tokens `text` is in a current chat model's encoding, close to the provider's own."""
        return count_tokens(text)

    def _asked(self, ask: Callable[[], list[list[float]]]) -> list[list[float]]:
        try:
            return ask()
        except Exception as error:  # each provider raises errors of its own
            raise EmbeddingError(f"the embedding model {self._name!r} failed: {error}") from error

    def _checked(self, vectors: list[list[float]], expected: int) -> Vectors:
        shape = (expected, self._dimensions)
        if len(vectors) != expected or any(len(vector) != self._dimensions for vector in vectors):
            raise EmbeddingError(f"the embedding model {self._name!r} gave vectors of another shape than {shape}")
        array = np.asarray(vectors, dtype=np.float32)
        lengths = np.linalg.norm(array, axis=1, keepdims=True)
        if not np.all(np.isfinite(lengths)) or not np.all(lengths):
            raise EmbeddingError(f"the embedding model {self._name!r} gave a vector that has no direction")
        return np.asarray(array / lengths, dtype=np.float32)


def open_langchain_embedder(model: str) -> LangChainEmbedder:
    """Return the model named as LangChain names them, ``provider:model``.

    Raises:
        EmbeddingError: the name is not understood, the provider's package is
            not installed, or the model failed.
    """
    # LangChain takes a second to import, and whoever uses the bundled model never needs it.
    from langchain.embeddings import init_embeddings
    from langchain_core.embeddings import Embeddings

    try:
        embeddings = init_embeddings(model)
    except Exception as error:  # a wrong name, a missing package, a missing key: each its own kind
        raise EmbeddingError(
            f"cannot open the embedding model {model!r}: {error}; it is named `provider:model`, and the provider's "
            "LangChain package must be installed"
        ) from error
    if not isinstance(embeddings, Embeddings):
        raise EmbeddingError(f"{model!r} names no embedding model of LangChain: name it `provider:model`")
    return LangChainEmbedder(embeddings, model)
