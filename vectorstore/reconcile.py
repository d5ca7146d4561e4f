"""Hold catalog, full text and vectors against each other by ids, and mend what differs.

A count can look healthy while vectors are gone, so every id is compared, in
both directions, and a sample of vectors is looked up by itself.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, Table, func, literal_column, select

from vectorstore import lexical, writing
from vectorstore.database import Database
from vectorstore.dense import Collection, Key, Vectors
from vectorstore.embedder import Embedder
from vectorstore.tables import chunks, sources, statements

#: Vectors of each collection that are looked up by themselves.
_SAMPLE = 100
#: A vector's nearest neighbor is itself if its cosine is at least this; equal texts have equal vectors.
_ITSELF = 0.999
#: As many neighbors are looked at.
_NEAREST = 3
#: Texts embedded at once.
_BATCH = 256

_FULL_TEXT = "the full text {} does not agree with the chunks"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong with the vectors of one collection."""

    missing: tuple[Key, ...]
    """Wanted by the catalog and not there."""

    extra: tuple[Key, ...]
    """There and not wanted."""

    unfound: tuple[Key, ...]
    """There, and not found when looked for; of a sample."""


def check(database: Database, vectors: Vectors, embedder: Embedder) -> tuple[str, ...]:
    """Return what differs, a sentence each; nothing where all agree."""
    # Not to write: the full text's own check is an insertion by its syntax.
    with database.write() as connection:
        found = [_FULL_TEXT.format(index.name) for index in lexical.INDEXES if not index.is_sound(connection)]
    for collection, table in _pairs(vectors):
        found += _sentences(collection.name, _compare(database, collection, table))
    with database.read() as connection:
        waiting = len(writing.doomed(connection))
        foreign = connection.scalar(select(func.count()).where(sources.c.embedder != embedder.fingerprint))
    if waiting:
        found.append(f"replaced or unfinished documents whose vectors were not swept: {waiting}")
    if foreign:
        found.append(f"documents embedded by another model than {embedder.fingerprint!r}: {foreign}")
    return tuple(found)


def repair(database: Database, vectors: Vectors, embedder: Embedder) -> tuple[str, ...]:
    """Mend what `check` finds; return what that was, a sentence each."""
    done = check(database, vectors, embedder)
    sweep(database, vectors)
    with database.write() as connection:
        for index in lexical.INDEXES:
            if not index.is_sound(connection):
                index.rebuild(connection)
    for collection, table in _pairs(vectors):
        difference = _compare(database, collection, table)
        collection.delete([*difference.extra, *difference.unfound])
        _embed(database, collection, table, [*difference.missing, *difference.unfound], embedder)
    with database.write() as connection:
        writing.mark_embedder(connection, embedder.fingerprint)
    return done


def sweep(database: Database, vectors: Vectors) -> None:
    """Delete the vectors of every generation that is doomed.

    Raises:
        VectorsError: they could not be deleted; they stay doomed.
    """
    with database.read() as connection:
        doomed = writing.doomed(connection)
    if doomed:
        for collection in vectors.collections:
            collection.delete_generations(doomed)
        with database.write() as connection:
            writing.swept(connection, doomed)


def _pairs(vectors: Vectors) -> tuple[tuple[Collection, Table], ...]:
    return (vectors.chunks, chunks), (vectors.statements, statements)


def _compare(database: Database, collection: Collection, table: Table) -> Difference:
    with database.read() as connection:
        wanted = set(_wanted(connection, table))
    there = set(collection.keys())
    both = sorted(wanted & there)
    sample = random.sample(both, min(len(both), _SAMPLE))
    return Difference(
        missing=tuple(sorted(wanted - there)),
        extra=tuple(sorted(there - wanted)),
        unfound=tuple(_unfound(collection, sample)),
    )


def _wanted(connection: Connection, table: Table) -> Iterator[Key]:
    query = (
        select(table.c.source_id, sources.c.generation, table.c.ordinal)
        .join_from(table, sources)
        .where(table.c.embedded > literal_column("0"))
    )
    return (Key(source_id, generation, at) for source_id, generation, at in connection.execute(query))


def _unfound(collection: Collection, sample: Sequence[Key]) -> Iterator[Key]:
    vectors = collection.get(sample)
    keys = list(vectors)
    nearest = collection.nearest(np.array([vectors[key] for key in keys], np.float32), _NEAREST)
    for key, near in zip(keys, nearest, strict=True):
        if not near or (key not in dict(near) and near[0][1] < _ITSELF):
            yield key


def _embed(database: Database, collection: Collection, table: Table, keys: Sequence[Key], embedder: Embedder) -> None:
    for start in range(0, len(keys), _BATCH):
        page = {(key.source_id, key.ordinal): key for key in keys[start : start + _BATCH]}
        query = (
            select(table.c.source_id, table.c.ordinal, table.c.text)
            .where(table.c.source_id.in_({source_id for source_id, _ in page}))
            .where(table.c.ordinal.in_({ordinal for _, ordinal in page}))
        )
        with database.read() as connection:
            rows = connection.execute(query).all()
        texts = {page[row[0], row[1]]: row[2] for row in rows if (row[0], row[1]) in page}
        collection.upsert(list(texts), embedder.embed_documents(list(texts.values())))


def _sentences(name: str, difference: Difference) -> list[str]:
    counts = (
        (len(difference.missing), "missing"),
        (len(difference.extra), "that belong to no document"),
        (len(difference.unfound), f"not found when looked for, in a sample of {_SAMPLE}"),
    )
    return [f"vectors of {name} {what}: {count}" for count, what in counts if count]
