"""Read what a search found: passages of chunks, statements of classes.

A source may be replaced between a search and this read. What is read is one
state of the catalog, and whatever was found of another generation is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, false, or_, select

from vectorstore.dense import Key
from vectorstore.roster import View
from vectorstore.rows import columns_of
from vectorstore.spec import Passage, Section, Statement, speaks_of
from vectorstore.tables import chunks, sections, sources, statements


def chunk_keys(connection: Connection, ids: Sequence[int]) -> list[Key]:
    """Return whose chunks have these ids in the catalog, in their order."""
    query = (
        select(chunks.c.id, chunks.c.source_id, sources.c.generation, chunks.c.ordinal)
        .join_from(chunks, sources)
        .where(chunks.c.id.in_(ids))
    )
    found = {row.id: Key(row.source_id, row.generation, row.ordinal) for row in connection.execute(query)}
    return [found[chunk_id] for chunk_id in ids if chunk_id in found]


def read_passages(connection: Connection, scored: Mapping[Key, float], view: View) -> list[Passage]:
    """Return the passages of the chunks of `scored`, in that order.

    A chunk is shown under the first class that it speaks of, of those whose newest
    revision its document is; one that speaks of none is left out.
    """
    texts = _texts(connection, {key.source_id for key in scored})
    rows = _chunks_with_sections(connection, scored)
    passages = []
    for key, score in scored.items():
        live, row = view.live(key.source_id, key.generation), rows.get((key.source_id, key.ordinal))
        generation, text = texts.get(key.source_id, ("", ""))
        if live is not None and row is not None and generation == key.generation:
            _, _, span, applies_to, *section = row
            spoken = (entry for entry in live.entries if speaks_of(applies_to, entry.spec.ordinal))
            if entry := next((entry for entry in spoken if entry.spec_id in view.current), None):
                passages.append(Passage(entry, Section(*section), span, text[span.start : span.end], score))
    return passages


def read_statements(connection: Connection, keys: Iterable[Key]) -> dict[Key, Statement]:
    """Return the statements of `keys` by key."""
    wanted = set(keys)
    query = (
        select(sources.c.generation, statements.c.source_id, *columns_of(statements, Statement))
        .join_from(statements, sources)
        .where(_is_one_of(statements, wanted))
    )
    found: dict[Key, Statement] = {}
    for generation, source_id, *values in connection.execute(query):
        statement = Statement(*values)
        key = Key(source_id, generation, statement.ordinal)
        if key in wanted:
            found[key] = statement
    return found


def _texts(connection: Connection, source_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    query = select(sources.c.source_id, sources.c.generation, sources.c.text).where(
        sources.c.source_id.in_(list(source_ids))
    )
    return {source_id: (generation, text) for source_id, generation, text in connection.execute(query)}


def _chunks_with_sections(connection: Connection, keys: Iterable[Key]) -> dict[tuple[str, int], Row[*tuple[Any, ...]]]:
    of_chunk = (sections.c.source_id == chunks.c.source_id) & (sections.c.ordinal == chunks.c.section)
    query = (
        select(chunks.c.source_id, chunks.c.ordinal, chunks.c.span, chunks.c.applies_to, *columns_of(sections, Section))
        .join_from(chunks, sections, of_chunk)
        .where(_is_one_of(chunks, keys))
    )
    return {(row[0], row[1]): row for row in connection.execute(query)}


def _is_one_of(table: Table, keys: Iterable[Key]) -> ColumnElement[bool]:
    """Return the condition that a row is of one of `keys`, a branch a source.

    A list of pairs would say the same, and SQLite would read the whole table for it.
    """
    ordinals: dict[str, list[int]] = {}
    for key in keys:
        ordinals.setdefault(key.source_id, []).append(key.ordinal)
    return or_(
        false(),
        *((table.c.source_id == source_id) & table.c.ordinal.in_(found) for source_id, found in ordinals.items()),
    )
