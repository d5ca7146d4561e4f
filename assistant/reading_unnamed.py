"""Read a question in which no loaded class is named: work that is described, a class that is not there, or neither."""

from dataclasses import replace

from assistant.describing import Describer
from assistant.examples import FRAME, Examples
from assistant.identity import Match, Mention, nearest
from assistant.lexicon import Lexicon
from assistant.question import Frame, Question
from assistant.scanner import Scan, Scanner
from assistant.unnamed import is_like_code, name_of
from vectorstore.spec import CatalogEntry
from vectorstore.vocabulary import Vocabulary

#: Similarity of a question to an example, from which it says much.
_SURELY = 0.5
#: Words left unexplained, from which a question describes work rather than names a class.
_DESCRIBES = 4


class UnnamedReading:
    """Reads questions in which no class is named, and tells them from those in which one is."""

    def __init__(
        self, vocabulary: Vocabulary, lexicon: Lexicon, scanner: Scanner, examples: Examples, describer: Describer
    ) -> None:
        """Read with the parts of one reader."""
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._scanner = scanner
        self._examples = examples
        self._describer = describer

    def describes(self, scan: Scan, mention: Mention) -> bool:
        """Return whether work is described, and the class's words only happen to stand in it."""
        if mention.by_code:
            return False
        if all(candidate.match is Match.PART for candidate in mention.candidates):
            loose = {*scan.residual, *range(mention.first, mention.last)}
            return len(scan.residual) > 1 and self._describer.describes(scan, sorted(loose))
        titled = mention.last - mention.first > 1 and mention.candidates[0].match is Match.EXACT
        if titled or not self.asks_for_class(scan):
            return False
        strong = any(not p.weak for p in scan.phrases)
        return len(scan.residual) >= (_DESCRIBES if strong else _DESCRIBES - 1)

    def asks_for_class(self, scan: Scan) -> bool:
        """Return whether a class is asked for, or somebody tells of their work: "I weld …"."""
        tells = len(scan.tokens) > 1 and scan.tokens[0].word in ("i", "we") and 1 in scan.residual
        return tells or self._scanner.has_cue(scan, "reverse")

    def without_class(self, scan: Scan, question: Question) -> Question:
        """Return the question of what is named and not loaded, of described work, or of none of the specs."""
        if elsewhere := self._elsewhere(scan):
            words = scan.text[scan.tokens[elsewhere.span[0]].start : scan.tokens[elsewhere.span[1] - 1].end]
            return replace(question, mention=words, nearest=elsewhere.nearest[:5], agency=elsewhere.agency)
        if len(scan.residual) == 1 and is_like_code(scan, scan.residual[0], self._vocabulary):
            words = scan.tokens[scan.residual[0]].raw
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if len(scan.residual) > 1 and self._describer.describes(scan, scan.residual):
            frame = Frame.BROWSE if self._asks_for_many(scan) else Frame.REVERSE
            return replace(question, frame=frame, outside=self._describer.outside(scan))
        if self._describer.is_outside(scan):
            return replace(question, frame=Frame.OUT_OF_SCOPE)
        name = name_of(scan, self._scanner, self._vocabulary)
        if name is not None and (scan.phrases or self._masks_well(scan, name)):
            words = scan.text[scan.tokens[name[0]].start : scan.tokens[name[1] - 1].end]
            return replace(question, mention=words, nearest=self._nearest(scan, words))
        if not (scan.phrases or scan.residual or self.asks_for_class(scan)):
            return replace(question, frame=Frame.OUT_OF_SCOPE)
        return replace(question, frame=Frame.BROWSE)

    def _elsewhere(self, scan: Scan) -> Mention | None:
        """What is named of an agency that has no such class, where no work is described."""
        mention = next((mention for mention in scan.mentions if mention.agency), None)
        if mention is None or self.asks_for_class(scan):
            return None
        loose = [at for at in scan.residual if not mention.span[0] <= at < mention.span[1]]
        return None if len(loose) > 1 and self._describer.describes(scan, loose) else mention

    def _asks_for_many(self, scan: Scan) -> bool:
        near = next(n for n in self._examples.nearest(scan.text) if n.key.startswith(FRAME))
        return near.key == f"{FRAME}list" and any(not p.weak for p in scan.phrases)

    def _masks_well(self, scan: Scan, name: tuple[int, int]) -> bool:
        near = self._examples.nearest(self._scanner.masked(scan, name), self._scanner.rest(scan, name))[0]
        return near.key != f"{FRAME}out_of_scope" and near.similarity >= _SURELY

    def _nearest(self, scan: Scan, words: str) -> tuple[CatalogEntry, ...]:
        known = next((m.nearest for m in scan.mentions if m.nearest), ())
        return (known or nearest(words, self._lexicon.entries))[:5]
