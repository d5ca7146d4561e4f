"""What Chroma's files say that Chroma does not: how long its log is, and what it left behind."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from vectorstore.errors import VectorsError


def in_log(folder: Path) -> int:
    """Return how many changes stand in the log of `folder`: whoever opens it has to read them into its graphs.

    Raises:
        VectorsError: the file is damaged.
    """
    return len(_asked(folder, "SELECT 1 FROM embeddings_queue"))


def drop_left_behind(folder: Path) -> None:
    """Delete the graphs of collections that are no more.

    Raises:
        VectorsError: the file is damaged.
        OSError: a graph cannot be deleted.
    """
    kept = {row[0] for row in _asked(folder, "SELECT id FROM segments")}
    for one in folder.glob("*-*-*-*-*"):
        if one.is_dir() and one.name not in kept:
            shutil.rmtree(one)


def _asked(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Return the rows that `query` finds; none where there is no such table yet."""
    file = folder / "chroma.sqlite3"
    if not file.exists():
        return []
    try:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute(query).fetchall()
    except sqlite3.Error as error:
        if "no such table" in str(error):
            return []
        raise VectorsError(
            f"could not read {str(file)!r}: {error}; run `jobclass index check --repair`, which makes it anew"
        ) from error
