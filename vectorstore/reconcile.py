"""Hold catalog, full text and vectors against each other by ids, and mend what differs.

A count can look healthy while vectors are gone, so every id is compared, in
both directions, and vectors are looked up by themselves. What is missing or
belongs to nobody is mended in its place; vectors that cannot be read or are
not found take a new store (`rebuild.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, literal_column, select

from vectorstore import lexical, lookup, originals, rows, writing
from vectorstore.database import RESTORE, Database
from vectorstore.dense import Collection, Key, Vectors
from vectorstore.embedder import Embedder
from vectorstore.errors import CatalogError, VectorsError
from vectorstore.lookup import SAMPLE
from vectorstore.tables import chunks, sources, statements

#: Texts embedded at once.
BATCH = 256

_FULL_TEXT = "the full text {} does not agree with the chunks"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is wrong with the vectors of one collection."""

    missing: tuple[Key, ...]
    """Wanted by the catalog and not there."""

    extra: tuple[Key, ...]
    """There and not wanted, or not to be found by their generation."""

    unfound: tuple[Key, ...]
    """There, and not found when looked for; of a sample."""


def check(database: Database, vectors: Vectors, embedder: Embedder, sample: int = SAMPLE) -> tuple[str, ...]:
    """Return what differs, a sentence each; nothing where all agree.

    Args:
        database: The catalog and the full text.
        vectors: Where the vectors are.
        embedder: What should have made them.
        sample: Vectors of each collection that are looked up by themselves.

    Raises:
        CatalogError: the catalog cannot be read.
    """
    return (*check_catalog(database, embedder), *check_vectors(database, vectors, sample))


def check_catalog(database: Database, embedder: Embedder) -> tuple[str, ...]:
    """Return what is wrong with the catalog and the full text, a sentence each.

    Raises:
        CatalogError: the catalog cannot be read.
    """
    if damage := database.damage():
        return (f"the database {str(database.path)!r} is damaged ({damage}); where a repair does not help, {RESTORE}",)
    # Not to write: the full text's own check is an insertion by its syntax.
    with database.write() as connection:
        found = [_FULL_TEXT.format(index.name) for index in lexical.INDEXES if not index.is_sound(connection)]
    found += [f"the rows of {path!r} cannot be read; ingest that file again" for path in unreadable(database)]
    with database.read() as connection:
        spoiled = originals.spoiled(connection)
        found += [f"the original of {path!r} is damaged; ingest that file again" for path in spoiled.paths]
        if spoiled.stray:
            found.append(f"originals that belong to no document: {spoiled.stray}")
        waiting = len(writing.doomed(connection))
        foreign = connection.scalar(select(func.count()).where(sources.c.embedder.not_in((embedder.fingerprint, ""))))
    if waiting:
        found.append(f"replaced or unfinished documents whose vectors were not swept: {waiting}")
    if foreign:
        found.append(f"documents embedded by another model than {embedder.fingerprint!r}: {foreign}")
    return tuple(found)


def check_vectors(database: Database, vectors: Vectors, sample: int = SAMPLE) -> tuple[str, ...]:
    """Return how the vectors differ from what the catalog wants, a sentence each."""
    found: list[str] = []
    for collection, table in pairs(vectors):
        try:
            found += _sentences(collection.name, compare(database, collection, table, sample), sample)
        except VectorsError as error:
            found.append(str(error))
    return tuple(found)


def require_whole(database: Database, vectors: Vectors) -> None:
    """Return quietly if new vectors are all there and can be found, but for a few that no graph reaches.

    Raises:
        VectorsError: some are missing, cannot be read, or are not found.
    """
    for collection, table in pairs(vectors):
        difference = compare(database, collection, table)
        if difference.missing or len(difference.unfound) > lookup.TOLERATED * SAMPLE:
            raise VectorsError("; ".join(_sentences(collection.name, difference, SAMPLE)))


def repair(database: Database, vectors: Vectors, embedder: Embedder) -> tuple[str, ...]:
    """Mend in its place what `check` finds, as far as that goes; return what it was, a sentence each.

    Raises:
        VectorsError: the vectors need a new store.
        CatalogError: the catalog is damaged.
    """
    done = check(database, vectors, embedder)
    repair_catalog(database)
    sweep(database, vectors)
    for collection, table in pairs(vectors):
        difference = compare(database, collection, table)
        collection.delete(difference.extra)
        embed(database, collection, table, difference.missing, embedder)
        if difference.unfound:
            raise VectorsError(
                f"vectors of {collection.name} are there and not found: run `jobclass index check --repair`"
            )
    with database.write() as connection:
        writing.mark_embedder(connection, embedder.fingerprint)
    return done


def repair_catalog(database: Database) -> None:
    """Make the full text anew if it is not sound, and have documents that cannot be read ingested again.

    Raises:
        CatalogError: the catalog is damaged in what only documents can say.
    """
    if database.damage():
        with database.write() as connection:
            for index in lexical.INDEXES:
                index.rebuild(connection)
        database.reindex()
        if damage := database.damage():
            raise CatalogError(f"the database {str(database.path)!r} is damaged ({damage}); {RESTORE}")
    with database.write() as connection:
        for index in lexical.INDEXES:
            if not index.is_sound(connection):
                index.rebuild(connection)
        spoiled = originals.spoiled(connection)
        originals.drop(connection, spoiled.documents)
        writing.mark_unread(connection, [*unreadable(database), *spoiled.paths])


def unreadable(database: Database) -> list[str]:
    """Return the paths of the documents whose rows cannot be read."""
    with database.read() as connection:
        known = connection.execute(select(sources.c.source_id, sources.c.path)).all()
    return [path for source_id, path in known if not _is_readable(database, source_id)]


def _is_readable(database: Database, source_id: str) -> bool:
    try:
        with database.read() as connection:
            return rows.read_parsed(connection, source_id) is not None
    except CatalogError:
        return False


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


def pairs(vectors: Vectors) -> tuple[tuple[Collection, Table], ...]:
    """Return each collection with the table whose texts it has vectors of."""
    return (vectors.chunks, chunks), (vectors.statements, statements)


def compare(database: Database, collection: Collection, table: Table, sample: int = SAMPLE) -> Difference:
    """Return how `collection` differs from what the rows of `table` want.

    Raises:
        VectorsError: the collection cannot be read.
    """
    needed = set(wanted(database, table))
    noted = dict(collection.noted())
    there = {key for key, is_found in noted.items() if is_found}
    return Difference(
        missing=tuple(sorted(needed - there)),
        extra=tuple(sorted(noted.keys() - (needed & there))),
        unfound=tuple(lookup.unfound(collection, needed & there, sample)),
    )


def wanted(database: Database, table: Table) -> list[Key]:
    """Return the keys of every vector that the catalog wants of `table`."""
    with database.read() as connection:
        return sorted(_wanted(connection, table))


def _wanted(connection: Connection, table: Table) -> Iterator[Key]:
    query = (
        select(table.c.source_id, sources.c.generation, table.c.ordinal)
        .join_from(table, sources)
        .where(table.c.embedded > literal_column("0"))
    )
    return (Key(source_id, generation, at) for source_id, generation, at in connection.execute(query))


def embed(database: Database, collection: Collection, table: Table, keys: Sequence[Key], embedder: Embedder) -> None:
    """Embed the texts of `keys` and store their vectors.

    Raises:
        EmbeddingError, VectorsError: some may be stored.
    """
    for start in range(0, len(keys), BATCH):
        page = {(key.source_id, key.ordinal): key for key in keys[start : start + BATCH]}
        query = (
            select(table.c.source_id, table.c.ordinal, table.c.text)
            .where(table.c.source_id.in_({source_id for source_id, _ in page}))
            .where(table.c.ordinal.in_({ordinal for _, ordinal in page}))
        )
        with database.read() as connection:
            found = connection.execute(query).all()
        texts = {page[row[0], row[1]]: row[2] for row in found if (row[0], row[1]) in page}
        # A duty that several classes share is embedded once.
        different = list(dict.fromkeys(texts.values()))
        place = {text: at for at, text in enumerate(different)}
        made = embedder.embed_documents(different)
        collection.upsert(list(texts), made[[place[text] for text in texts.values()]])


def _sentences(name: str, difference: Difference, sample: int) -> list[str]:
    counts = (
        (len(difference.missing), "missing"),
        (len(difference.extra), "that belong to no document"),
        (len(difference.unfound), f"not found when looked for, in a sample of {sample}"),
    )
    return [f"vectors of {name} {what}: {count}" for count, what in counts if count]
