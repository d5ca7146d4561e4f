"""The titles of all classes, to be found in the words of a printed condition."""

import re
from collections.abc import Iterable

from assistant.scan import PhraseTrie, tokenize
from vectorstore.spec import CatalogEntry

_NAME = re.compile(r"[^,]+, [^,]+")


class Titles:
    """The titles of all classes, to be found in a condition's words."""

    def __init__(self, entries: Iterable[CatalogEntry]) -> None:
        """Find the titles and other names of `entries`, "Clerk, Senior" as "Senior Clerk", too."""
        self._trie = PhraseTrie()
        for entry in entries:
            for title in (entry.spec.title, *entry.spec.aliases):
                self._trie.add(title, entry.class_id)
                if _NAME.fullmatch(title):
                    name, _, before = title.partition(", ")
                    self._trie.add(f"{before} {name}", entry.class_id)

    def found(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids of the classes that `text` names by their longest titles, and the folded words of those."""
        tokens = tokenize(text)
        ids: set[str] = set()
        words: set[str] = set()
        at = 0
        while at < len(tokens):
            match = self._trie.longest(tokens, at)
            if match is None:
                at += 1
                continue
            found, last = match
            ids |= set(found)
            words |= {token.word for token in tokens[at:last]}
            at = last
        return frozenset(ids), frozenset(words)
