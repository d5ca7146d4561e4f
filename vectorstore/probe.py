"""Read every vector of a folder and look it up: a process of its own, that may end of it."""

import sys
from contextlib import closing
from pathlib import Path

from vectorstore.dense import Vectors
from vectorstore.errors import VectorsError
from vectorstore.lookup import unfound


def main(folder: str, fingerprint: str) -> int:
    """Return 0 if all could be read, 1 if Chroma said that something cannot."""
    try:
        with closing(Vectors(Path(folder), fingerprint)) as vectors:
            for collection in vectors.collections:
                keys = set(collection.keys())
                any(unfound(collection, keys, len(keys)))
    except VectorsError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
