"""All the titles and codes that a viewer may see, indexed by word: what a word of a question can stand for."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz, process

from assistant.scan import Token
from assistant.titles import TitleKey, code_keys, series_key, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Letters that two spellings of one word must share, of 100; more where they begin with another letter.
_SAME_WORD, _SAME_BUT_FIRST = 84.0, 89.0
_SHORTEST_MISSPELLED = 5
_ABBREVIATED, _MISSPELLED = 0.95, 0.85


@dataclass(frozen=True, slots=True)
class Name:
    """One title of one class."""

    entry: CatalogEntry
    key: TitleKey
    is_series: bool = False
    """The title is of the class's series, and of others as well."""


@dataclass
class Lexicon:
    """All titles and codes that a viewer may see, indexed by word."""

    entries: tuple[CatalogEntry, ...]
    vocabulary: Vocabulary
    names: list[Name] = field(default_factory=list)
    codes: dict[str, list[CatalogEntry]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    idf: dict[str, float] = field(default_factory=dict)
    titles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Class id to every title that a document gave it: a class answers to its old ones, too."""

    def __post_init__(self) -> None:
        for entry in self.entries:
            given = (entry.spec.title, *entry.spec.aliases, *self.titles.get(entry.class_id, ()))
            for title in dict.fromkeys(given):
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
        for left, right in pairwise(name.key.core):
            self.joined[left + right] = (left, right)

    def weight(self, word: str) -> float:
        """Return how much `word` tells one title from another; most for a word that no title has."""
        return self.idf.get(word, math.log(2 + len(self.names)))

    def readings(self, token: Token, *, explained: bool) -> dict[str, float]:
        """Return the title words that `token` can stand for, each with its exactness, 0 to 1."""
        word = token.word
        found: dict[str, float] = {word: 1.0} if word in self.by_word else {}
        for full in self.vocabulary.abbreviations.get(token.raw.lower().rstrip("."), ()):
            for part in fold(full).split():
                if part in self.by_word:
                    found.setdefault(part, _ABBREVIATED)
        for part in self.joined.get(word, ()):
            found.setdefault(part, 1.0)
        if not found and not explained and len(word) >= _SHORTEST_MISSPELLED:
            close = process.extract(word, self.by_word.keys(), scorer=fuzz.ratio, score_cutoff=_SAME_WORD, limit=3)
            found = {same: _MISSPELLED for same, score, _ in close if same[0] == word[0] or score >= _SAME_BUT_FIRST}
        return found
