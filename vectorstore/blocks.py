"""Read what is ranked of a source, from catalog and vectors, into memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, select

from vectorstore.dense import Collection, Key, Matrix, Vectors
from vectorstore.kinds import facet_bits
from vectorstore.matrix import Block, Part, pairs
from vectorstore.roster import Live
from vectorstore.tables import chunks, sources, statements

#: As many sources are read at once.
_PAGE = 500

_Row = Row[*tuple[Any, ...]]
_Rows = dict[str, list[_Row]]


def load_blocks(
    connection: Connection, vectors: Vectors, lives: Sequence[Live], facets: frozenset[str]
) -> Iterator[Block]:
    """Yield the blocks of `lives`, without those that were replaced or removed meanwhile.

    A row whose vector is lost is left out: a check of the index names it.

    Args:
        connection: Any.
        vectors: Where the vectors are.
        lives: Sources to read.
        facets: What statements must speak of, and sections be of the kind of, to be ranked.
    """
    for start in range(0, len(lives), _PAGE):
        page = lives[start : start + _PAGE]
        ids = [live.source_id for live in page]
        said, cut = _statements(connection, ids, facets), _chunks(connection, ids, facets)
        generations = select(sources.c.source_id, sources.c.generation).where(sources.c.source_id.in_(ids))
        now = {source_id: generation for source_id, generation in connection.execute(generations)}
        valid = [live for live in page if now.get(live.source_id) == live.generation]
        said_vectors = _vectors(vectors.statements, valid, said)
        cut_vectors = _vectors(vectors.chunks, valid, cut)
        for live in valid:
            yield Block(live, _part(live, said, said_vectors), _part(live, cut, cut_vectors))


def _statements(connection: Connection, source_ids: Sequence[str], facets: frozenset[str]) -> _Rows:
    column = statements.c
    query = (
        select(column.source_id, column.ordinal, column.ordinal.label("name"), column.applies_to)
        .where(column.source_id.in_(source_ids), column.embedded.bitwise_and(facet_bits(facets)) != 0)
        .order_by(column.source_id, column.ordinal)
    )
    return _grouped(connection.execute(query).all())


def _chunks(connection: Connection, source_ids: Sequence[str], facets: frozenset[str]) -> _Rows:
    column = chunks.c
    query = (
        select(column.source_id, column.ordinal, column.id.label("name"), column.applies_to)
        .where(column.source_id.in_(source_ids), column.embedded, column.kind.in_(facets))
        .order_by(column.source_id, column.ordinal)
    )
    return _grouped(connection.execute(query).all())


def _grouped(rows: Iterable[_Row]) -> _Rows:
    return {source_id: list(group) for source_id, group in groupby(rows, key=attrgetter("source_id"))}


def _vectors(collection: Collection, lives: Sequence[Live], rows: _Rows) -> dict[Key, Matrix]:
    return collection.get([_key(live, row) for live in lives for row in rows.get(live.source_id, [])])


def _part(live: Live, rows: _Rows, vectors: dict[Key, Matrix]) -> Part:
    mine = [row for row in rows.get(live.source_id, []) if _key(live, row) in vectors]
    return Part(
        vectors=np.array([vectors[_key(live, row)] for row in mine], np.float32),
        names=np.array([row.name for row in mine], np.int64),
        pairs=pairs([row.applies_to for row in mine], len(live.entries)),
    )


def _key(live: Live, row: _Row) -> Key:
    return Key(live.source_id, live.generation, row.ordinal)
