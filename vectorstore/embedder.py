"""Turn texts into vectors: the seam, and the bundled sentence encoder behind it.

The bundled model runs on the CPU with no network. Its 8-bit form takes one
scale for each batch and matrix, so that a vector depends a little on the texts
beside it: compare vectors with a tolerance, and embed queries one at a time.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from vectorstore.errors import EmbeddingError, ModelFilesError
from vectorstore.model_files import require
from vectorstore.model_pins import FULL_GRAPH, QUANTIZED_GRAPH, RECIPE, TOKENIZER, WEIGHTS

Vectors = NDArray[np.float32]
Session: TypeAlias = onnxruntime.InferenceSession
Precision = Literal["int8", "fp32"]

DIMENSIONS = 384
#: Word pieces that the model reads of a text, with the two special ones around it.
WINDOW = 256
#: Word pieces in one batch, padding included: its values fit the processor's cache. Batches of 4,096 are a fifth
#: slower, of 16,384 half as fast.
BATCH_PIECES = 1024

#: Threads that a batch is computed in. A query is computed in the thread that asks: two threads answer a question
#: of usual length no sooner and take half as much again of the processor's time.
MAX_THREADS = 2
# Ids of the special pieces around a text.
_START, _END = 101, 102
_GRAPHS: dict[Precision, str] = {"int8": QUANTIZED_GRAPH, "fp32": FULL_GRAPH}


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Name of the model and its precision; vectors of two fingerprints are never mixed."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    @property
    def window(self) -> int:
        """Word pieces that it reads of a text; what is beyond is not seen."""
        ...

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 a text, ``(len(texts), dimensions)``, in the order of `texts`.

        Raises:
            EmbeddingError: the model refused a text.
        """
        ...

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of length 1 of `text`, ``(dimensions,)``, the same whenever it is asked for.

        Raises:
            EmbeddingError: the model refused the text.
        """
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return what `embed_query` gives for each of `texts`, ``(len(texts), dimensions)``.

        Raises:
            EmbeddingError: the model refused a text.
        """
        ...

    def count(self, text: str) -> int:
        """Return how many word pieces `text` is, without the special ones.

        Raises:
            EmbeddingError: the model refused the text.
        """
        ...


class OnnxEmbedder:
    """The bundled model on onnxruntime; safe to call from several threads."""

    def __init__(
        self, alone: Session, together: Callable[[], Session], tokenizer: Tokenizer, precision: Precision
    ) -> None:
        """Compute queries in the session `alone` and documents in the one that `together` opens, the same vectors."""
        self._alone = alone
        self._together = together
        self._tokenizer = tokenizer
        self._precision = precision

    @property
    def fingerprint(self) -> str:
        """Name, weights, recipe and precision."""
        return f"all-MiniLM-L6-v2:{WEIGHTS.sha256[:12]}:{RECIPE}:{self._precision}"

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return DIMENSIONS

    @property
    def window(self) -> int:
        """Word pieces that it reads of a text, with two special ones."""
        return WINDOW

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text, ``(len(texts), 384)``; texts of like length share a batch.

        Raises:
            EmbeddingError: a text is not Unicode or the model failed.
        """
        pieces = [self._pieces(text) for text in texts]
        vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for batch in _batches([len(ids) for ids in pieces]):
            vectors[batch] = _run(self._together(), [pieces[i] for i in batch])
        return vectors

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of `text`, ``(384,)``, embedded alone.

        Raises:
            EmbeddingError: the text is not Unicode or the model failed.
        """
        vector: Vectors = _run(self._alone, [self._pieces(text)])[0]
        return vector

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of `texts`, ``(len(texts), 384)``, each embedded alone.

        Raises:
            EmbeddingError: a text is not Unicode or the model failed.
        """
        return np.array([self.embed_query(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)

    def count(self, text: str) -> int:
        """Return how many word pieces `text` is, without the special ones.

        Raises:
            EmbeddingError: the text is not Unicode.
        """
        return len(self._ids(text))

    def _pieces(self, text: str) -> list[int]:
        return [_START, *self._ids(text)[: WINDOW - 2], _END]

    def _ids(self, text: str) -> list[int]:
        try:
            ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        except (TypeError, UnicodeError) as error:
            raise EmbeddingError(f"cannot read {text!r:.60} as Unicode text: decode it before embedding") from error
        return ids


def open_embedder(directory: Path, precision: Precision = "int8", threads: int = MAX_THREADS) -> Embedder:
    """Return the bundled model from `directory`: one for the process, the precision and the threads.

    With one thread, documents too are computed in the thread that calls, and so at that thread's priority.

    Raises:
        ModelFilesError: its files are missing or not as expected.
    """
    require(directory, (_GRAPHS[precision], TOKENIZER.name))
    return _opened(directory.resolve(), precision, min(threads, os.cpu_count() or 1))


@cache
def _opened(directory: Path, precision: Precision, threads: int) -> OnnxEmbedder:
    try:
        tokenizer = Tokenizer.from_file(str(directory / TOKENIZER.name))
    except Exception as error:  # neither library's errors share a base of their own
        raise _unloaded(directory, error) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    # A "[SEP]" that somebody wrote into a document is text like any other.
    tokenizer.encode_special_tokens = True
    # Who only asks, or writes in one thread, needs no second session: each takes 70 MB.
    graph = directory / _GRAPHS[precision]
    return OnnxEmbedder(_session(graph, 1), partial(_session, graph, threads), tokenizer, precision)


@cache
def _session(graph: Path, threads: int) -> Session:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that wait for work would else keep the cores from whoever has some: a quarter of all time at ingestion.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return Session(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _unloaded(graph.parent, error) from error


def _unloaded(directory: Path, error: Exception) -> ModelFilesError:
    return ModelFilesError(f"cannot load the model in {directory}: {error}; run `jobclass setup` again")


def _run(session: Session, pieces: list[list[int]]) -> Vectors:
    lengths = np.array([len(ids) for ids in pieces])
    mask = np.arange(lengths.max()) < lengths[:, None]
    inputs = np.zeros(mask.shape, dtype=np.int64)
    inputs[mask] = np.concatenate(pieces)
    try:
        (vectors,) = session.run(None, {"input_ids": inputs, "attention_mask": mask.astype(np.int64)})
    except Exception as error:  # onnxruntime's errors share no base of their own
        raise EmbeddingError(f"the embedding model failed on a batch of {len(pieces)} texts: {error}") from error
    return np.asarray(vectors, dtype=np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group the places of `lengths`, longest first, so that no batch exceeds `BATCH_PIECES` when padded."""
    order = sorted(range(len(lengths)), key=lambda place: -lengths[place])
    start = 0
    while start < len(order):
        end = start + max(1, BATCH_PIECES // lengths[order[start]])
        yield order[start:end]
        start = end
