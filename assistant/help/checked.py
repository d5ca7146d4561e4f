"""Check what a model says of a question, and make the question of it that code can stand for.

Only what was offered is taken, with every slot that its frame has. A class is
meant where the message, mended, names it to the ordinary reader. A facet that
no words name states nothing: it adds to a guess, or to what is shown where
nothing states what is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.conversation import follow
from assistant.help.doubt import CERTAIN, Doubt, is_near, is_outside, near_facets
from assistant.help.mapped import Mapped
from assistant.help.mending import mended
from assistant.help.offered import Offered
from assistant.identity import Match
from assistant.question import Frame, Question
from assistant.reading import Reader
from assistant.scanner import Scan
from assistant.state import State
from vectorstore.spec import CatalogEntry

_MOST_FACETS = 2
#: Unexplained words of the shortest description of work.
_LEAST_TOLD = 2
#: What the ordinary reader makes of a message that asks for what the model says.
_SAME = {
    "fact": (Frame.FACT, Frame.OPEN, Frame.OVERVIEW, Frame.IDENTIFY),
    "overview": (Frame.OVERVIEW, Frame.IDENTIFY, Frame.FACT, Frame.OPEN),
    "ladder": (Frame.LADDER,),
    "revision": (Frame.REVISION,),
}


@dataclass(frozen=True, slots=True)
class Checking:
    """A question in doubt, as it was read, and what a model was offered for it."""

    doubt: Doubt
    question: Question
    message: str
    scan: Scan
    """The marked words of the message."""

    state: State
    """What the message meets."""

    reader: Reader
    offered: Offered

    def checked(self, mapped: Mapped) -> Question | None:
        """Return the question that `mapped` makes of the message; None where it cannot be meant."""
        if not self._complete(mapped):
            return None
        if mapped.frame == "reverse":
            return self._described(mapped)
        chosen = self.offered.classes[mapped.classes[0]]
        if self.doubt is Doubt.GUESS:
            return self._added(self.question, mapped.facets)
        if self.doubt is Doubt.FACET:
            return self._identified() if mapped.frame == "overview" else self._hinted(self.question, mapped.facets)
        return self._named(chosen, mapped)

    def _complete(self, mapped: Mapped) -> bool:
        """Whether all that it chooses was offered, and fills the slots of its frame and no other."""
        known = set(mapped.classes) <= self.offered.classes.keys() and set(mapped.facets) <= self.offered.facets.keys()
        if not known or mapped.frame == "none":
            return False
        facets = 1 <= len(mapped.facets) <= _MOST_FACETS if mapped.frame == "fact" else not mapped.facets
        return facets and (mapped.frame == "reverse" or len(mapped.classes) == 1)

    def _described(self, mapped: Mapped) -> Question | None:
        """The question which class does a work; a class is chosen only of those that the search found."""
        tells = len(self.question.residual.split()) >= _LEAST_TOLD
        if self.doubt is not Doubt.SCOPE or not tells or not set(mapped.classes) <= self.offered.found:
            return None
        outside = self.reader.describer.outside(self.scan)
        return replace(self.question, frame=Frame.REVERSE, entries=(), mention="", nearest=(), outside=outside)

    def _named(self, chosen: CatalogEntry, mapped: Mapped) -> Question | None:
        """The question that the ordinary reader makes of the message, its slips mended; None where it names no class.

        Nor where they may be mended to name another class as well: that is the reader's to choose. What is read stays
        as it is read: a level, a time, a condition, a facet that words name.
        """
        read = self._mended(chosen, mapped.facets)
        if read is None or read.frame not in _SAME[mapped.frame] or read.when != self.question.when:
            return None
        others = (entry for entry in self.offered.classes.values() if entry.class_id != chosen.class_id)
        scan = self.reader.scan(read.text)[1]
        if is_outside(read, self.reader, scan) or any(self._mended(other, ()) for other in others):
            return None
        named = read.sureness == 1.0 and read.facets
        return read if named or not mapped.facets else self._added(read, mapped.facets) or read

    def _mended(self, entry: CatalogEntry, facets: Sequence[str]) -> Question | None:
        """The message with its slips mended, where that names the class of `entry` and no other."""
        text = mended(self.message, entry, facets, self.reader)
        if text == self.message:
            return None
        read, scan = follow(self.reader, text, self.state), self.reader.scan(text)[1]
        named = [one.class_id for one in read.entries] == [entry.class_id]
        return read if named and not (read.choices or read.inherited) and _is_whole(scan, self.reader) else None

    def _identified(self) -> Question | None:
        """The question what is behind a code, where the message names a class by it and surely asks for no facet."""
        coded = any(mention.by_code for mention in self.scan.named)
        guessed = self.question.sureness < CERTAIN or not self.question.facets
        return replace(self.question, frame=Frame.IDENTIFY, facets=()) if coded and guessed else None

    def _added(self, question: Question, facets: Sequence[str]) -> Question | None:
        """The question with facets that it is about as like as those it was guessed to ask for, beside those."""
        new = tuple((key,) for key in facets if (key,) not in question.facets)
        near = near_facets(self.reader, self.scan)
        if not new or not all(is_near(key, near) for key in facets):
            return None
        return replace(question, frame=Frame.FACT, facets=(*new, *question.facets))

    def _hinted(self, question: Question, facets: Sequence[str]) -> Question | None:
        """The question with the facets of which something is shown where nothing states what is asked."""
        return replace(question, hints=tuple(facets)) if facets else None


def _is_whole(scan: Scan, reader: Reader) -> bool:
    """Whether the one class that is named has its whole title there, and no word stands beside that is of another.

    A part of a title is enough where it is written in full: then nothing else can be meant. "Electrician
    Supervisor" is no electrician, though it could be asked who supervises one.
    """
    if len(scan.named) != 1 or scan.levels:
        return False
    mention = scan.named[0]
    if {mention.first - 1, mention.last} & {*scan.residual}:
        return False
    heads = {name.key.head for name in reader.lexicon.names}
    goes_on = any(token.word in heads and not token.apart for token in scan.tokens[mention.last :][:1])
    goes_on |= scan.text[scan.tokens[mention.last - 1].end :].lstrip().startswith("(")
    return all(one.match is Match.EXACT for one in mention.candidates) and not goes_on
