"""The titles of one agency's classes, as running text may write them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.scan import PhraseTrie
from assistant.titles import numeral, title_keys
from vectorstore.folding import fold
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary


@dataclass
class Titles:
    """The titles of one agency's classes."""

    vocabulary: Vocabulary
    by_id: dict[str, CatalogEntry] = field(default_factory=dict)
    open: dict[str, dict[str, CatalogEntry]] = field(default_factory=lambda: defaultdict(dict))
    """Folded title without its parenthesis to the classes that have it so."""

    numbered: set[str] = field(default_factory=set)
    """Folded titles without the numeral that each of them has."""

    words: set[str] = field(default_factory=set)
    """Folded words of all titles."""

    trie: PhraseTrie = field(default_factory=PhraseTrie)
    _bare: dict[str, dict[str, CatalogEntry]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, entry: CatalogEntry, titles: Iterable[str]) -> None:
        """Add a class with its titles, old ones among them."""
        self.by_id[entry.class_id] = entry
        for title in titles:
            self.words.update(fold(title).split())
            for form in _forms(title, self.vocabulary):
                self.trie.add(form, entry.class_id)
            key = title_keys(title, self.vocabulary)[0]
            bare = fold(title.split("(")[0])
            if bare != fold(title):
                self.open[bare][entry.class_id] = entry
            if key.numeral and numeral(bare.split()[-1]):
                self.numbered.add(bare.rsplit(" ", 1)[0])
            elif not key.numeral:
                self._bare[bare][entry.class_id] = entry

    def is_vague(self, title: str) -> bool:
        """Return whether a title means no one level of those that have it with a numeral."""
        return fold(title.split("(")[0]) in self.numbered

    def like(self, title: str) -> tuple[CatalogEntry, ...]:
        """Return the classes that a title fits which is none of theirs: without a specialty, or with a numeral more."""
        folded = fold(title.split("(")[0])
        if found := self.open.get(folded):
            # "(Toll Collection)" is no specialty of those that are known: another class, which has no document.
            return tuple(found.values()) if "(" not in title else ()
        *words, last = folded.split()
        # A class whose title has no numeral has levels, where no other class is one of them.
        bare = " ".join(words)
        if words and numeral(last) and bare not in self.numbered:
            return tuple(self._bare.get(bare, {}).values())
        return ()


def _forms(title: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the ways in which a title is written: "Clerk, Senior" is "Senior Clerk", too."""
    yield title
    before, _, after = title.rpartition(",")
    if before and all(word in vocabulary.levels for word in fold(after).split()):
        yield f"{after} {before}"
