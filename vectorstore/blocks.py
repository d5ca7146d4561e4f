"""Read what search ranks of a source, from catalog and vectors, into memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, select

from vectorstore.dense import Collection, Key, Matrix, Vectors
from vectorstore.kinds import EMBEDDED, facet_bits
from vectorstore.matrix import Block, Part, Said, pairs
from vectorstore.roster import Live
from vectorstore.rows import columns_of
from vectorstore.spec import Statement
from vectorstore.tables import chunks, sources, statements
from vectorstore.words import stems

#: As many sources are read at once.
_PAGE = 500

_Row = Row[*tuple[Any, ...]]
_Rows = dict[str, list[_Row]]


def load_blocks(connection: Connection, vectors: Vectors, lives: Sequence[Live]) -> Iterator[Block]:
    """Yield the blocks of `lives`, without those that were replaced or removed meanwhile.

    A row whose vector is lost is left out: a check of the index names it.
    """
    for start in range(0, len(lives), _PAGE):
        page = lives[start : start + _PAGE]
        ids = [live.source_id for live in page]
        said, cut = _statements(connection, ids), _chunks(connection, ids)
        generations = select(sources.c.source_id, sources.c.generation).where(sources.c.source_id.in_(ids))
        now = {source_id: generation for source_id, generation in connection.execute(generations)}
        valid = [live for live in page if now.get(live.source_id) == live.generation]
        said_vectors = _vectors(vectors.statements, valid, said)
        cut_vectors = _vectors(vectors.chunks, valid, cut)
        for live in valid:
            yield _block(live, said.get(live.source_id, []), said_vectors, cut.get(live.source_id, []), cut_vectors)


def _statements(connection: Connection, source_ids: Sequence[str]) -> _Rows:
    column = statements.c
    query = (
        select(column.source_id, *columns_of(statements, Statement))
        .where(column.source_id.in_(source_ids), column.embedded)
        .order_by(column.source_id, column.ordinal)
    )
    return _grouped(connection.execute(query).all())


def _chunks(connection: Connection, source_ids: Sequence[str]) -> _Rows:
    column = chunks.c
    query = (
        select(column.source_id, column.ordinal, column.id, column.kind, column.applies_to)
        .where(column.source_id.in_(source_ids), column.embedded, column.kind.in_(EMBEDDED))
        .order_by(column.source_id, column.ordinal)
    )
    return _grouped(connection.execute(query).all())


def _grouped(rows: Iterable[_Row]) -> _Rows:
    return {source_id: list(group) for source_id, group in groupby(rows, key=attrgetter("source_id"))}


def _vectors(collection: Collection, lives: Sequence[Live], rows: _Rows) -> dict[Key, Matrix]:
    keys = [_key(live, row) for live in lives for row in rows.get(live.source_id, [])]
    return collection.get(keys)


def _key(live: Live, row: _Row) -> Key:
    return Key(live.source_id, live.generation, row.ordinal)


def _block(
    live: Live,
    said: list[_Row],
    said_vectors: dict[Key, Matrix],
    cut: list[_Row],
    cut_vectors: dict[Key, Matrix],
) -> Block:
    said = [row for row in said if _key(live, row) in said_vectors]
    cut = [row for row in cut if _key(live, row) in cut_vectors]
    return Block(
        live,
        statements=_part(live, said, said_vectors, [row.ordinal for row in said], [row.facets for row in said]),
        chunks=_part(live, cut, cut_vectors, [row.id for row in cut], [(row.kind,) for row in cut]),
        said={row.ordinal: Said(Statement(*row[1:]), tuple(stems(row.text))) for row in said},
    )


def _part(
    live: Live, rows: list[_Row], vectors: dict[Key, Matrix], names: list[int], facets: list[tuple[str, ...]]
) -> Part:
    return Part(
        vectors=np.array([vectors[_key(live, row)] for row in rows], np.float32),
        names=np.array(names, np.int64),
        bits=np.array([facet_bits(spoken) for spoken in facets], np.int64),
        pairs=pairs([row.applies_to for row in rows], len(live.entries)),
    )
