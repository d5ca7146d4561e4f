"""How a wanted title stands to that of a class: the words that they share, and the level of one above the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.draft.title_height import end_of, height, heights, rank_of
from assistant.lexicon import Lexicon
from assistant.series import rank
from assistant.titles import TitleKey, numeral, title_keys
from vectorstore.folding import fold, words
from vectorstore.spec import CatalogEntry

#: What words that say no work weigh where two titles have no other in common.
_BROAD = 0.5


@dataclass(frozen=True, slots=True)
class Beside:
    """How a class stands to a wanted one of its work."""

    steps: int
    """Levels that the class is above the wanted one; below 0 for below it."""

    is_same: bool = False
    """Work, level, numeral and specialty are all the same."""


class Titles:
    """Compares a wanted title with those of the catalog."""

    def __init__(self, title: str, lexicon: Lexicon) -> None:
        """Compare `title`, in any of the forms that it may be written in."""
        self._title = title
        self._lexicon = lexicon
        self._vocabulary = lexicon.vocabulary
        self._keys = title_keys(title, lexicon.vocabulary)
        self._broad = {*self._vocabulary.drafting["broad"], *self._vocabulary.title["people"]}
        said = {word for key in self._keys for word in _words(key)}
        names = (lexicon.names[at] for word in said for at in lexicon.by_word.get(word, ()))
        self._some = frozenset(name.entry.spec_id for name in names)

    @property
    def telling(self) -> str:
        """The wanted title without its numeral, a rare word, nor what says no work: others have both by chance."""
        said = [word for word in self._title.split() if not numeral(word.strip(",()"))]
        broad = self._vocabulary.drafting["broad"]
        return " ".join(word for word in said if fold(word) not in broad) or " ".join(said) or self._title

    def shared(self, entry: CatalogEntry) -> float:
        """Return the share of the weight of both titles' words that they have in common, 0 to 1, levels left out."""
        keys = self._lexicon.keys[entry.spec_id] if entry.spec_id in self._some else ()
        return max((self._shared(_words(own), _words(key)) for own in self._keys for key in keys), default=0.0)

    def common(self, entry: CatalogEntry) -> tuple[str, ...]:
        """Return the words of a class's title, as printed, that the wanted one has too, levels left out."""
        own = {word for key in self._keys for word in _words(key)} & _words(self._key(entry))
        title = entry.spec.title
        # "Correctional Clerk, Correctional Facility" has it once.
        printed = {word: title[start:end] for word, start, end in reversed(list(words(title))) if word in own}
        return tuple(reversed(printed.values()))

    def beside(self, entry: CatalogEntry, others: Iterable[CatalogEntry]) -> Beside | None:
        """Return how `entry` stands to the wanted title; None for a class of another work or specialty.

        `others` are all classes there are: of those of its agency the levels in between are counted.
        """
        key = self._key(entry)
        if entry.spec_id not in self._some:
            return None
        pairs = ((own, *heights(own, key, self._vocabulary)) for own in self._keys)
        alike = (pair for pair in pairs if (pair[1].work, pair[1].specialty) == (pair[2].work, pair[2].specialty))
        own, wanted, here = next(alike, (None, None, None))
        if own is None or wanted is None or here is None:
            return None
        is_of_one_end = end_of(own, self._vocabulary) == end_of(key, self._vocabulary)
        if wanted.rank == here.rank:
            return Beside(0, is_same=own.levels == key.levels and is_of_one_end)
        counted = own.levels == key.levels and is_of_one_end and bool(own.numeral and key.numeral)
        steps = abs(wanted.rank[1] - here.rank[1]) if counted else self._rungs(own, key, entry, others)
        return Beside(steps if here.rank > wanted.rank else -steps)

    def level(self, entry: CatalogEntry) -> tuple[tuple[str, ...], tuple[int, int]]:
        """Return the work and the level that a class's title says, whatever its specialty."""
        key = self._key(entry)
        return _work(key), rank(key, self._vocabulary)

    def has_level_of(self, entry: CatalogEntry) -> bool:
        """Return whether the wanted title says the level that a class's title says, be the work another."""
        here = rank_of(self._key(entry), self._vocabulary)
        return any(rank_of(key, self._vocabulary) == here for key in self._keys)

    def _rungs(self, own: TitleKey, key: TitleKey, entry: CatalogEntry, others: Iterable[CatalogEntry]) -> int:
        """How many levels of its agency's classes of that work the title of `entry` is from the wanted one."""
        wanted, here = heights(own, key, self._vocabulary)
        low, high = sorted((wanted.rank, here.rank))
        by_end = end_of(own, self._vocabulary) != end_of(key, self._vocabulary)
        keys = (
            self._key(one) for one in others if one.spec_id in self._some and fold(one.agency) == fold(entry.agency)
        )
        told = (height(one, self._vocabulary, by_end=by_end) for one in keys)
        return 1 + len({one.rank for one in told if one.work == here.work and low < one.rank < high})

    def _key(self, entry: CatalogEntry) -> TitleKey:
        """The key of the title that a class has now."""
        return self._lexicon.keys[entry.spec_id][0]

    def _shared(self, own: frozenset[str], other: frozenset[str]) -> float:
        total, both = sum(map(self._lexicon.weight, own | other)), own & other
        share = sum(map(self._lexicon.weight, both)) / total if total else 0.0
        # Specialists of two things do two works, however rare specialists are.
        return share if own == other or both - self._broad else share * _BROAD


def _words(key: TitleKey) -> frozenset[str]:
    return frozenset((*key.core, *key.qualifier))


def _work(key: TitleKey) -> tuple[str, ...]:
    return tuple(sorted(key.core))
