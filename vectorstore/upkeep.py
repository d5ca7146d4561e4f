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
from vectorstore.probe import FOREIGN
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
        wrong = reconcile.check_catalog(database, embedder)
        damage = _damage(database, embedder)
        return (*wrong, *([damage] if damage else _differences(database, embedder)))


def repair(data_dir: Path, embedder: Embedder, progress: Progress) -> tuple[str, ...]:
    """Mend what `check` finds, by a rebuild where nothing less will do; return what it was.

    Raises:
        As `check`, and EmbeddingError, VectorsError, CatalogError: what could be mended is.
    """
    with opened(data_dir) as (_, database):
        wrong = reconcile.check_catalog(database, embedder)
        damage = _damage(database, embedder)
        found = (*wrong, *([damage] if damage else _differences(database, embedder)))
        if found:
            reconcile.repair_catalog(database)
            if damage or not _mended(database, embedder):
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


def _differences(database: Database, embedder: Embedder) -> tuple[str, ...]:
    with closing(Vectors(folders.current(database), embedder.fingerprint)) as vectors:
        return reconcile.check_vectors(database, vectors, _LOOKED_UP)


def _mended(database: Database, embedder: Embedder) -> bool:
    """Return whether mending the vectors in their place was enough."""
    try:
        with closing(Vectors(folders.current(database), embedder.fingerprint)) as vectors:
            reconcile.repair(database, vectors, embedder)
            return not reconcile.check_vectors(database, vectors, _LOOKED_UP)
    except VectorsError:
        return False


def _damage(database: Database, embedder: Embedder) -> str:
    """Return why the vectors cannot be read; empty where they can.

    Raises:
        ForeignVectorsError: another embedder made them.
    """
    folder = folders.current(database)
    ended = subprocess.run(
        (*_PROBE, str(folder), embedder.fingerprint), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    told = ended.stdout.decode(errors="replace").strip()
    if ended.returncode == FOREIGN:
        raise ForeignVectorsError(told)
    if ended.returncode and not told:
        told = f"whatever reads the vectors in {str(folder)!r} ends of it (exit code {ended.returncode})"
    return told if ended.returncode else ""
