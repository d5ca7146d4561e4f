"""The rows of `[narration]`, as the keys that marked texts have."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from assistant.narrate.marking import Marker
from assistant.narrate.marks import Mark
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

Keys = tuple[str, ...]


class WordLists:
    """Which words of a sentence or of its evidence are of which row."""

    def __init__(self, vocabulary: Vocabulary, marker: Marker) -> None:
        """Read the rows of `vocabulary` as `marker` marks them."""
        self.vocabulary = vocabulary
        self.marker = marker
        self._rows = {
            name: _by_first(marker.keys(row)) for name, row in vocabulary.narration.items() if name != "reported"
        }

    def at(self, row: str, marks: Sequence[Mark], first: int) -> int:
        """Return where the longest phrase of `row` that begins at `first` ends; `first` itself for none."""
        for keys in self._rows[row].get(marks[first].key, ()) if first < len(marks) else ():
            if tuple(m.key for m in marks[first : first + len(keys)]) == keys:
                return first + len(keys)
        return first

    def has(self, row: str, marks: Sequence[Mark]) -> bool:
        """Return whether a phrase of `row` stands in `marks`."""
        return any(self.at(row, marks, at) > at for at in range(len(marks)))

    def facet_words(self, facet: str) -> frozenset[Keys]:
        """Return the phrases by which a sentence may call what is of `facet`."""
        return self._facets.get(facet, frozenset())

    @cached_property
    def any_facet(self) -> frozenset[str]:
        """Every word of them, and of the headings and labels of the vocabulary, that denies or weighs nothing."""
        facets = self.vocabulary.facets.values()
        printed = [p for facet in facets for p in (*facet.headings, *facet.labels)]
        said = {key for phrases in self._facets.values() for keys in phrases for key in keys}
        weighing = {
            keys[0] for row in ("qualifies", "sealed") for phrases in self._rows[row].values() for keys in phrases
        }
        barring = {word for phrase in self.vocabulary.facets["clearance"].headings for word in fold(phrase).split()}
        return frozenset(said | {word for phrase in printed for word in fold(phrase).split()}) - weighing - barring

    @cached_property
    def _facets(self) -> Mapping[str, frozenset[Keys]]:
        narrated = self.vocabulary.narrated
        return {
            key: self.marker.keys([facet.name, *facet.name.replace("(", ",").split(","), *narrated.get(key, ())])
            for key, facet in self.vocabulary.facets.items()
        }


def _by_first(phrases: frozenset[Keys]) -> dict[str, list[Keys]]:
    found: dict[str, list[Keys]] = {}
    for keys in sorted(phrases, key=len, reverse=True):
        found.setdefault(keys[0], []).append(keys)
    return found
