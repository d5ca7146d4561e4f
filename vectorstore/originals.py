"""The bytes of documents whose look is more than their text, kept once for all sources of a document.

They stand in the catalog, so that they come and go in the transaction that
makes a document visible or takes it out, and a copy of the database is whole.
What was ingested is known by its hash, so a damaged one is told from the rest.
"""

import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, delete, exists, insert, select

from vectorstore.errors import CatalogError
from vectorstore.spec import document_id
from vectorstore.tables import originals, sources

#: Bytes that are kept as they are, and those that were made smaller.
_PLAIN, _DEFLATED = "", "deflate"

#: Made smaller where that spares at least a tenth: a PDF and a Word file mostly are already.
_WORTH_IT = 0.9

#: Bytes of an original at most, unpacked: more than any file that is ingested has, and an end to a damaged one.
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a document as they are kept."""

    packing: str
    content: bytes

    @classmethod
    def packed(cls, content: bytes) -> Self:
        """Return `content` as it is to be kept: smaller where that is worth it."""
        small = zlib.compress(content, 6)
        return cls(_DEFLATED, small) if len(small) < _WORTH_IT * len(content) else cls(_PLAIN, content)

    def unpacked(self) -> bytes:
        """Return the bytes that were ingested.

        Raises:
            CatalogError: they are damaged.
        """
        if self.packing == _PLAIN:
            return self.content
        try:
            return zlib.decompressobj().decompress(self.content, _LARGEST)
        except zlib.error as error:
            raise CatalogError(
                f"the original of a document is damaged ({error}): run `jobclass index check`, which names it"
            ) from error


@dataclass(frozen=True, slots=True)
class Spoiled:
    """What is wrong with the originals."""

    documents: tuple[str, ...]
    """Ids of the documents whose original is damaged or belongs to no source."""

    paths: tuple[str, ...]
    """Sources whose original is damaged."""

    stray: int
    """Originals that belong to no source."""


def keep(connection: Connection, document: str, original: Original) -> None:
    """Keep the bytes of a document, unless they are kept already."""
    if not connection.scalar(select(exists().where(originals.c.document_id == document))):
        row = {"document_id": document, "packing": original.packing, "content": original.content}
        connection.execute(insert(originals), row)


def let_go(connection: Connection, document: str) -> None:
    """Drop the bytes of a document that no source is any more."""
    is_gone = ~exists().where(sources.c.document_id == document)
    connection.execute(delete(originals).where(originals.c.document_id == document, is_gone))


def has(connection: Connection, source_id: str) -> bool:
    """Return whether the bytes of a source's document are kept."""
    of_source = (sources.c.source_id == source_id) & (sources.c.document_id == originals.c.document_id)
    return bool(connection.scalar(select(exists().where(of_source))))


def read(connection: Connection, source_id: str) -> bytes | None:
    """Return the bytes of a source's document; None where they are not kept.

    Raises:
        CatalogError: they are damaged.
    """
    query = (
        select(originals.c.packing, originals.c.content)
        .join(sources, sources.c.document_id == originals.c.document_id)
        .where(sources.c.source_id == source_id)
    )
    found = connection.execute(query).first()
    return None if found is None else Original(*found).unpacked()


def spoiled(connection: Connection) -> Spoiled:
    """Return what is wrong: every original is read and held against its document's id."""
    found = [row for row in connection.scalars(select(originals.c.document_id)) if not _is_whole(connection, row)]
    damaged = select(sources.c.path).where(sources.c.document_id.in_(found)).order_by(sources.c.path)
    stray = select(originals.c.document_id).where(~exists().where(sources.c.document_id == originals.c.document_id))
    strays = list(connection.scalars(stray))
    return Spoiled((*found, *strays), tuple(connection.scalars(damaged)), len(strays))


def drop(connection: Connection, documents: Collection[str]) -> None:
    """Drop the bytes of `documents`."""
    connection.execute(delete(originals).where(originals.c.document_id.in_(documents)))


def _is_whole(connection: Connection, document: str) -> bool:
    query = select(originals.c.packing, originals.c.content).where(originals.c.document_id == document)
    try:
        return document_id(Original(*connection.execute(query).one()).unpacked()) == document
    except CatalogError:
        return False
