"""What a sentence says before and behind the evidence's own words: of which class, what kind of thing, how strongly.

None of it adds anything: a word that is in no row, no name of the cited
class and no name of what is cited is not passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.narrate.lines import Label, Line
from assistant.narrate.marks import Bind, Mark, Marked
from assistant.narrate.names import Names
from assistant.narrate.wordlists import WordLists
from assistant.question import Question

_ROWS = ("bearers", "holding", "leads")
_DATED = ("in", "on")


@dataclass(frozen=True, slots=True)
class Lead:
    """Words of a sentence that are passed over."""

    end: int
    """Index just past its last mark."""

    binds: frozenset[Bind] = frozenset()
    is_way: bool = False
    """It says that this is one of several ways."""

    names: bool = False
    """It names the class."""

    tells_which: bool = False
    """It names the class by its code or with its agency."""

    facets: frozenset[str] = frozenset()
    """The kind of thing that all its names mean, as far as the evidence is of it; several where they leave it open."""

    is_mixed: bool = False
    """Its names mean different kinds."""

    is_headed: bool = False
    """It names a heading above the evidence."""

    words: frozenset[str] = frozenset()
    """Keys of its marks."""

    dangling: str = ""
    """The preposition that it ends with."""


class Leads:
    """Reads leads and tails by one set of rows."""

    def __init__(self, lists: WordLists, names: Names) -> None:
        """Read by the rows of `lists`; classes are known by `names`."""
        self._lists = lists
        self._names = names

    def of(self, said: Marked, first: int, line: Line, question: Question) -> Iterator[Lead]:
        """Yield what may be passed over from `first` on, before what `line` says: nothing, then ever more."""
        lead = Lead(first)
        yield lead
        while lead.end < len(said.marks):
            longer = self._longer(said, lead, line, question)
            if longer is None:
                return
            keys = {mark.key for mark in said.marks[lead.end : longer.end]}
            lead = replace(longer, words=lead.words | keys)
            if self._may_end(said, lead):
                yield lead

    def leads_to(self, said: Marked, lead: Lead, line: Line, first: int) -> bool:
        """Return whether `line` from `first` on may follow: behind "is" no noun, which would say what the class is.

        Nor may it where the line's own "has" is passed over.
        """
        if lead.facets or lead.is_headed or lead.is_way or lead.end == 0:
            return True
        marks, following = said.marks, line.marks[first]
        if self._lists.at("being", marks, lead.end - 1) == lead.end - 1 or "there" in lead.words:
            return True
        if first in line.held:
            return False
        is_told = following.raw.endswith(("ed", "ing")) or self._lists.at("predicative", line.marks, first) > first
        return is_told or ":" in marks[lead.end].before

    def subject(self, said: Marked, at: int, line: Line, question: Question) -> int:
        """Return where words that say that the class does something end, which begin at `at`; `at` itself for none."""
        named = self._names.class_at(said, at, line.exhibit.citation, question)
        return max(named, self._lists.at("bearers", said.marks, at))

    def tails(self, said: Marked, first: int, line: Line, question: Question) -> Iterator[Lead]:
        """Yield what may be passed over behind what `line` says: nothing, then ever more."""
        tail = Lead(first)
        yield tail
        while tail.end < len(said.marks):
            longer = self._behind(said, tail, line, question)
            if longer is None:
                return
            tail = longer
            yield tail

    def _longer(self, said: Marked, lead: Lead, line: Line, question: Question) -> Lead | None:
        """`lead` and what may be passed over next; None where nothing may."""
        lead = replace(lead, dangling="")
        return (
            self._named(said, lead, line, question)
            or self._called(said, lead, line)
            or self._idle(said.marks, lead, line)
        )

    def _named(self, said: Marked, lead: Lead, line: Line, question: Question) -> Lead | None:
        """A heading, words that ask, or a name of the class: behind `lead`."""
        marks, at = said.marks, lead.end
        cited = line.exhibit.citation
        if (past := self._headed(said, at, line)) > at:
            binds = lead.binds | {m.bind for m in marks[at:past] if m.bind} | self._asks(line)
            return replace(lead, end=past, binds=binds, is_headed=True)
        if (bind := marks[at].bind) is not None:
            return replace(lead, end=at + 1, binds=lead.binds | {bind})
        if (past := self._names.class_at(said, at, cited, question)) > at:
            return replace(lead, end=past, names=True)
        if self._names.code_at(marks, at, cited, behind=lead.names and "(" in marks[at].before):
            return replace(lead, end=at + 1, names=True, tells_which=True)
        if (past := self._names.agency_at(marks, at, cited)) > at:
            return replace(lead, end=past, tells_which=True)
        return None

    def _called(self, said: Marked, lead: Lead, line: Line) -> Lead | None:
        """What kind of thing the evidence is of, behind `lead`."""
        marks, at = said.marks, lead.end
        if (past := self._lists.at("ways", marks, at)) > at:
            return replace(lead, end=past, is_way=True)
        if (found := self._facet_at(said, at, line)) is not None:
            kinds = lead.facets & found[1] if lead.facets and found[1] else lead.facets | found[1]
            mixed = lead.is_mixed or bool(lead.facets and not kinds)
            return replace(lead, end=found[0], facets=kinds, is_mixed=mixed)
        if (past := self._lists.at("asking", marks, at)) > at:
            return replace(lead, end=past, binds=lead.binds | {Bind.MUST})
        return None

    def _idle(self, marks: Sequence[Mark], lead: Lead, line: Line) -> Lead | None:
        """Words that say nothing, and the date of the document, behind `lead`."""
        at = lead.end
        if (past := max(self._lists.at(row, marks, at) for row in _ROWS)) > at:
            return replace(lead, end=past)
        if marks[at].key == f"@{line.exhibit.citation.revision}":
            return replace(lead, end=at + 1)
        if self._lists.at("linking", marks, at) > at:
            return replace(lead, end=at + 1, dangling=marks[at].key)
        return None

    def _asks(self, line: Line) -> set[Bind]:
        """How the headings above `line` ask: what is under them is desirable."""
        kinds = map(self._lists.vocabulary.heading, line.exhibit.citation.section_path)
        return {Bind.PREFERS} if "desirable" in kinds else set()

    def _may_end(self, said: Marked, lead: Lead) -> bool:
        """Whether the evidence's words may come next: no preposition may, but before a date, and "to" behind "is"."""
        if not lead.dangling or lead.end == len(said.marks):
            return not lead.dangling
        if lead.dangling in _DATED:
            following = said.marks[lead.end]
            return following.key[0] == "@" or (following.is_number and len(following.raw) == 4)
        before = said.marks[lead.end - 2] if lead.end > 1 else None
        return lead.dangling == "to" and before is not None and before.key in ("is", "are", "be")

    def _headed(self, said: Marked, at: int, line: Line) -> int:
        """Where a printed heading above `line` ends that begins at `at`, or behind an "under"."""
        marks = said.marks
        first = at + (marks[at].key == "under")
        for keys in line.headings:
            if tuple(m.key for m in marks[first : first + len(keys)]) == keys:
                return first + len(keys)
        return at

    def _facet_at(self, said: Marked, at: int, line: Line) -> tuple[int, frozenset[str]] | None:
        """Where a name of what `line` is of ends that begins at `at`, and of which facets it is."""
        marks = said.marks
        for keys, facets in line.called.get(marks[at].key, ()):
            if tuple(m.key for m in marks[at : at + len(keys)]) == keys:
                return at + len(keys), facets
        return (at + 1, frozenset()) if marks[at].key in line.printed else None

    def _behind(self, said: Marked, tail: Lead, line: Line, question: Question) -> Lead | None:
        marks, at = said.marks, tail.end
        if (past := self._lists.at("closers", marks, at)) > at:
            return replace(tail, end=past)
        bind = marks[at].bind
        if bind is not None:
            return replace(tail, end=at + 1, binds=tail.binds | {bind})
        if not tail.binds or marks[at - 1].bind is None:
            return None
        # "is required for a Clerk", "… to become one".
        past = at
        while past < len(marks) and marks[past].key in ("for", "of", "to", "be", "become"):
            past += 1
        if past == at or past == len(marks):
            return None
        end = max(
            self._names.class_at(said, past, line.exhibit.citation, question), self._lists.at("bearers", marks, past)
        )
        return replace(tail, end=end) if end > past else None


def names_label(lead: Lead, label: Label | None) -> bool:
    """Return whether a lead names the label that a value needs, and no other kind of value."""
    if label is None or not label.is_needed:
        return True
    if lead.is_mixed or (lead.facets and label.facet not in lead.facets):
        return False
    return label.facet in lead.facets or label.words <= lead.words
