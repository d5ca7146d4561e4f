"""Read a question for many classes whose words no typed condition explains: they are looked for as they are.

"Which classes use selective certification?" asks for those whose documents
have these words. What is found is complete, and the answer says openly that
words were looked for. Words of asking are no part of them; none of the others
is left out.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.conditions import ASKING, Mentioned, Not, Tree
from assistant.listopenings import Opening
from assistant.listwords import idle_words
from assistant.scan import Phrase
from assistant.scanner import Scan, Scanner
from vectorstore.vocabulary import Vocabulary

#: What an abbreviation in parentheses stands for: "career executive assignments (CEA)".
_SHORT = re.compile(r"\((?P<short>[^()a-z]+)\)?$")
#: Marks that are no words of what is looked for where they stand before it.
_LEADING = frozenset({"requires", "bars", "may", "certainly", "prefers", "states", "denies", "says", "silent", "uses"})
#: Marks of what only typed conditions say: to look for words would leave them out.
_TYPED = ("may", "certainly", "says", "top", "groups", "superlative:", "value:", "by_", "counts")
_DENYING = frozenset({"denies", "silent"})


class Worded:
    """Reads questions that one scanner marked."""

    def __init__(self, vocabulary: Vocabulary, scanner: Scanner) -> None:
        """Read with the list words of `vocabulary`."""
        self._scanner = scanner
        self._idle = idle_words(vocabulary) | {word for word in vocabulary.lists["whole"]}
        self._lists = vocabulary.lists
        self._comparing = frozenset(vocabulary.lists["comparing"])
        self._function = vocabulary.words["function"] | frozenset(vocabulary.lists["whole"])

    def read(self, scan: Scan, marks: Sequence[Phrase], opening: Opening) -> Tree | None:
        """Return what is looked for; None where no word is left."""
        if self._is_typed(scan, marks):
            return None
        leading = [mark for mark in marks if mark.facets[0] in _LEADING]
        told = {at for mark in leading for at in range(mark.first, mark.last)}
        outside = [at for at in range(len(scan.tokens)) if at not in opening.tokens | told]
        loose = [at for at in outside if not self._is_idle(scan, at)]
        if not any(c.isalpha() for at in loose for c in scan.tokens[at].raw):
            return None
        first, last = self._around(scan, loose, opening.tokens | told)
        if opening.tokens & set(range(first, last)):
            return None  # "Felony bar, which classes": what is asked is not one phrase.
        return self._said(scan, first, last, {mark.facets[0] for mark in leading if mark.first < first})

    def _is_typed(self, scan: Scan, marks: Sequence[Phrase]) -> bool:
        """Whether only typed conditions say what is asked for."""
        words = {token.word for token in scan.tokens}
        phrased = any(not phrase.weak for phrase in scan.phrases)
        joint = phrased and not words.isdisjoint(self._lists["joints"])
        return joint or bool(words & self._comparing) or any(mark.facets[0].startswith(_TYPED) for mark in marks)

    def _said(self, scan: Scan, first: int, last: int, verbs: Collection[str]) -> Tree:
        """The condition that documents have the words of some tokens, behind what the marks `verbs` say."""
        text = scan.text[scan.tokens[first].start : scan.tokens[last - 1].end]
        short = _SHORT.search(text)
        # "Are temporary positions" tells what the classes are, which a title may say.
        titled = first > 0 and scan.tokens[first - 1].word in self._lists["being"]
        tree = Mentioned(short["short"] if short is not None else text, titled=titled)
        denied = not _DENYING.isdisjoint(verbs)
        if "requires" in verbs and not denied:
            # What is only mentioned is not required.
            tree = replace(tree, modalities=ASKING)
        return Not(tree) if denied else tree

    def _around(self, scan: Scan, loose: Sequence[int], told: Collection[int]) -> tuple[int, int]:
        """Return where the name begins and ends that the words `loose` are of, which nothing explains."""
        phrased = {at for p in scan.phrases if not p.weak for at in range(p.first, p.last)}
        first, last, taken = loose[0], loose[-1] + 1, phrased.union(told)
        # A word that says little elsewhere is part of a name: "career executive assignments".
        while (before := self._before(scan, first, taken)) is not None:
            first = before
        while self._is_beside(scan, last, taken):
            last += 1
        return first, last

    def _before(self, scan: Scan, first: int, taken: Collection[int]) -> int | None:
        """Where what is looked for begins further ahead; a name may go on over "of" and "the": "Department of …"."""
        at = first - 1
        while at > 0 and at not in taken and scan.tokens[at].word in self._lists["within_names"]:
            at -= 1
        named = at == first - 1 or scan.tokens[at].raw[:1].isupper()
        return at if named and self._is_beside(scan, at, taken) else None

    def _is_beside(self, scan: Scan, at: int, taken: Collection[int]) -> bool:
        return 0 <= at < len(scan.tokens) and at not in taken and scan.tokens[at].word not in self._function

    def _is_idle(self, scan: Scan, at: int) -> bool:
        token = scan.tokens[at]
        return bool({token.word, token.raw.lower()} & self._idle) or self._scanner.is_plain(token)
