"""Turn the values of `vectorstore.spec` into rows of the catalog's tables, and back.

Columns bear the names of fields, so a value is rebuilt by position: the
columns are selected in the order of its fields.
"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, insert, select

from vectorstore import tables
from vectorstore.spec import (
    Chunk,
    ClassSpec,
    Described,
    Document,
    DocumentType,
    Fact,
    ParsedDocument,
    Section,
    Source,
    Statement,
    line_starts,
)

Row = dict[str, Any]
_Value = TypeVar("_Value")


def row(table: Table, value: object, **more: object) -> Row:
    """Return the row of `table` that keeps `value`, a dataclass, with `more` columns."""
    kept = {name: getattr(value, name) for name in _names(type(value)) if name in table.c}
    return kept | more


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert `rows`, which may be none."""
    if filled := list(rows):
        connection.execute(insert(table), filled)


def columns_of(table: Table, kind: type) -> list[Column[Any]]:
    """Return the columns of `table` in the order of the fields of `kind`, a dataclass."""
    return [table.c[name] for name in _names(kind)]


def values(connection: Connection, table: Table, kind: type[_Value], source_id: str) -> tuple[_Value, ...]:
    """Return the values of `kind` that a source has in `table`, in order."""
    query = select(*columns_of(table, kind)).where(table.c.source_id == source_id).order_by(table.c.ordinal)
    return tuple(kind(*found) for found in connection.execute(query))


def read_source(connection: Connection, source_id: str) -> Source | None:
    """Return where a document came from."""
    query = select(*columns_of(tables.sources, Source)).where(tables.sources.c.source_id == source_id)
    found = connection.execute(query).first()
    return None if found is None else Source(*found)


def read_parsed(connection: Connection, source_id: str) -> ParsedDocument | None:
    """Return everything that is kept of a document; None where there is no such source."""
    query = select(tables.sources).where(tables.sources.c.source_id == source_id)
    found = connection.execute(query).mappings().first()
    if found is None:
        return None
    return ParsedDocument(
        document=_document(found),
        agency=found["document_agency"],
        type=DocumentType(found["type"]),
        specs=values(connection, tables.specs, ClassSpec, source_id),
        sections=values(connection, tables.sections, Section, source_id),
        statements=values(connection, tables.statements, Statement, source_id),
        facts=values(connection, tables.facts, Fact, source_id),
        chunks=values(connection, tables.chunks, Chunk, source_id),
        described=values(connection, tables.described, Described, source_id),
    )


def _document(found: Any) -> Document:  # noqa: ANN401 - a mapping of columns of many types
    kept = {name: found[name] for name in _names(Document) if name != "line_starts"}
    return Document(**kept, line_starts=line_starts(found["text"]))


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]
