"""Look vectors up by themselves: one that is there and is not found is as good as lost."""

import random
from collections.abc import Collection as Sized
from collections.abc import Iterator

import numpy as np

from vectorstore.dense import Collection, Key

#: Vectors that are looked up, where nobody asks for more.
SAMPLE = 100
#: A vector's nearest neighbor is itself if its cosine is at least this; equal texts have equal vectors.
_ITSELF = 0.999
#: As many neighbors are looked at, and as many when that fails: a search of a graph may miss one, not twice.
_NEAREST = (3, 200)
#: Of very like vectors, a graph cannot reach this share, at worst; were it damaged, it would be more.
TOLERATED = 0.05
#: Vectors looked up at once.
_PAGE = 1000


def unfound(collection: Collection, keys: Sized[Key], most: int = SAMPLE) -> Iterator[Key]:
    """Yield those of `keys`, or of a sample of `most` of them, that no search finds.

    Raises:
        VectorsError: the collection cannot be searched, or a vector cannot be read.
    """
    sample = random.sample(sorted(keys), min(len(keys), most))
    for start in range(0, len(sample), _PAGE):
        missed = sample[start : start + _PAGE]
        for limit in _NEAREST:
            missed = list(_missed(collection, missed, limit))
        yield from missed


def _missed(collection: Collection, keys: list[Key], limit: int) -> Iterator[Key]:
    vectors = collection.get(keys)
    there = list(vectors)
    yield from (key for key in keys if key not in vectors)
    nearest = collection.nearest(np.array([vectors[key] for key in there], np.float32), limit)
    for key, near in zip(there, nearest, strict=True):
        if not near or (key not in dict(near) and near[0][1] < _ITSELF):
            yield key
