"""Find the evidence that a sentence repeats: part by part, word for word, in the evidence's order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.narrate.lead import Lead, may_precede, names_label
from assistant.narrate.leading import Leads
from assistant.narrate.lines import Line
from assistant.narrate.marks import Bind, Mark, Marked
from assistant.narrate.pieces import is_plural
from assistant.narrate.wordlists import WordLists
from assistant.question import Question

#: A comma was put elsewhere: "experience, comparable to that of a Clerk, one year of which".
_MOVED = frozenset({"more", "less"})
#: Points of the shortest row of them that leads to a value: "Interview ..... 100%".
_LEADER = 4
_DASHES = frozenset("-–—")
_MARKS = frozenset(",;:.")
#: Tries after which a sentence counts as unproven.
_MOST_TRIES = 4000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence that repeats a line of evidence."""

    line: Line
    first: int
    """Index of the first mark of the line that it repeats."""

    last: int
    """Index just past the last."""

    lead: Lead
    tail: Lead
    inside: frozenset[Bind]
    """How strongly it asks, by words that the line does not have there."""

    kept: tuple[Bind, ...]
    """The line's words of asking that it repeats where they stand."""

    is_finite: bool = False
    """What it says begins with a verb of the third person, or a plural."""

    joiner: str = ""
    """`and`, `or`, or nothing but a mark between it and the part before."""


@dataclass(slots=True)
class Search:
    """How far a sentence could be followed, how many tries that took, and what was found on the way."""

    farthest: int = 0
    tries: int = 0
    firsts: dict[int, list[Part]] = field(default_factory=dict)
    """Parts that begin at a mark, by its index."""

    dead: set[int] = field(default_factory=set)
    """Indexes from which on the sentence cannot be taken for parts."""

    def tried(self, at: int) -> bool:
        """Note a try that came to `at`; return whether there may be more."""
        self.farthest = max(self.farthest, at)
        self.tries += 1
        return self.tries < _MOST_TRIES


class Aligner:
    """Aligns sentences with lines."""

    def __init__(self, lists: WordLists, leads: Leads) -> None:
        """Pass over what `leads` passes over."""
        self._lists = lists
        self._leads = leads

    def parts(
        self, said: Marked, lines: Sequence[Line], question: Question, search: Search, at: int = 0, joiner: str = ""
    ) -> Iterator[tuple[Part, ...]]:
        """Yield every way to take `said` from `at` on for a series of parts, the longest parts first."""
        if at not in search.firsts:
            found = self._first(said, lines, question, search, at)
            search.firsts[at] = sorted(found, key=lambda part: -part.tail.end)
        alive = False
        for part in search.firsts[at]:
            part = replace(part, joiner=joiner)
            end = part.tail.end
            if end == len(said.marks):
                alive = True
                yield (part,)
                continue
            following = self._joined(said.marks, part)
            if following is None or following[0] in search.dead or not search.tried(end):
                continue
            for rest in self.parts(said, lines, question, search, following[0], following[1]):
                alive = True
                yield (part, *rest)
        if not alive:
            search.dead.add(at)

    def _first(
        self, said: Marked, lines: Sequence[Line], question: Question, search: Search, at: int
    ) -> Iterator[Part]:
        for line in lines:
            for lead in self._leads.of(said, at, line, question):
                search.tried(lead.end)
                if lead.end == len(said.marks):
                    break
                for first, label in line.starts.items():
                    if not (names_label(lead, label) and may_precede(lead, said, line, first)):
                        continue
                    for end, last, inside, kept in self._runs(said, lead.end, line, first, question, search):
                        if not search.tried(end):
                            return
                        if all(mark.bind for mark in line.marks[first:last]) and not self._says_what(lead, line):
                            # "Not required." says nothing where it is not told what.
                            continue
                        for tail in self._leads.tails(said, end, line, question):
                            search.tried(tail.end)
                            yield Part(line, first, last, lead, tail, inside, kept, is_plural(said.marks[lead.end].raw))

    def _says_what(self, lead: Lead, line: Line) -> bool:
        return lead.is_headed or line.headed in lead.facets

    def _runs(
        self, said: Marked, at: int, line: Line, first: int, question: Question, search: Search
    ) -> Iterator[tuple[int, int, frozenset[Bind], tuple[Bind, ...]]]:
        """Yield where `said` from `at` on repeats `line` from `first` on up to a place where it may end."""
        marks, here = line.marks, first
        inside: frozenset[Bind] = frozenset()
        kept: tuple[Bind, ...] = ()
        commas: frozenset[str] = frozenset()
        while at < len(said.marks) and here < len(marks):
            mine, its = said.marks[at], marks[here]
            if here > first and (mine.sets_off(its) or (commas := commas | _comma(mine, its)) == _MOVED):
                return
            if mine.agrees(its):
                at, here, kept = at + 1, here + 1, (*kept, its.bind) if its.bind else kept
                search.farthest = max(search.farthest, at)
                if self._ends(line, here):
                    yield at, here, inside, kept
            elif its.bind is not None and not self._is_governed(marks, here):
                here += 1
            elif mine.bind is not None and mine.asks_behind and here > first and not self._is_governed(said.marks, at):
                at, inside = at + 1, inside | {mine.bind}
            elif (passed := self._passed(said, at, line, here, question)) != (at, here):
                at, here = passed
            else:
                return

    def _passed(self, said: Marked, at: int, line: Line, here: int, question: Question) -> tuple[int, int]:
        """Where a sentence and its line go on behind words of one that add nothing to the other; else as they are."""
        is_again = self._lists.at("bearers", line.marks, here) > here and _DASHES & set(line.marks[here].before)
        if is_again:
            # "Clerk – This classification files letters".
            return at, here + 1
        if here == line.aim_at:
            return self._leads.subject(said, at, line, question), here + 1
        if (past := self._holder(said, at, line, here, question)) > at:
            return past, here
        if said.marks[at].key in ("is", "are") and line.marks[here].before.count(".") >= _LEADER:
            return at + 1, here
        return (self._leads.subject(said, at, line, question) if here == line.subject_at else at), here

    def _holder(self, said: Marked, at: int, line: Line, here: int, question: Question) -> int:
        """Where a name of the class ends before what the evidence calls who is of it: "all Clerk candidates"."""
        if self._lists.at("bearers", line.marks, here) == here:
            return at
        past = self._leads.named(said, at, line, question)
        return past if at < past < len(said.marks) and said.marks[past].agrees(line.marks[here]) else at

    def _is_governed(self, marks: Sequence[Mark], at: int) -> bool:
        """Whether words of asking belong to the word before them: "duties that require judgment"."""
        return at > 0 and self._lists.at("governs", marks, at - 1) > at - 1

    def _ends(self, line: Line, here: int) -> bool:
        marks, past = line.marks, here
        while past < len(marks) and past not in line.ends and marks[past].bind is not None:
            past += 1
        return past in line.ends or line.may_be_cut(here)

    def _joined(self, marks: Sequence[Mark], part: Part) -> tuple[int, str] | None:
        """Where the part after `part` begins, and what joins it; None where nothing does."""
        at = part.tail.end
        if part.line.is_lead and part.last == len(part.line.marks):
            return at, ""
        if (past := self._lists.at("joiners", marks, at)) > at:
            return past, "or" if marks[at].key == "or" else "and"
        return (at, "") if _MARKS & set(marks[at].before) else None


def _comma(mine: Mark, its: Mark) -> frozenset[str]:
    """Whether a sentence has a comma `more` or `less` than its line before two marks; before "and" none counts."""
    has, had = "," in mine.before, "," in its.before
    counts = has != had and mine.agrees(its) and its.key not in ("and", "or")
    return frozenset({"more" if has else "less"} if counts else ())
