"""Bring the log of the vectors into their graphs, in a copy that then takes their place.

Whoever opens a folder of vectors has to read its log, at a third of a
millisecond a change; once that is in the graphs, it costs nothing.
"""

import logging
import shutil
from contextlib import closing
from pathlib import Path

from vectorstore import folders, reconcile
from vectorstore.chroma_files import in_log
from vectorstore.database import Database
from vectorstore.dense import Vectors
from vectorstore.errors import CatalogError, VectorsError

_log = logging.getLogger(__name__)

#: Changes that may wait in the log.
LONGEST = 2000

#: Chroma keeps the last change of each collection.
_LEFT_IN_LOG = 2


def settle(database: Database, fingerprint: str) -> None:
    """Settle the vectors of the current folder, which nobody has open, if their log is longer than `LONGEST`."""
    # The log can wait, and so can whoever has to read it: no reason to fail what was done.
    try:
        _settle(database, fingerprint)
    except (VectorsError, CatalogError) as error:
        _log.warning("the log of the vectors was not settled yet: %s", error)


def _settle(database: Database, fingerprint: str) -> None:
    folder = folders.current(database)

    def copy(beside: Path) -> None:
        try:
            shutil.copytree(folder, beside)
        except (OSError, shutil.Error) as error:
            raise VectorsError(f"could not copy {str(folder)!r}: {error}; see that the disk has room") from error
        write_graphs(beside, fingerprint)
        with closing(Vectors(beside, fingerprint)) as vectors:
            reconcile.require_whole(database, vectors)

    if in_log(folder) > LONGEST:
        folders.replace(database, copy)
        folders.sweep(database)


def write_graphs(folder: Path, fingerprint: str) -> None:
    """Have Chroma write the log of `folder`, which nobody needs yet, into its graphs.

    Raises:
        VectorsError: it did not, and the folder may be ruined, as it is by a kill.
    """
    # Opened for this alone: Chroma writes only what it has yet to read, and one that has written does not.
    with closing(Vectors(folder, fingerprint)) as vectors:
        for collection in vectors.collections:
            collection.write_graph()
    if in_log(folder) > _LEFT_IN_LOG:
        raise VectorsError(f"the log of {str(folder)!r} was not written into its graphs; it stays longer until it is")
