"""Check, repair and rebuild the index of a folder that nobody uses meanwhile.

The vectors are first read by a process of their own: a graph that is damaged
can end whoever reads it, and that must not be the one who is to tell.
"""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

from vectorstore import folders, reconcile
from vectorstore.database import Database
from vectorstore.dense import Vectors
from vectorstore.embedder import Embedder
from vectorstore.errors import ForeignVectorsError, VectorsError
from vectorstore.opening import opened
from vectorstore.rebuild import Progress
from vectorstore.rebuild import rebuild as rebuild_opened

#: Vectors of each collection that are looked up by themselves: nearly always all.
_LOOKED_UP = 20_000

_PROBE = (sys.executable, "-P", "-m", "vectorstore.probe")


def check(data_dir: Path, embedder: Embedder) -> tuple[str, ...]:
    """Return how catalog, full text and vectors of `data_dir` differ, a sentence each; nothing where they agree.

    Raises:
        IndexOwnedError: another process owns the folder.
        ForeignVectorsError: another embedder made the vectors.
        CatalogError: the catalog cannot be read.
    """
    with opened(data_dir) as (_, database):
        return (*reconcile.check_catalog(database, embedder), *_check_vectors(database, embedder))


def repair(data_dir: Path, embedder: Embedder, progress: Progress) -> tuple[str, ...]:
    """Mend what `check` finds, by a rebuild where nothing less will do; return what it was.

    Raises:
        As `check`, and EmbeddingError, VectorsError, CatalogError: what could be mended is.
    """
    with opened(data_dir) as (_, database):
        found = (*reconcile.check_catalog(database, embedder), *_check_vectors(database, embedder))
        if found:
            reconcile.repair_catalog(database)
            if not _mended(database, embedder):
                rebuild_opened(database, embedder, progress)
        return found


def rebuild(data_dir: Path, embedder: Embedder, progress: Progress) -> None:
    """Make vectors and full text of `data_dir` anew from its catalog, with whatever embedder.

    Raises:
        IndexOwnedError: another process owns the folder.
        EmbeddingError, VectorsError, CatalogError: the old index stays as it was.
    """
    with opened(data_dir) as (_, database):
        reconcile.repair_catalog(database)
        rebuild_opened(database, embedder, progress)


def _check_vectors(database: Database, embedder: Embedder) -> tuple[str, ...]:
    folder = folders.current(database)
    if died := _probed(folder, embedder):
        return (died,)
    try:
        with closing(Vectors(folder, embedder.fingerprint)) as vectors:
            return reconcile.check_vectors(database, vectors, _LOOKED_UP)
    except ForeignVectorsError:
        raise
    except VectorsError as error:
        return (str(error),)


def _mended(database: Database, embedder: Embedder) -> bool:
    """Return whether mending the vectors in their place was enough."""
    folder = folders.current(database)
    if _probed(folder, embedder):
        return False
    try:
        with closing(Vectors(folder, embedder.fingerprint)) as vectors:
            reconcile.repair(database, vectors, embedder)
    except VectorsError:
        return False
    return not _check_vectors(database, embedder)


def _probed(folder: Path, embedder: Embedder) -> str:
    """Return why no process may read the vectors; empty where one did, or could say itself what is wrong."""
    ended = subprocess.run((*_PROBE, str(folder), embedder.fingerprint), stdin=subprocess.DEVNULL, check=False)
    if ended.returncode >= 0:
        return ""
    return f"the vectors in {str(folder)!r} are damaged: signal {-ended.returncode} ended a process that read them"
