"""All the titles and codes that a viewer may see, indexed by word: what a word of a question can stand for."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.marks import bare
from assistant.nearby import NearbyWords
from assistant.scan import Phrase, PhraseTrie, Token, find_phrases
from assistant.titles import TitleKey, code_keys, series_key, title_keys
from vectorstore.folding import fold, singular, words
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

_ABBREVIATED, _MISSPELLED, _CUT_OFF = 0.95, 0.85, 0.8
#: Words of the shortest title that its initials stand for.
_LEAST_INITIALS = 3
#: Titles tried against a question: all whose words it has, of these no more; and the likest of the others.
_MOST_WHOLE, _MOST_IN_PART = 300, 80


@dataclass(frozen=True, slots=True)
class Name:
    """One title of one class."""

    entry: CatalogEntry
    key: TitleKey
    is_series: bool = False
    """The title is of the class's series, and of others as well."""

    core: Counter[str] = field(init=False, compare=False)
    """How often each word stands in the key's core."""

    words: Counter[str] = field(init=False, compare=False)
    """How often in core and qualifier; one may stand in both: "Fair Consultant, Fair Practices Commission"."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "core", Counter(self.key.core))
        object.__setattr__(self, "words", self.core + Counter(self.key.qualifier))


@dataclass
class Lexicon:
    """All titles and codes that a viewer may see, indexed by word."""

    entries: tuple[CatalogEntry, ...]
    vocabulary: Vocabulary
    names: list[Name] = field(default_factory=list)
    codes: dict[str, list[CatalogEntry]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Two words that stand side by side in a title, by what they are written together."""

    idf: dict[str, float] = field(default_factory=dict)
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Class id to every title that a document gave it: a class answers to its old ones, too."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Folded value that some fact states to the facets that it is of."""

    def __post_init__(self) -> None:
        for entry in self.entries:
            given = (entry.spec.title, *entry.spec.aliases, *self.titles.get(entry.class_id, ()))
            for title in dict.fromkeys(given):
                self._join(title)
                for key in title_keys(title, self.vocabulary):
                    self._add(Name(entry, key))
            if entry.spec.series and (key := series_key(entry.spec.series, self.vocabulary)).core:
                self._add(Name(entry, key, is_series=True))
            for form in code_keys(entry.spec.class_code) if entry.spec.class_code else ():
                self.codes[form].append(entry)
        count = max(1, len(self.names))
        self.idf = {word: math.log(1 + count / len(set(ids))) for word, ids in self.by_word.items()}

    def _add(self, name: Name) -> None:
        self.names.append(name)
        for word in {*name.key.core, *name.key.qualifier}:
            self.by_word[word].append(len(self.names) - 1)

    def _join(self, title: str) -> None:
        for (left, start, end), (right, other, last) in pairwise(words(title)):
            if len(left) > 1 and len(right) > 1:
                self.joined[left + right] = (left, right)
                self.joined[singular((title[start:end] + title[other:last]).lower())] = (left, right)

    def stated(self, tokens: Sequence[Token]) -> list[Phrase]:
        """Return the values that stand in `tokens`, word for word: of each the value, and the facets that it is of."""
        found = find_phrases(tokens, self._stated, frozenset())
        return [replace(p, facets=(p.facets[0], *self.values[p.facets[0]])) for p in found]

    @cached_property
    def _stated(self) -> PhraseTrie:
        trie = PhraseTrie()
        for value in self.values:
            trie.add(value, value)
        return trie

    @cached_property
    def keys(self) -> Mapping[str, Sequence[TitleKey]]:
        """Spec id to the keys of all its titles."""
        found: dict[str, list[TitleKey]] = defaultdict(list)
        for name in self.names:
            found[name.entry.spec_id].append(name.key)
        return found

    @cached_property
    def by_key(self) -> Mapping[TitleKey, Sequence[CatalogEntry]]:
        """Key of a title to the classes that have it."""
        found: dict[TitleKey, list[CatalogEntry]] = defaultdict(list)
        for name in self.names:
            found[name.key].append(name.entry)
        return found

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that titles begin with."""
        return frozenset(name.key.core[0] for name in self.names if name.key.core)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of every title."""
        return frozenset(self.by_word) | {word for parts in self.joined.values() for word in parts}

    @cached_property
    def _initials(self) -> Mapping[str, Sequence[str]]:
        """Initials of the cores of three and more words to that core, where no other has them: "psd"."""
        cores: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in self.names:
            core = name.key.core
            if len(core) >= _LEAST_INITIALS and len(set(core)) == len(core):
                cores["".join(word[0] for word in core)].add(core)
        return {letters: next(iter(having)) for letters, having in cores.items() if len(having) == 1}

    @cached_property
    def _nearby(self) -> NearbyWords:
        return NearbyWords(self.by_word)

    @cached_property
    def _cores(self) -> tuple[dict[str, NDArray[np.int32]], NDArray[np.float64]]:
        """Word to the names whose core has it, or that are called by it; and the weight of each name's whole core."""
        having: dict[str, list[int]] = defaultdict(list)
        whole = np.zeros(len(self.names))
        for at, name in enumerate(self.names):
            for word in set(name.key.core):
                having[word].append(at)
                whole[at] += self.weight(word)
            if name.key.called and name.key.called not in name.core:
                having[name.key.called].append(at)
        return {word: np.array(ids, np.int32) for word, ids in having.items()}, whole

    def likely(self, said_words: Collection[str]) -> list[int]:
        """Return the names that a question with `said_words` may mean: those it has whole, and the likest others."""
        having, whole = self._cores
        said = np.zeros(len(self.names))
        for word in said_words:
            if word in having:
                said[having[word]] += self.weight(word)
        share = np.divide(said, whole, out=np.zeros_like(said), where=whole > 0)
        likeness = said * np.where(share > 1 - 1e-9, 1.0, share)
        entire = np.flatnonzero(share > 1 - 1e-9)
        partly = np.flatnonzero((said > 0) & (share <= 1 - 1e-9))
        return [*_heaviest(entire, likeness, _MOST_WHOLE), *_heaviest(partly, likeness, _MOST_IN_PART)]

    def weight(self, word: str) -> float:
        """Return how much `word` tells one title from another; most for a word that no title has."""
        return self.idf.get(word, math.log(2 + len(self.names)))

    def readings(self, token: Token, *, explained: bool, is_real: bool = False) -> dict[str, float]:
        """Return the title words that `token` can stand for, each with its exactness, 0 to 1.

        `is_real` says that it is a word of its own, and so no slip of the pen, but perhaps spelled otherwise.
        """
        word = token.word
        found: dict[str, float] = {word: 1.0} if word in self.by_word else {}
        if not (found or explained) and token.raw.removesuffix("s").isupper() and word in self._initials:
            return dict.fromkeys(self._initials[word], _ABBREVIATED)
        short = bare(token.raw).rstrip(".")
        for full in self.vocabulary.abbreviations.get(short) or self.vocabulary.abbreviations.get(word, ()):
            for part in fold(full).split():
                if part in self.by_word:
                    found.setdefault(part, _ABBREVIATED)
        if found or explained or not word.isalpha():
            return found
        slips = self._nearby.spelled(word) if is_real else self._nearby.misspelled(word, len(token.raw))
        if slips or is_real:
            return dict.fromkeys(slips, _MISSPELLED)
        return dict.fromkeys(self._nearby.cut_off(word), _CUT_OFF)


def worded(vocabulary: Vocabulary) -> list[str]:
    """Return the facets whose values people name: a unit, a department, a code of another kind than the class's own."""
    named = (f for f in vocabulary.facets.values() if f.value in ("text", "choice", "code") and f.synonyms)
    return [facet.key for facet in named if facet.key != "class_code"]


def _heaviest(ids: NDArray[np.intp], weights: NDArray[np.float64], most: int) -> list[int]:
    """The ids of the greatest weights, at most so many."""
    if len(ids) > most:
        ids = ids[np.argsort(-weights[ids], kind="stable")[:most]]
    return [int(one) for one in ids]
