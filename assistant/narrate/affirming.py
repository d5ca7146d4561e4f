"""May a sentence open with "Yes" or "No": does what it goes on to say answer just what was asked?

"Yes, a driver's license is required" tells who asked about a commercial
license that it is. So each word of the question that says something must
stand in the evidence that is repeated.
"""

from collections.abc import Sequence
from itertools import pairwise

from assistant.narrate.aligning import Part
from assistant.narrate.marking import Marker
from assistant.narrate.marks import Bind, Mark
from assistant.narrate.wordlists import WordLists
from assistant.question import Question
from vectorstore.spec import Modality

#: Words between two words of the question, and one: "a valid license of Class B".
_NEAR = 3
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
        if not (question.polar or self._goes_on_polar(asked)) or not self._is_of(asked, parts):
            return False
        units = [part.line.unit.modality for part in parts]
        if opened == "no":
            return units[0] is Modality.NOT_REQUIRED and any(m.bind is Bind.MUST for m in asked)
        if self._lists.has("denying", told) or any(p.lead.is_way or p.tail.is_way or p.joiner == "or" for p in parts):
            return False
        needed = any(mark.bind is not None for mark in asked) or self._lists.has("holding", asked)
        return units[0] is Modality.REQUIRED or (units[0] in _TELLING and not needed)

    def _goes_on_polar(self, asked: Sequence[Mark]) -> bool:
        """Whether a question asks so behind an "and": "What is a Clerk, and does it need a degree?"."""
        polar = self._lists.vocabulary.words["polar"]
        return any(one.key == "and" and other.raw.lower() in polar for one, other in pairwise(asked))

    def _is_of(self, asked: Sequence[Mark], parts: Sequence[Part]) -> bool:
        """Whether each word of a question that says something is told in one part, near each other and in order."""
        words = [mark for at, mark in enumerate(asked) if self._says_something(asked, at)]
        return bool(words) and any(_tells(words, part) for part in parts)

    def _says_something(self, asked: Sequence[Mark], at: int) -> bool:
        mark = asked[at]
        rows = ("bearers", "holding", "asking", "idling")
        if mark.bind is not None or any(self._lists.at(row, asked, at) > at for row in rows):
            return False
        return mark.raw.lower() not in self._lists.vocabulary.words["polar"]


def _tells(words: Sequence[Mark], part: Part) -> bool:
    line = part.line
    told = line.marks[part.first : part.last]
    if part.first in line.telling and not all(any(mark.agrees(word) for word in words) for mark in told):
        # Who asks whether overtime is paid is not told so by "yes" before "exempt".
        return False
    last = -1
    for word in words:
        if word.key in line.printed:
            continue
        here = next((at for at in range(last + 1, len(told)) if told[at].agrees(word)), -1)
        if here < 0 or (last >= 0 and here - last > _NEAR):
            return False
        last = here
    return True
