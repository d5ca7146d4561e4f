"""May a sentence open with "Yes" or "No": does what it goes on to say answer just what was asked?

"Yes, a driver's license is required" tells who asked about a commercial
license that it is. So each word of the question that says something must
stand in the evidence that is repeated.
"""

from collections.abc import Sequence

from assistant.narrate.aligning import Part
from assistant.narrate.marking import Marker
from assistant.narrate.marks import Bind, Mark
from assistant.narrate.wordlists import WordLists
from assistant.question import Question
from vectorstore.spec import Modality

_TELLING = (Modality.DESCRIBED, Modality.STATED)


class Affirming:
    """Judges openings by the rows of one vocabulary."""

    def __init__(self, lists: WordLists, marker: Marker) -> None:
        """Read questions as `marker` marks them."""
        self._lists = lists
        self._marker = marker

    def answers(self, parts: Sequence[Part], question: Question) -> bool:
        """Return whether the "yes" or "no" that a sentence of `parts` opens with, if it does, is the answer."""
        opened = parts[0].lead.opens
        if not opened:
            return True
        asked = self._marker.marked(question.rest or question.text).marks
        told = [mark for part in parts for mark in part.line.marks[part.first : part.last]]
        if not question.polar or not self._is_of(asked, told, parts):
            return False
        units = [part.line.unit.modality for part in parts]
        if opened == "no":
            return units[0] is Modality.NOT_REQUIRED and any(m.bind is Bind.MUST for m in asked)
        if self._lists.has("denying", told):
            return False
        needed = any(mark.bind is not None for mark in asked) or self._lists.has("holding", asked)
        return units[0] is Modality.REQUIRED or (units[0] in _TELLING and not needed)

    def _is_of(self, asked: Sequence[Mark], told: Sequence[Mark], parts: Sequence[Part]) -> bool:
        """Whether each word of a question that says something is told."""
        printed = {key for part in parts for key in part.line.printed}
        words = [mark for at, mark in enumerate(asked) if self._says_something(asked, at)]
        return bool(words) and all(w.key in printed or any(w.agrees(mark) for mark in told) for w in words)

    def _says_something(self, asked: Sequence[Mark], at: int) -> bool:
        mark = asked[at]
        if mark.bind is not None or any(
            self._lists.at(row, asked, at) > at for row in ("bearers", "holding", "asking")
        ):
            return False
        if mark.key in self._lists.vocabulary.words["polar"] or self._lists.at("idling", asked, at) > at:
            return False
        function = mark.key in self._lists.vocabulary.words["function"]
        is_name = len(mark.raw) == 1 and mark.raw.isupper() and at > 0
        return is_name or not function or self._lists.at("qualifies", asked, at) > at
