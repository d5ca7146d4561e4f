"""Cut off what only opens a sentence: "Yes," or "Based on the evidence,".

None of it is proven by anything, and none is needed: whoever proves a sentence
proves what is left of it, and a reader gets no more than that.
"""

import re

from vectorstore.vocabulary import Vocabulary, phrases

_AFTER = re.compile(r"[,:;]\s+")
_THAT = "that"


class Openers:
    """Knows the openers of one vocabulary: the row `openers` of `[narration]`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Cut off the openers of `vocabulary`."""
        self._openers = phrases(vocabulary.narration["openers"])

    def without(self, text: str) -> str:
        """Return `text` from where its own words begin; empty where nothing opens it or nothing follows."""
        at = 0
        while (end := self._end(text, at)) is not None:
            at = end
        rest = text[at:] if at else ""
        return rest[:1].upper() + rest[1:]

    def _end(self, text: str, at: int) -> int | None:
        """Where the opener at `at` ends, with the mark or the space behind it; None where none stands there."""
        found = self._openers.match(text.lower(), at)
        if found is None:
            return None
        if (after := _AFTER.match(text, found.end())) is not None:
            return after.end()
        return found.end() + 1 if found[0].endswith(_THAT) and text[found.end() :][:1] == " " else None
