"""Read a question for many classes whose words no typed condition explains: they are looked for as they are.

"Which classes use selective certification?" asks for those whose documents
have these words. What is found is complete, and the answer says openly that
words were looked for. Words of asking are no part of them; none of the others
is left out.
"""

import re
from collections.abc import Sequence

from assistant.conditions import AnyOf, Mentioned, Not, Tree
from assistant.listwords import Opening, idle_words
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from vectorstore.vocabulary import Vocabulary

#: What an abbreviation in parentheses stands for: "career executive assignments (CEA)".
_SHORT = re.compile(r"^(?P<name>.+?)\s*\((?P<short>[^()]+)\)?$")
#: Marks that are no words of what is looked for where they stand before it.
_LEADING = frozenset({"requires", "may", "certainly", "prefers", "states", "denies", "says", "silent", "uses"})
_DENYING = frozenset({"denies", "silent"})


class Worded:
    """Reads questions that one scanner marked."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner) -> None:
        """Read with the list words of `vocabulary`."""
        self._scanner = scanner
        self._idle = idle_words(vocabulary) | {word for word in vocabulary.lists["whole"]}
        self._articles = vocabulary.title["articles"]

    def read(self, scan: Scan, marks: Sequence[Phrase], opening: Opening) -> Tree | None:
        """Return what is looked for; None where no word is left."""
        leading = [mark for mark in marks if mark.facets[0] in _LEADING]
        told = {at for mark in leading for at in range(mark.first, mark.last)}
        loose = [
            at for at in range(len(scan.tokens)) if at not in opening.tokens | told and not self._is_idle(scan, at)
        ]
        if not loose:
            return None
        first, last = loose[0], loose[-1] + 1
        if opening.tokens & set(range(first, last)):
            return None  # "Felony bar, which classes": what is asked is not one phrase.
        verbs = {mark.facets[0] for mark in leading if mark.first < first}
        text = scan.text[scan.tokens[first].start : scan.tokens[last - 1].end]
        tree = _phrased(text)
        return Not(tree) if verbs & _DENYING else tree

    def _is_idle(self, scan: Scan, at: int) -> bool:
        token = scan.tokens[at]
        return bool({token.word, token.raw.lower()} & self._idle) or self._scanner.is_plain(token)


def _phrased(text: str) -> Tree:
    short = _SHORT.match(text)
    if short is None:
        return Mentioned(text)
    return AnyOf((Mentioned(short["name"]), Mentioned(short["short"])))
