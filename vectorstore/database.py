"""The SQL database: engine, transactions, and the version of its schema.

SQLite with a write-ahead log: readers see one state of the whole catalog for
as long as they hold a connection, and do not wait for the one writer. What
is SQLite's own is said here and in `lexical.py` and nowhere else.
"""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from vectorstore import draft_tables, service_tables, tables
from vectorstore.errors import CatalogError
from vectorstore.tables import meta
from vectorstore.upgrading import upgrade

_log = logging.getLogger(__name__)

#: Raised whenever a table of `tables.py`, `service_tables.py` or `draft_tables.py` changes, with a step in
#: `upgrading.py`.
SCHEMA_VERSION = 8

#: What to do about a database that cannot be mended.
RESTORE = "restore the file from a copy, or move it away and ingest the documents again"

#: Words of SQLite's that mean a damaged file.
_DAMAGED = ("malformed", "not a database", "decode to UTF-8", "can't decode", "corrupt")

_PATIENCE = "busy_timeout = 10000"
#: The same for emptying the log: milliseconds, at first, and again when somebody who was in the way ends.
_AT_FIRST, _AGAIN = 50, 0
_PRAGMAS = (
    # Readers go on while one writes.
    "journal_mode = WAL",
    # A power cut may lose the last commits, never the database; a killed process loses nothing.
    "synchronous = NORMAL",
    "foreign_keys = ON",
    _PATIENCE,
    "cache_size = -16000",
)


class Database:
    """An open database; each thread gets a connection of its own from the pool."""

    def __init__(self, path: Path) -> None:
        """Open the database at `path`, making it where there is none.

        Raises:
            CatalogError: it is no database of ours, or one of another schema.
        """
        self.path = path
        self._engine = _engine(path)
        self._emptying = threading.Lock()
        self._is_log_due = False
        try:
            with self.write() as connection:
                _prepare(connection, path)
        except CatalogError:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database.

        Raises:
            CatalogError: the database failed.
        """
        with self._ended(), _translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are seen all together at its end, or not at all.

        Raises:
            CatalogError: the database failed; nothing was changed.
        """
        writer = self._engine.execution_options(writes=True)
        with self._ended(), _translated(self.path), writer.begin() as connection:
            yield connection

    def changed(self) -> int:
        """Return how often the catalog has changed.

        Asked before nearly every read, so it goes past all layers: 0.02 ms, not 0.2.

        Raises:
            CatalogError: the database failed.
        """
        with _translated(self.path), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT value FROM meta WHERE key = 'changed'")
            found: tuple[int] | None = cursor.fetchone()
        return found[0] if found else 0

    def damage(self) -> str:
        """Return the first thing that is wrong with its structure; empty where nothing is.

        Raises:
            CatalogError: too much is wrong to look.
        """
        with self.read() as connection:
            found: str = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if found == "ok" and broken is not None:
            return f"row {broken[1]} of {broken[0]} belongs to no row of {broken[2]}"
        return "" if found == "ok" else " ".join(found.split())

    def reindex(self) -> None:
        """Make every index anew from its table."""
        with self.write() as connection:
            connection.exec_driver_sql("REINDEX")

    def empty_log(self) -> None:
        """Write the log into the database and empty it; what was deleted stands in the log until then.

        Nobody waits for whoever reads or writes just now: the last of them to end empties the log.

        Raises:
            CatalogError: the database failed.
        """
        with self._emptying:
            # Noted first: whoever ends while this fails has to see it.
            self._is_log_due = True
            self._is_log_due = not self._empties_log(_AT_FIRST)

    def _empties_log(self, patience: int) -> bool:
        """Empty the log, waiting `patience` milliseconds for others; return whether none was in the way."""
        with _translated(self.path), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
            try:
                busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                cursor.execute(f"PRAGMA {_PATIENCE}")
        return not busy

    @contextmanager
    def _ended(self) -> Iterator[None]:
        """Empty the log, if that is still due, once the block within has given its connection back."""
        try:
            yield
        finally:
            if self._is_log_due:
                self._empty_log_again()

    def _empty_log_again(self) -> None:
        with self._emptying:
            try:
                self._is_log_due = self._is_log_due and not self._empties_log(_AGAIN)
            except CatalogError as error:
                # It stays due: no reason to fail what was read.
                _log.warning("the log was not emptied yet: %s", error)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    # The driver lets through what it says of text that is none: half of a surrogate pair, a damaged name of a table.
    except (SQLAlchemyError, sqlite3.Error, UnicodeError) as error:
        cause = getattr(error, "orig", None) or error
        raise CatalogError(f"the database {str(path)!r} failed: {cause}; {_advice(str(cause))}") from error


def _advice(cause: str) -> str:
    if any(word in cause for word in _DAMAGED):
        return "it is damaged: run `jobclass index check --repair`, and if that does not mend it, " + RESTORE
    return "see that its disk has room and that the file can be written, or restore it from a copy"


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", pool_size=8, max_overflow=-1)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    # The driver would begin transactions late and end them early: `_begin` says when instead.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once; taken in mid-transaction, it fails instead of waiting.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: Connection, path: Path) -> None:
    if inspect(connection).get_table_names():
        _check_version(connection, path)
        return
    for module in (tables, service_tables, draft_tables):
        module.metadata.create_all(connection)
    connection.execute(insert(meta), [{"key": "schema", "value": SCHEMA_VERSION}, {"key": "changed", "value": 0}])


def _check_version(connection: Connection, path: Path) -> None:
    if not inspect(connection).has_table(meta.name):
        raise CatalogError(f"{str(path)!r} is a database of another program; choose another data directory")
    found = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
    if found is None or not upgrade(connection, found, SCHEMA_VERSION):
        raise CatalogError(
            f"{str(path)!r} has schema version {found}, this program reads {SCHEMA_VERSION}:"
            " ingest the documents again into another data directory, or use the program that made it"
        )
