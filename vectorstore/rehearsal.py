"""Try out on a copy of the catalog what would become of it: what joins, and what would contradict.

Nothing is embedded and nothing can be searched; the index itself is only read.
"""

import secrets
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from vectorstore import writing
from vectorstore.catalog import Catalog
from vectorstore.database import Database
from vectorstore.errors import CatalogError
from vectorstore.spec import Source
from vectorstore.writing import Entry, Generation


class Rehearsal:
    """A catalog of its own that takes what an index would."""

    def __init__(self, database: Database) -> None:
        """Use `rehearse` instead."""
        self._database = database
        self.catalog = Catalog(database)

    def put_many(self, entries: Sequence[Entry]) -> None:
        """Put documents as `Index.put_many` does, without their vectors."""
        with self._database.write() as connection:
            for entry in entries:
                generation = Generation(secrets.token_hex(6), "", {}, frozenset())
                writing.replace(connection, replace(entry, original=None), generation)

    def move(self, source: Source) -> None:
        """As `Index.move`."""
        with self._database.write() as connection:
            writing.move(connection, source)

    def remove(self, source_id: str) -> bool:
        """As `Index.remove`."""
        with self._database.write() as connection:
            return writing.remove(connection, source_id)


@contextmanager
def rehearse(database: Database) -> Iterator[Rehearsal]:
    """Give a rehearsal over a copy of `database`, which goes at the end.

    Raises:
        CatalogError: it could not be copied.
    """
    with tempfile.TemporaryDirectory(prefix="jobclass-") as folder:
        path = Path(folder, "rehearsal.sqlite3")
        try:
            with closing(sqlite3.connect(database.path)) as one, closing(sqlite3.connect(path)) as other:
                one.backup(other)
        except sqlite3.Error as error:
            raise CatalogError(f"{str(database.path)!r} could not be copied to {folder!r}: {error}") from error
        copy = Database(path)
        try:
            yield Rehearsal(copy)
        finally:
            copy.close()
