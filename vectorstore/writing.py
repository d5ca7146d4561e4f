"""Write one document's rows into the catalog, inside the caller's transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from vectorstore import originals, tables
from vectorstore.classes import assign, keep_titles, keyed, record_conflicts
from vectorstore.joining import agency_key, code_key, title_key
from vectorstore.kinds import section_kinds
from vectorstore.originals import Original
from vectorstore.rows import insert_rows, row
from vectorstore.spec import DocumentType, ParsedDocument, Source, short_hash

# Number of changes that there were when all documents had been compared with each other.
_COMPARED = "compared"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document on its way into the index."""

    source: Source
    parsed: ParsedDocument
    parsing: str
    """Fingerprint of what parsed it."""

    original: Original | None = None
    """Its bytes, where they are to be kept; without them, those that are kept of the same document stay."""


@dataclass(frozen=True, slots=True)
class Generation:
    """The vectors that an entry was given."""

    generation_id: str
    """Random id that they are written under."""

    embedder: str
    """Fingerprint of what made them."""

    statements: Mapping[int, int]
    """Ordinals of the statements that have one, with the bits of their facets."""

    chunks: frozenset[int]
    """Ordinals of the chunks that have one."""


def begin(connection: Connection, source_id: str, generation_id: str) -> None:
    """Note that vectors of a generation may exist from now on and are not yet wanted."""
    connection.execute(insert(tables.doomed), {"source_id": source_id, "generation": generation_id})


def replace(connection: Connection, entry: Entry, generation: Generation) -> None:
    """Make the entry what its source says; the older rows of the source go, their generation is doomed."""
    source, parsed, source_id = entry.source, entry.parsed, entry.source.source_id
    agency = agency_key(parsed.agency or source.agency)
    is_table = parsed.type is DocumentType.TABLE
    if is_table:
        class_ids = keyed(connection, agency, parsed.specs)
    else:
        class_ids = assign(connection, source_id, agency, parsed.specs)
        keep_titles(connection, source_id, parsed, class_ids)
    ids = spec_ids(source_id, parsed, class_ids, _ids_before(connection, source_id))
    before = _drop(connection, source_id)
    swept(connection, [generation.generation_id])
    connection.execute(insert(tables.sources), _source_row(entry, generation))
    if entry.original is not None:
        originals.keep(connection, parsed.document.document_id, entry.original)
    originals.let_go(connection, before)
    _insert_specs(connection, source_id, parsed, class_ids, ids)
    _insert_parts(connection, source_id, parsed, generation)
    if not is_table:
        record_conflicts(connection, source_id, agency)
    _count_change(connection)


def _source_row(entry: Entry, generation: Generation) -> dict[str, object]:
    source, parsed = entry.source, entry.parsed
    return (
        row(tables.sources, source)
        | row(tables.sources, parsed.document)
        | {
            "source_id": source.source_id,
            "generation": generation.generation_id,
            "agency_key": agency_key(parsed.agency or source.agency),
            "parsing": entry.parsing,
            "embedder": generation.embedder,
            "document_agency": parsed.agency,
            "type": parsed.type,
        }
    )


def move(connection: Connection, source: Source) -> None:
    """Note that a source, unchanged, is now at another path."""
    is_source = tables.sources.c.source_id == source.source_id
    connection.execute(update(tables.sources).where(is_source).values(path=source.path, name=source.name))
    _count_change(connection)


def remove(connection: Connection, source_id: str) -> bool:
    """Take `source_id` out of the catalog; return whether it was there."""
    document = _drop(connection, source_id)
    if not document:
        return False
    originals.let_go(connection, document)
    connection.execute(delete(tables.aliases).where(tables.aliases.c.source_id == source_id))
    _count_change(connection)
    return True


def doomed(connection: Connection) -> list[str]:
    """Return the generations whose vectors must go."""
    return list(connection.scalars(select(tables.doomed.c.generation)))


def swept(connection: Connection, generations: Collection[str]) -> None:
    """Note that no vector of `generations` is unwanted any more."""
    connection.execute(delete(tables.doomed).where(tables.doomed.c.generation.in_(generations)))


def mark_embedder(connection: Connection, fingerprint: str) -> None:
    """Note that every vector was made by the embedder of `fingerprint`."""
    connection.execute(update(tables.sources).values(embedder=fingerprint))


def mark_unread(connection: Connection, paths: Collection[str]) -> None:
    """Have the next ingestion read `paths` again, whatever it knows of them."""
    connection.execute(update(tables.sources).where(tables.sources.c.path.in_(paths)).values(parsing=""))


def is_compared(connection: Connection) -> bool:
    """Return whether nothing has changed since all documents were last compared with each other."""
    query = select(tables.meta.c.key, tables.meta.c.value)
    numbers: dict[str, int] = {key: value for key, value in connection.execute(query)}
    return numbers.get(_COMPARED) == numbers["changed"]


def note_compared(connection: Connection) -> None:
    """Note that all documents, as they are now, have been compared with each other."""
    changed = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == "changed"))
    connection.execute(delete(tables.meta).where(tables.meta.c.key == _COMPARED))
    connection.execute(insert(tables.meta), {"key": _COMPARED, "value": changed})


def spec_ids(source_id: str, parsed: ParsedDocument, class_ids: Sequence[str], before: Mapping[str, str]) -> list[str]:
    """Return the id of each of the document's specs: the one that its class had `before`, else a new one.

    A title that only the file's name gives is no part of an id.
    """
    ids: list[str] = []
    taken = set(before.values())
    for spec, class_id in zip(parsed.specs, class_ids, strict=True):
        spec_id = before.get(class_id, "")
        if not spec_id or spec_id in ids:
            printed = spec.title if spec.title_span.end > spec.title_span.start else ""
            spec_id = short_hash(source_id, spec.class_code, printed)
            while spec_id in ids or spec_id in taken:
                spec_id = short_hash(spec_id, str(spec.ordinal))
        ids.append(spec_id)
    return ids


def _ids_before(connection: Connection, source_id: str) -> dict[str, str]:
    """Return the id that each class has in the source, by class id."""
    query = select(tables.specs.c.class_id, tables.specs.c.spec_id).where(tables.specs.c.source_id == source_id)
    return {
        class_id: spec_id for class_id, spec_id in connection.execute(query.order_by(tables.specs.c.ordinal.desc()))
    }


def _drop(connection: Connection, source_id: str) -> str:
    """Delete a source's rows; return the id of the document that it was, empty where it was not there."""
    is_source = tables.sources.c.source_id == source_id
    found = connection.execute(select(tables.sources.c.generation, tables.sources.c.document_id).where(is_source))
    there = found.first()
    if there is None:
        return ""
    begin(connection, source_id, there.generation)
    connection.execute(delete(tables.sources).where(is_source))
    document: str = there.document_id
    return document


def _insert_specs(
    connection: Connection, source_id: str, parsed: ParsedDocument, class_ids: Sequence[str], ids: Sequence[str]
) -> None:
    rows = [
        row(
            tables.specs,
            spec,
            source_id=source_id,
            spec_id=spec_id,
            class_id=class_id,
            code_key=code_key(spec.class_code),
            title_key=title_key(spec.title),
        )
        for spec, spec_id, class_id in zip(parsed.specs, ids, class_ids, strict=True)
    ]
    insert_rows(connection, tables.specs, rows)


def _insert_parts(connection: Connection, source_id: str, parsed: ParsedDocument, generation: Generation) -> None:
    kind = section_kinds(parsed)
    insert_rows(connection, tables.sections, [row(tables.sections, s, source_id=source_id) for s in parsed.sections])
    statements = [
        row(tables.statements, s, source_id=source_id, embedded=generation.statements.get(s.ordinal, 0))
        for s in parsed.statements
    ]
    insert_rows(connection, tables.statements, statements)
    chunks = [
        row(
            tables.chunks,
            c,
            source_id=source_id,
            kind=kind.get(c.section, ""),
            embedded=c.ordinal in generation.chunks,
        )
        for c in parsed.chunks
    ]
    insert_rows(connection, tables.chunks, chunks)
    for table, parts in ((tables.facts, parsed.facts), (tables.described, parsed.described)):
        rows = [row(table, part, source_id=source_id, ordinal=ordinal) for ordinal, part in enumerate(parts)]
        insert_rows(connection, table, rows)


def _count_change(connection: Connection) -> None:
    changed = tables.meta.c.key == "changed"
    connection.execute(update(tables.meta).where(changed).values(value=tables.meta.c.value + 1))
