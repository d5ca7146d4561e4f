"""Give the chunks and statements of documents their vectors."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vectorstore.dense import Key, Matrix
from vectorstore.embedder import Embedder
from vectorstore.kinds import statement_bits
from vectorstore.writing import Entry, Generation


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its vectors, not yet written."""

    entry: Entry
    generation: Generation
    chunks: dict[int, str]
    """Texts with a vector, by the ordinal of their chunk."""

    statements: dict[int, str]
    """As `chunks`, of statements."""


def prepare(entry: Entry, embedder: Embedder) -> Prepared:
    """Return `entry` under a new generation, with the texts that are to be embedded.

    A generation's id is random: after a crash, no later one can be taken for
    the one that was begun.
    """
    chunks = {chunk.ordinal: chunk.text for chunk in entry.parsed.chunks if not chunk.boilerplate}
    bits = {said.ordinal: bits for said in entry.parsed.statements if (bits := statement_bits(said))}
    statements = {said.ordinal: said.text for said in entry.parsed.statements if said.ordinal in bits}
    generation = Generation(secrets.token_hex(6), embedder.fingerprint, bits, frozenset(chunks))
    return Prepared(entry, generation, chunks, statements)


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors and whose they are."""

    keys: list[Key]
    vectors: Matrix
    """Shape (keys, dimensions)."""


def embed(prepared: Sequence[Prepared], embedder: Embedder) -> tuple[Embedded, Embedded]:
    """Return the vectors of the chunks, and of the statements, of many documents: embedded in one batch.

    Raises:
        EmbeddingError: a text could not be embedded.
    """
    chunks = {_key(one, at): text for one in prepared for at, text in one.chunks.items()}
    statements = {_key(one, at): text for one in prepared for at, text in one.statements.items()}
    # A duty that several classes share is embedded once.
    texts = list(dict.fromkeys([*chunks.values(), *statements.values()]))
    made = embedder.embed_documents(texts) if texts else np.empty((0, embedder.dimensions), np.float32)
    place = {text: at for at, text in enumerate(texts)}
    return _embedded(chunks, made, place), _embedded(statements, made, place)


def _embedded(wanted: Mapping[Key, str], made: Matrix, place: Mapping[str, int]) -> Embedded:
    places = np.array([place[text] for text in wanted.values()], np.int64)
    return Embedded(list(wanted), made[places])


def _key(prepared: Prepared, ordinal: int) -> Key:
    return Key(prepared.entry.source.source_id, prepared.generation.generation_id, ordinal)
