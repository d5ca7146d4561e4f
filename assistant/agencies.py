"""Which agency a message names: by the words that only one of them has, and no class title."""

from collections.abc import Iterable

from assistant.lexicon import Lexicon
from vectorstore.folding import fold


class Agencies:
    """The agencies of the classes of a lexicon, by the words that tell each from the others."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take apart the names of the agencies in `lexicon`."""
        self._printed = {fold(name): name for name in {entry.agency for entry in lexicon.entries} if name}
        words = {folded: frozenset(folded.split()) for folded in self._printed}
        titles = {word for name in lexicon.names for word in name.key.core}
        self._telling = {
            folded: own.difference(titles, *(other for name, other in words.items() if name != folded))
            for folded, own in words.items()
        }

    def named(self, words: Iterable[str]) -> str:
        """Return the agency, as printed, that most of the folded `words` name; empty where none or several do."""
        said = frozenset(words)
        told = {folded: len(said & telling) for folded, telling in self._telling.items()}
        most = max(told.values(), default=0)
        best = [folded for folded, count in told.items() if count == most]
        return self._printed[best[0]] if most and len(best) == 1 else ""
