"""Tell the words of titles that narrow a question for many classes: "clerk jobs", "which accountant classes"."""

from collections.abc import Sequence

from assistant.arranging import places
from assistant.lexicon import Lexicon
from assistant.listopenings import Opening
from assistant.literals import Literal
from assistant.scan import Phrase
from assistant.scanner import Scan
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary


class TitleWords:
    """Finds words that titles of one catalog have."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        """Find words of the titles of `lexicon`."""
        self._lexicon = lexicon
        self._plain = vocabulary.words["function"] | vocabulary.words["filler"] | frozenset(vocabulary.levels)

    def before(
        self, scan: Scan, marks: Sequence[Phrase], literals: Sequence[Literal], opening: Opening, free: frozenset[int]
    ) -> frozenset[int]:
        """Return the words right before those for classes that titles have, and nothing else explains."""
        noun = max(opening.tokens)
        while noun - 1 in opening.tokens:
            noun -= 1
        known = free | self._known(scan, marks) | {at for one in literals for at in places(scan, one)}
        first = noun
        while first and first - 1 not in known and scan.tokens[first - 1].word not in self._plain:
            first -= 1
        said = " ".join(token.word for token in scan.tokens[first:noun])
        begins = first - 1 in {-1, *opening.tokens}
        return frozenset(range(first, noun)) if opening.surely and begins and self._has(said) else frozenset()

    def _known(self, scan: Scan, marks: Sequence[Phrase]) -> frozenset[int]:
        """The tokens that something else explains."""
        explained = (*marks, *(p for p in scan.phrases if not p.weak), *self._lexicon.stated(scan.tokens))
        return frozenset(at for one in explained for at in range(one.first, one.last))

    def _has(self, said: str) -> bool:
        titles = {entry.spec.title for entry in self._lexicon.entries}
        return bool(said) and any(f" {said} " in f" {fold(title)} " for title in titles)
