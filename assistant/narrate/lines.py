"""A unit of evidence, marked, with the places where a sentence may begin and end to repeat it.

A sentence that began or ended elsewhere could leave out what the rest
depends on: a condition, who is spoken of, a "not".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.narrate.exhibit import Exhibit, Unit
from assistant.narrate.marking import Bind, Mark, Marked
from assistant.narrate.wordlists import WordLists
from vectorstore.folding import fold
from vectorstore.spec import Modality

#: Words of the longest label before a colon.
_LONGEST_LABEL = 5
#: Letters of a word that a point behind does not abbreviate.
_NO_ABBREVIATION = 4

NameAt = Callable[[Marked, int], int]


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a value: `Class Code:`."""

    facet: str
    """What it means; empty where the vocabulary does not know it."""

    words: frozenset[str]
    """Keys of its words, as printed."""

    is_needed: bool
    """The value says nothing without it."""


@dataclass(frozen=True)
class Line:
    """A unit of an exhibit."""

    exhibit: Exhibit
    unit: Unit
    marked: Marked
    lists: WordLists
    name_at: NameAt
    """Where a name of the exhibit's class ends, as `Names.class_at`."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its marks."""
        return self.marked.marks

    @cached_property
    def pieces(self) -> tuple[range, ...]:
        """Its clauses between semicolons and full stops, and its labelled values."""
        cuts = [at for at in range(1, len(self.marks)) if self._is_cut(at)]
        bounds = [0, *cuts, len(self.marks)]
        return tuple(range(first, last) for first, last in pairwise(bounds))

    @cached_property
    def starts(self) -> dict[int, Label | None]:
        """Where a sentence may begin, and the label that it then must name."""
        found: dict[int, Label | None] = {}
        for piece in self.pieces:
            if piece.start and not self._may_begin(piece):
                continue
            for at in self._past_leads(piece):
                found.setdefault(at, None)
            if (behind := self._behind_label(piece)) is not None:
                at, label = behind
                for start in self._past_leads(range(at, piece.stop)):
                    found.setdefault(start, label)
        return found

    @cached_property
    def held(self) -> frozenset[int]:
        """Those of `starts` that pass over a "has"."""
        found = set()
        for piece in self.pieces:
            behind = [at for at in piece if self.lists.at("holding", self.marks, at) > at]
            found |= {start for start in self.starts if start in piece and behind and start > behind[0]}
        return frozenset(found)

    @cached_property
    def subject_at(self) -> int:
        """Where a sentence may put who does it: "Under direction, [a Clerk] files letters"; -1 for nowhere."""
        if self.unit.modality is not Modality.DESCRIBED or not self.lists.at("opening", self.marks, 0):
            return -1
        at = next((i for i in self.pieces[0] if i and "," in self.marks[i].before), 0)
        is_verb = bool(at) and _is_plural(self.marks[at].raw) and not self.marks[at].is_capital
        return at if is_verb else -1

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where a sentence may end, other than where it leaves out some of a list."""
        last = len(self.marks)
        found = {last}
        if last and self.marks[-1].key in ("and", "or"):
            found.add(last - 1)
        found |= {piece.stop for piece in self.pieces if self._may_end(piece)}
        return frozenset(found)

    @cached_property
    def lead_end(self) -> int:
        """Where what stands before its first colon ends; 0 for none."""
        return next((at for at, mark in enumerate(self.marks) if at and ":" in mark.before), 0)

    @cached_property
    def is_lead(self) -> bool:
        """Whether it ends with a colon, and is continued by what follows it."""
        return self.marked.text.rstrip().endswith(":")

    def binds(self, first: int, last: int) -> set[Bind]:
        """Return how the pieces that have marks from `first` up to `last` bind."""
        near = {at for piece in self.pieces if piece.start < last and first < piece.stop for at in piece}
        return {bind for at in near if (bind := self.marks[at].bind) is not None}

    def is_idle(self, marks: Sequence[Mark]) -> bool:
        """Return whether `marks` before a list say nothing of what is in it."""
        lists, at = self.lists, 0
        while at < len(marks):
            rows = ("bearers", "leads", "holding", "asking", "heads", "alternating")
            past = max(lists.at(row, marks, at) for row in rows)
            idle = marks[at].bind is not None or marks[at].key in lists.any_facet
            if past == at and not idle:
                return False
            at = max(past, at + 1)
        return True

    def may_be_cut(self, at: int) -> bool:
        """Return whether a sentence may leave out the rest of a list, from `at` on."""
        piece = next(p for p in self.pieces if p.start < at <= p.stop)
        if at + 1 >= piece.stop or self.unit.modality is not Modality.DESCRIBED or self.unit.group or self.lead_end:
            return False
        inside = [self.marks[i] for i in piece]
        if any(m.is_number or m.bind for m in inside) or self._is_weighed(inside):
            return False
        return self._is_listed(at)

    def _is_listed(self, at: int) -> bool:
        mark, last = self.marks[at], self.marks[at - 1]
        if self.lists.at("examples", self.marks, at) > at:
            return True
        if mark.key == "and":
            following = self.marks[at + 1]
            named = last.is_capital and following.is_capital
            if not following.is_capital and _is_plural(following.raw) and _is_plural(self.marks[0].raw):
                # "Reports to the master and receives orders": another verb as the first.
                return True
        else:
            function = mark.key in self.lists.vocabulary.words["function"]
            named = "," not in mark.before or function or mark.raw.endswith(("ing", "ed"))
        return not named and _is_plural(last.raw)

    def _is_weighed(self, marks: Sequence[Mark]) -> bool:
        return self.lists.has("qualifies", marks) or self.lists.has("sealed", marks)

    def _is_cut(self, at: int) -> bool:
        before, last = self.marks[at].before, self.marks[at - 1]
        if ";" in before:
            return True
        if "." in before and self.marks[at].is_capital:
            return len(last.raw) > _NO_ABBREVIATION or last.is_number or last.bind is not None
        label = self._label_at(at)
        # "Status:" is no label within "OT Status:".
        return bool(label) and all(self._label_at(j) != label for j in range(max(0, at - _LONGEST_LABEL), at))

    def _label_at(self, first: int) -> int:
        """Where a known label with a colon behind it ends that begins at `first`; 0 for none."""
        for last in range(first + 1, min(first + _LONGEST_LABEL, len(self.marks) - 1) + 1):
            if ":" in self.marks[last].before:
                text = self.marked.text[self.marks[first].start : self.marks[last - 1].end]
                return last if self.lists.vocabulary.label(text) else 0
        return 0

    def _behind_label(self, piece: range) -> tuple[int, Label] | None:
        """Where the value of a piece begins, and its label; of one that leads to a list, where that begins."""
        at = next((i for i in piece if i > piece.start and ":" in self.marks[i].before), None)
        if at is None:
            return None
        lead = self.marks[piece.start : at]
        vocabulary = self.lists.vocabulary
        facet = vocabulary.label(self.marked.text[lead[0].start : lead[-1].end])
        words = frozenset(mark.key for mark in lead)
        if facet:
            return at, Label(facet, words, bool(vocabulary.facets[facet].value))
        if self.unit.modality is Modality.STATED and len(lead) <= _LONGEST_LABEL:
            return at, Label("", words, is_needed=True)
        if self.is_idle(lead) and not self._is_weighed(self.marks[piece.start :]):
            return at, Label("", words, is_needed=False)
        return None

    def _past_leads(self, piece: range) -> Iterator[int]:
        """Where `piece` begins, and behind words that only say who it is of, or that it must be."""
        at = piece.start
        yield at
        while at < piece.stop:
            past = max(self.lists.at(row, self.marks, at) for row in ("bearers", "staff", "holding"))
            past = max(past, self.name_at(self.marked, at))
            if past == at and self.marks[at].bind is None:
                return
            at = max(past, at + 1)
            if at < piece.stop:
                yield at

    def _may_begin(self, piece: range) -> bool:
        """Whether a later piece stands on its own."""
        marks, before = self.marks, self.marks[: piece.start]
        if self._label_at(piece.start):
            return True
        if self.lists.at("points", marks, piece.start) > piece.start or self.has_alternatives:
            return False
        if "." in marks[piece.start].before:
            return not self.lead_end
        if self.lead_end and self.lead_end <= piece.start:
            return False
        if any(self.lists.at("governs", before, at) > at for at in range(len(before))) or self._is_weighed(before):
            return False
        return any(marks[at].bind for at in piece) or self._is_parallel(piece)

    def _is_parallel(self, piece: range) -> bool:
        """Whether a piece begins with a verb as the unit does: "Inspects vessels; repairs engines"."""
        linked = len(piece) > 1 and self.lists.at("linking", self.marks, piece.start + 1) > piece.start + 1
        verbs = _is_plural(self.marks[0].raw) and _is_plural(self.marks[piece.start].raw)
        return verbs and len(piece) > 1 and not linked

    def _may_end(self, piece: range) -> bool:
        if piece.stop == len(self.marks):
            return True
        rest = [p for p in self.pieces if p.start >= piece.stop]
        if self._label_at(rest[0].start):
            return True
        if (self.lead_end and self.lead_end <= piece.stop and not self._behind_label(piece)) or self.has_alternatives:
            return False
        return all(self._is_apart(other) for other in rest)

    def _is_apart(self, piece: range) -> bool:
        """Whether a later piece takes nothing back of what stands before it."""
        goes_on = self.marks[piece.start].key == "and"
        if self.lists.at("points", self.marks, piece.start) > piece.start and not goes_on:
            return "." in self.marks[piece.start].before and not self._is_weighed([self.marks[i] for i in piece])
        inside = [self.marks[i] for i in piece]
        return any(m.bind for m in inside) or not self._is_weighed(inside)

    @cached_property
    def has_alternatives(self) -> bool:
        """Whether one of its pieces begins with "or", or its lead says that one of them is enough."""
        begun = any(self.marks[p.start].key == "or" for p in self.pieces[1:])
        ends = any(self.marks[p.stop - 1].key == "or" for p in self.pieces if p.stop < len(self.marks))
        lead = self.marks[: self.lead_end]
        return begun or ends or (bool(lead) and self.lists.has("alternating", lead))

    @cached_property
    def headed(self) -> str:
        """What the heading right above it means; empty for nothing."""
        path = self.exhibit.citation.section_path
        return self.lists.vocabulary.heading(path[-1]) if path else ""

    @cached_property
    def facets(self) -> frozenset[str]:
        """What it is of, by the headings above it and, where it asks for something, by its own words."""
        vocabulary = self.lists.vocabulary
        headed = {vocabulary.heading(heading) for heading in self.exhibit.citation.section_path}
        if self.unit.modality in (Modality.DESCRIBED, Modality.STATED):
            return frozenset(headed - {""})
        lower = fold(self.unit.text)
        return frozenset((headed | {key for key, cue in vocabulary.cues.items() if cue.search(lower)}) - {""})


def _is_plural(raw: str) -> bool:
    lower = raw.lower()
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
