"""What a sentence says before and behind the evidence's own words: of which class, what kind of thing, how strongly.

None of it adds anything: a word that is in no row, no name of the cited
class and no name of what is cited is not passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.narrate.lead import Last, Lead, Subject
from assistant.narrate.lines import Line
from assistant.narrate.marks import Bind, Mark, Marked
from assistant.narrate.names import Names
from assistant.narrate.pieces import is_plural
from assistant.narrate.wordlists import WordLists
from assistant.question import Question

#: Facets whose statements say what a class does.
_WORK = frozenset({"duties", "definition"})
#: Signs that set off what stands behind them.
_SIGNS = frozenset('"“”(*')
#: Of the ways to ask, those that are verbs with an object.
_VERBS = frozenset({Bind.MUST, Bind.MAY, Bind.WAIVES})


class Leads:
    """Reads leads and tails by one set of rows."""

    def __init__(self, lists: WordLists, names: Names) -> None:
        """Read by the rows of `lists`; classes are known by `names`."""
        self._lists = lists
        self._names = names

    def of(self, said: Marked, first: int, line: Line, question: Question) -> Iterator[Lead]:
        """Yield what may be passed over from `first` on, before what `line` says: nothing, then ever more."""
        opened = self._opened(said.marks, first)
        pointed = self._lists.at("pointing", said.marks, opened.end)
        for lead in (opened, replace(opened, end=pointed, last=Last.OTHER, subject=Subject.SOURCE)):
            if lead is not opened and pointed == opened.end:
                return
            yield lead
            while lead.end < len(said.marks):
                longer = self._longer(said, lead, line, question)
                if longer is None:
                    break
                keys = {mark.key for mark in said.marks[lead.end : longer.end]}
                lead = replace(longer, words=lead.words | keys)
                yield lead

    def subject(self, said: Marked, at: int, line: Line, question: Question) -> int:
        """Return where words that say that the class does something end, which begin at `at`; `at` itself for none."""
        named = self._names.class_at(said, at, line.exhibit.citation, question)
        return max(named, self._lists.at("bearers", said.marks, at))

    def named(self, said: Marked, at: int, line: Line, question: Question) -> int:
        """Return where a name of the class ends that begins at `at`; `at` itself for none."""
        return self._names.class_at(said, at, line.exhibit.citation, question)

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

    def _opened(self, marks: Sequence[Mark], first: int) -> Lead:
        """What a sentence opens with that joins it to others: "Yes,", "In addition,"."""
        at, opens = first, ""
        while at < len(marks):
            past = self._lists.at("connecting", marks, at)
            if past == at and at == 0 and marks[0].key in ("yes", "no"):
                past, opens = 1, marks[0].key
            if past == at or past == len(marks) or "," not in marks[past].before:
                break
            at = past
        opens = opens if at else ""
        return Lead(at, last=Last.OTHER if at > first else Last.NOTHING, opens=opens)

    def _longer(self, said: Marked, lead: Lead, line: Line, question: Question) -> Lead | None:
        """`lead` and what may be passed over next; None where nothing may."""
        return (
            self._asked(said, lead, line)
            or self._some(said, lead, line, question)
            or self._named(said, lead, line, question)
            or self._called(said, lead, line)
            or self._idle(said.marks, lead, line)
        )

    def _asked(self, said: Marked, lead: Lead, line: Line) -> Lead | None:
        """A heading above the evidence, or words that ask, behind `lead`."""
        marks, at = said.marks, lead.end
        if (past := self._headed(said, at, line)) > at:
            binds = lead.binds | {m.bind for m in marks[at:past] if m.bind} | self._asks(line)
            return replace(lead, end=past, last=Last.OTHER, subject=Subject.SOURCE, binds=binds, is_headed=True)
        if (bind := marks[at].bind) is not None:
            return replace(lead, end=at + 1, last=Last.OTHER, binds=lead.binds | {bind})
        return None

    def _some(self, said: Marked, lead: Lead, line: Line, question: Question) -> Lead | None:
        """Some positions of the class, behind `lead`: "some Ferry Agent positions"."""
        marks, at = said.marks, lead.end
        if marks[at].key not in ("some", "certain") or at + 1 == len(marks):
            return None
        past = self._names.class_at(said, at + 1, line.exhibit.citation, question)
        if past == at + 1 or past == len(marks) or marks[past].key != "position":
            return None
        return replace(lead, end=past + 1, last=Last.OTHER, binds=lead.binds | {Bind.CASE}, names=True)

    def _named(self, said: Marked, lead: Lead, line: Line, question: Question) -> Lead | None:
        """A name of the class, behind `lead`; none is what is asked for: "You need an Accountant"."""
        marks, at = said.marks, lead.end
        linked = lead.last is Last.LINK
        if lead.binds & _VERBS and not linked and lead.last is not Last.NAME and marks[at - 1].key != "that":
            return None
        cited = line.exhibit.citation
        named = replace(
            lead, last=Last.NAME, subject=lead.subject if linked or lead.last is Last.NAME else Subject.CLASS
        )
        if (past := self._names.class_at(said, at, cited, question)) > at:
            return replace(named, end=past, names=True, is_many=lead.is_many or _is_many(marks[at:past]))
        coded = self._lists.at("coding", marks, at) if lead.names else at
        if self._names.code_at(marks, coded, cited, behind=lead.names and "(" in marks[at].before):
            return replace(named, end=coded + 1, names=True, tells_which=True)
        if (past := self._names.agency_at(marks, at, cited)) > at:
            return replace(named, end=past, tells_which=True)
        past = self._lists.at("bearers", marks, at)
        past = max(past, self._names.head_at(said, at, line.marks, cited, question))
        if past > self._lists.at("sources", marks, at):
            return replace(named, end=past, is_many=lead.is_many or _is_many(marks[at:past]))
        return None

    def _called(self, said: Marked, lead: Lead, line: Line) -> Lead | None:
        """What kind of thing the evidence is of, behind `lead`."""
        marks, at = said.marks, lead.end
        if (past := self._lists.at("ways", marks, at)) > at:
            return replace(lead, end=past, last=Last.OTHER, is_way=True)
        if marks[at].key == "either":
            return replace(lead, end=at + 1, is_either=True)
        if (found := self._facet_at(said, at, line)) is not None:
            kinds = lead.facets & found[1] if lead.facets and found[1] else lead.facets | found[1]
            mixed = lead.is_mixed or bool(lead.facets and not kinds)
            last, of = Last.OTHER, Subject.SOURCE
            return replace(lead, end=found[0], last=last, subject=of, facets=kinds, is_mixed=mixed)
        is_least = marks[at].key in ("minimum", "mandatory") and "requirements" in line.not_called
        if lead.subject is Subject.CLASS and (past := self._lists.at("calling", marks, at)) > at:
            return replace(lead, end=past, last=Last.OTHER, binds=lead.binds | {Bind.MUST})
        if (past := self._lists.at("asking", marks, at)) > at and not is_least:
            return replace(lead, end=past, last=Last.OTHER, binds=lead.binds | {Bind.MUST})
        return None

    def _idle(self, marks: Sequence[Mark], lead: Lead, line: Line) -> Lead | None:
        """Words for the document and what it does, and others that say nothing, behind `lead`."""
        at, linked = lead.end, lead.last is Last.LINK
        if (past := self._lists.at("closers", marks, at)) > at:
            return replace(lead, end=past, last=Last.OTHER)
        is_object = not linked and (bool(lead.binds & _VERBS) or lead.subject is Subject.CLASS)
        if (past := self._lists.at("sources", marks, at)) > at and not is_object:
            subject = lead.subject if linked else Subject.SOURCE
            return replace(lead, end=past, last=Last.SOURCE, subject=subject)
        for row, last in self._rows_after(lead, line):
            if (past := self._lists.at(row, marks, at)) > at:
                return replace(lead, end=past, last=last)
        if (past := self._lists.at("giving", marks, at)) > at:
            return replace(lead, end=past, last=Last.HOLDING, is_given=True)
        is_dated = marks[at].key == f"@{line.exhibit.citation.revision}"
        return replace(lead, end=at + 1, last=Last.OTHER) if is_dated else None

    def _rows_after(self, lead: Lead, line: Line) -> Iterator[tuple[str, Last]]:
        """The rows of which a phrase may come next: a document tells, a class does something."""
        if lead.subject is Subject.SOURCE:
            yield "telling", Last.OTHER
        if lead.subject is Subject.CLASS and _WORK & line.facets:
            yield "doing", Last.OTHER
        if line.is_dated:
            yield "been", Last.BEING
        yield from (("being", Last.BEING), ("holding", Last.HOLDING), ("plain", Last.OTHER), ("linking", Last.LINK))

    def _asks(self, line: Line) -> set[Bind]:
        """How the headings above `line` ask: what is under them is desirable."""
        kinds = map(self._lists.vocabulary.heading, line.exhibit.citation.section_path)
        return {Bind.PREFERS} if "desirable" in kinds else set()

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
        labels = [label for label in line.starts.values() if label]
        named = [one for one in labels if tuple(m.key for m in marks[at : at + len(one.keys)]) == one.keys]
        longest = max(named, key=lambda one: len(one.keys), default=None)
        return (at + len(longest.keys), frozenset({longest.facet} - {""})) if longest else None

    def _behind(self, said: Marked, tail: Lead, line: Line, question: Question) -> Lead | None:
        marks, at = said.marks, tail.end
        if (past := self._lists.at("closers", marks, at)) > at:
            return replace(tail, end=past)
        bind = marks[at].bind
        is_asked = marks[at].asks_behind or _is_to_become(marks, at)
        if bind is not None and is_asked and not marks[at].is_loud and not _SIGNS & set(marks[at].before):
            return replace(tail, end=at + 1, binds=tail.binds | {bind})
        for row, is_way in (("enough", True), ("exempting", False)):
            if (past := self._lists.at(row, marks, at)) > at and (is_way or line.telling):
                return replace(tail, end=past, is_way=tail.is_way or is_way)
        if marks[at].key in line.periods:
            return replace(tail, end=at + 1)
        if (past := self._lists.at("purpose", marks, at)) > at and past < len(marks):
            end = self._names.class_at(said, past, line.exhibit.citation, question)
            return replace(tail, end=end) if end > past else None
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
        return replace(tail, end=end, is_many=_is_many(marks[past:end])) if end > past else None


def _is_many(marks: Sequence[Mark]) -> bool:
    """Whether `marks`, which name a class or who is of it, speak of several people, or of positions."""
    return is_plural(marks[-1].raw) or any(mark.key == "position" for mark in marks)


def _is_to_become(marks: Sequence[Mark], at: int) -> bool:
    """Whether "is required to become" stands at `at`, of which "is required to" is taken for one."""
    return marks[at].raw.endswith(" required to") and at + 1 < len(marks) and marks[at + 1].key == "become"
