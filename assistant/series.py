"""The classes of a series in their order: levels of a document, or titles of one agency that differ by level."""

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, groupby, pairwise

from assistant.titles import TitleKey, numeral_value, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Rank of a title without a level, among those of the vocabulary.
_PLAIN = 45


@dataclass(frozen=True, slots=True)
class Series:
    """Classes in their order."""

    title: str
    """As its document prints it; empty where no document describes the series."""

    rungs: tuple[tuple[CatalogEntry, ...], ...]
    """From the lowest up; classes of one rung differ by a specialty."""

    keys: Mapping[str, TitleKey]
    """Class id to what its title says."""

    @property
    def entries(self) -> tuple[CatalogEntry, ...]:
        """All its classes."""
        return tuple(entry for rung in self.rungs for entry in rung)

    def place(self, entry: CatalogEntry) -> int | None:
        """Return the rung of a class, from 0; None for a class of another series."""
        return next((at for at, rung in enumerate(self.rungs) for one in rung if one.class_id == entry.class_id), None)

    def order(self, one: CatalogEntry, other: CatalogEntry) -> int | None:
        """Return how far `one` is above `other`, below 0 for below; None where they are not both of it, or of one work.

        A document orders the levels of one work; a supervisor may be beside a specialist of any of them.
        """
        places = self.place(one), self.place(other)
        if places[0] is None or places[1] is None or not self.of_one_work(one, other):
            return None
        return places[0] - places[1]

    def beside(self, entry: CatalogEntry, *, up: bool) -> tuple[CatalogEntry, ...]:
        """Return the classes of the next rung: of several those of the same work and specialty, as far as there are."""
        at = (self.place(entry) or 0) + (1 if up else -1)
        rung = self.rungs[at] if 0 <= at < len(self.rungs) else ()
        own = self.keys[entry.class_id]
        keys = [self.keys[e.class_id] for e in rung]
        told = [(_work(key) == _work(own), key.qualifier == own.qualifier) for key in keys]
        best = next((mark for mark in ((True, True), (False, True), (True, False)) if mark in told), None)
        return tuple(other for other, mark in zip(rung, told, strict=True) if best in (None, mark))

    def settled(self, asked: Container[tuple[str, str]]) -> "Series":
        """Return the series with a rung put below one that it stands above and whose requirements ask for it.

        `asked` are pairs of class ids: a class, and one that asks for experience in it. Agencies rank their levels
        otherwise than most do: a staff analyst may be below a senior one.
        """
        rungs = list(self.rungs)
        for _ in rungs:
            for at, above in combinations(range(len(rungs)), 2):
                lower, upper = rungs[at], rungs[above]
                if _any_asks(upper, lower, asked) and not _any_asks(lower, upper, asked):
                    rungs.insert(at, rungs.pop(above))
                    break
        return replace(self, rungs=tuple(rungs))

    def of_one_work(self, one: CatalogEntry, other: CatalogEntry) -> bool:
        """Return whether two of its titles differ by level, numeral or specialty alone."""
        return _work(self.keys[one.class_id]) == _work(self.keys[other.class_id])


def _any_asks(lower: Sequence[CatalogEntry], upper: Sequence[CatalogEntry], asked: Container[tuple[str, str]]) -> bool:
    return any((one.class_id, other.class_id) in asked for one in lower for other in upper)


def series_of(entries: Sequence[CatalogEntry], vocabulary: Vocabulary) -> dict[str, tuple[Series, ...]]:
    """Return the series of each class, by class id: the one that a document describes goes before that of titles.

    Classes that stand alone are left out.
    """
    unsure = frozenset(vocabulary.title["unsure_levels"])
    keys = {entry.class_id: title_keys(entry.spec.title, vocabulary)[0] for entry in entries}
    ranks = {class_id: rank(key, vocabulary) for class_id, key in keys.items()}
    printed = _grouped([e for e in entries if e.spec.series], lambda e: (e.source_id, e.spec.series))
    described = [_described(group, keys, ranks, unsure) for group in printed]
    alike = [
        _series("", group, keys, ranks)
        for group in _grouped(entries, lambda e: (fold(e.agency), _work(keys[e.class_id]), keys[e.class_id].qualifier))
    ]
    found: dict[str, tuple[Series, ...]] = {}
    for series in filter(None, (*described, *alike)):
        for entry in series.entries:
            found[entry.class_id] = (*found.get(entry.class_id, ()), series)
    return found


def _grouped(entries: Iterable[CatalogEntry], by: Callable[[CatalogEntry], Hashable]) -> list[list[CatalogEntry]]:
    groups: dict[Hashable, list[CatalogEntry]] = defaultdict(list)
    for entry in entries:
        groups[by(entry)].append(entry)
    return [group for group in groups.values() if len(group) > 1]


def _work(key: TitleKey) -> tuple[str, ...]:
    return tuple(sorted(key.core))


#: Rank of the level, and value of the numeral.
_Rank = tuple[int, int]


def rank(key: TitleKey, vocabulary: Vocabulary) -> _Rank:
    """Return where a title stands among those of its work: by its level, then by its numeral; more is higher."""
    known = dict(vocabulary.levels.values())
    ranks = [known[level] for level in key.levels]
    less = len(key.levels) > 1 and not key.levels.isdisjoint(vocabulary.title["lessening"])
    return max(ranks, default=_PLAIN) - less, numeral_value(key.numeral)


def _series(
    title: str, entries: Iterable[CatalogEntry], keys: Mapping[str, TitleKey], ranks: Mapping[str, _Rank]
) -> Series | None:
    """The series of titles that differ by level and numeral, in the order of these; None where they do not."""
    ordered = sorted(entries, key=lambda e: (ranks[e.class_id], e.spec.title))
    rungs = tuple(tuple(rung) for _, rung in groupby(ordered, key=lambda e: ranks[e.class_id]))
    return Series(title, rungs, {e.class_id: keys[e.class_id] for e in ordered}) if len(rungs) > 1 else None


def _described(
    entries: Sequence[CatalogEntry],
    keys: Mapping[str, TitleKey],
    ranks: Mapping[str, _Rank],
    unsure: frozenset[str],
) -> Series | None:
    """The series of a document in its own order, as far as levels and numerals agree with that."""
    ordered = sorted(entries, key=lambda e: e.spec.ordinal)
    title = ordered[0].spec.series
    works = {_work(keys[e.class_id]) for e in ordered}
    sure = [e for e in ordered if not unsure & keys[e.class_id].levels]
    if sum(_steps(sure, work, keys, ranks) for work in works) < 0:
        ordered = ordered[::-1]
    if any(_is_mixed(ordered, work, keys) for work in works):
        return _series(title, ordered, keys, ranks) if len(works) == 1 else None
    rungs: list[list[CatalogEntry]] = []
    for entry in ordered:
        if rungs and _beside(rungs[-1][-1], entry, keys, ranks):
            rungs[-1].append(entry)
        else:
            rungs.append([entry])
    return Series(title, tuple(map(tuple, rungs)), {e.class_id: keys[e.class_id] for e in ordered})


def _steps(
    entries: Sequence[CatalogEntry], work: tuple[str, ...], keys: Mapping[str, TitleKey], ranks: Mapping[str, _Rank]
) -> int:
    """How many more of the titles of a work have a higher level than the one before than have a lower one."""
    told = [ranks[e.class_id] for e in entries if _work(keys[e.class_id]) == work]
    return sum((after > before) - (after < before) for before, after in pairwise(told))


def _is_mixed(entries: Sequence[CatalogEntry], work: tuple[str, ...], keys: Mapping[str, TitleKey]) -> bool:
    """Whether a level of a work comes again after another one, or a lower numeral after a higher one of its level."""
    told = [(key.levels, key.numeral) for e in entries if _work(key := keys[e.class_id]) == work]
    runs = [mark for mark, _ in groupby(told)]
    falls = any(
        before[0] == after[0] and numeral_value(after[1]) < numeral_value(before[1]) for before, after in pairwise(runs)
    )
    return falls or len(set(runs)) < len(runs)


def _beside(one: CatalogEntry, other: CatalogEntry, keys: Mapping[str, TitleKey], ranks: Mapping[str, _Rank]) -> bool:
    """Whether two titles that follow each other are of one level: that of several specialties or works."""
    key, second = keys[one.class_id], keys[other.class_id]
    leveled = bool(key.levels or key.numeral) or _work(key) == _work(second)
    return leveled and ranks[one.class_id] == ranks[other.class_id]
