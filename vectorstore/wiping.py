"""Deleting so that nothing of it is left in the file."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


@contextmanager
def wiped(connection: Connection) -> Iterator[None]:
    """Overwrite with zeros what is deleted, or replaced, within the block."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
