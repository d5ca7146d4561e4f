"""Read every vector of a folder and look it up: a process of its own, that may end of it.

What it prints and returns: nothing and 0 when all could be read; what is wrong
and 1, or 2 where another embedder made the vectors.
"""

import sys
from contextlib import closing
from pathlib import Path

from vectorstore.dense import Vectors
from vectorstore.errors import ForeignVectorsError, VectorsError
from vectorstore.lookup import unfound

UNREADABLE, FOREIGN = 1, 2


def main(folder: str, fingerprint: str) -> int:
    """Read the vectors in `folder`, which the embedder of `fingerprint` should have made."""
    try:
        with closing(Vectors(Path(folder), fingerprint)) as vectors:
            for collection in vectors.collections:
                keys = set(collection.keys())
                # All of them: what ends a reader may be a single one.
                list(unfound(collection, keys, len(keys)))
    except VectorsError as error:
        print(error)
        return FOREIGN if isinstance(error, ForeignVectorsError) else UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
