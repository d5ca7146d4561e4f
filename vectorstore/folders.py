"""Which folder holds the vectors, how another takes its place, and what is left over.

The folders are numbered, and the catalog says which number counts: so a new
one takes the place of the old in a transaction of the catalog, together with
whatever else has to change with it.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from vectorstore.database import Database
from vectorstore.tables import meta

_KEY = "vectors"
_NAME = re.compile(r"vectors(?:-([1-9][0-9]*))?")


def current(database: Database) -> Path:
    """Return the folder that counts; nobody may have made it yet."""
    with database.read() as connection:
        return _named(database, _number(connection))


def replace(
    database: Database, make: Callable[[Path], None], also: Callable[[Connection], None] = lambda _: None
) -> None:
    """Have a new folder take the place of the current one, which stays until the next `sweep`.

    Args:
        database: The catalog's.
        make: Makes the folder at the path that it is given. Where it fails, or is killed, nothing has changed.
        also: What changes in the catalog in the moment of the exchange.
    """
    folder = _beside(database)
    try:
        make(folder)
        with database.write() as connection:
            also(connection)
            _count(connection, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def sweep(database: Database) -> None:
    """Delete the folders that do not count: old ones, and new ones that were never finished."""
    kept = current(database).name
    for folder in database.path.parent.iterdir():
        if _NAME.fullmatch(folder.name) and folder.name != kept and folder.is_dir():
            shutil.rmtree(folder)


def _beside(database: Database) -> Path:
    with database.read() as connection:
        folder = _named(database, _number(connection) + 1)
    if folder.exists():
        shutil.rmtree(folder)
    return folder


def _count(connection: Connection, folder: Path) -> None:
    number = _NAME.fullmatch(folder.name)
    assert number is not None, folder
    connection.execute(delete(meta).where(meta.c.key == _KEY))
    connection.execute(insert(meta), {"key": _KEY, "value": int(number[1])})


def _number(connection: Connection) -> int:
    return connection.scalar(select(meta.c.value).where(meta.c.key == _KEY)) or 0


def _named(database: Database, number: int) -> Path:
    return database.path.parent / (f"vectors-{number}" if number else "vectors")
