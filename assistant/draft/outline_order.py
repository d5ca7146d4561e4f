"""In which order an agency prints its headings, where no two of its documents agree on all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

#: Key of a heading below those of the headings around it: its facet, or its own words where it has none.
Path = tuple[str, ...]


def ordered(documents: Sequence[Sequence[Path]]) -> tuple[Path, ...]:
    """Return the paths of `documents`, each in the order of reading, in the order that most of them have.

    Those below one heading follow it. Of two headings the one that is before
    the other in more documents goes first; each is ranked by the share of the
    others that it goes before (the method of Copeland).
    """
    firsts = [tuple(dict.fromkeys(paths)) for paths in documents]
    before: Counter[tuple[Path, Path]] = Counter()
    below: dict[Path, dict[Path, None]] = defaultdict(dict)
    for paths in firsts:
        for one, other in combinations(paths, 2):
            if one[:-1] == other[:-1]:
                before[one, other] += 1
        for path in paths:
            below[path[:-1]][path] = None
    return tuple(_walked((), {parent: _ranked(paths, before) for parent, paths in below.items()}))


def _ranked(paths: Iterable[Path], before: Counter[tuple[Path, Path]]) -> list[Path]:
    every = list(paths)
    return sorted(every, key=lambda path: -_won(path, every, before))


def _won(path: Path, others: Sequence[Path], before: Counter[tuple[Path, Path]]) -> float:
    """The share of those that are in a document with `path` that it mostly goes before; half where it is alone."""
    met = [other for other in others if before[path, other] or before[other, path]]
    won = sum(
        (before[path, other] > before[other, path]) + 0.5 * (before[path, other] == before[other, path])
        for other in met
    )
    return won / len(met) if met else 0.5


def _walked(path: Path, below: dict[Path, list[Path]]) -> Iterator[Path]:
    for one in below.get(path, ()):
        yield one
        yield from _walked(one, below)
