"""A unit of evidence, marked and cut into pieces: its clauses between semicolons, its labelled values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assistant.narrate.exhibit import Exhibit, Unit
from assistant.narrate.marks import Bind, Mark, Marked
from assistant.narrate.wordlists import WordLists

#: Words of the longest label before a colon.
LONGEST_LABEL = 5
#: Letters of a word that a point behind does not abbreviate.
_NO_ABBREVIATION = 4

NameAt = Callable[[Marked, int], int]


@dataclass(frozen=True)
class Pieced:
    """A unit of an exhibit in its pieces."""

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
    def lead_end(self) -> int:
        """Where what stands before its first colon ends; 0 for none."""
        return next((at for at, mark in enumerate(self.marks) if at and ":" in mark.before), 0)

    @cached_property
    def is_lead(self) -> bool:
        """Whether it ends with a colon, and is continued by what follows it."""
        return self.marked.text.rstrip().endswith(":")

    @cached_property
    def has_alternatives(self) -> bool:
        """Whether one of its pieces begins with "or", or its lead says that one of them is enough."""
        begun = any(self.marks[p.start].key == "or" for p in self.pieces[1:])
        ends = any(self.marks[p.stop - 1].key == "or" for p in self.pieces if p.stop < len(self.marks))
        lead = self.marks[: self.lead_end]
        return begun or ends or (bool(lead) and self.lists.has("alternating", lead))

    def binds(self, first: int, last: int) -> set[Bind]:
        """Return how the pieces that have marks from `first` up to `last` bind."""
        near = {at for piece in self.pieces if piece.start < last and first < piece.stop for at in piece}
        return {bind for at in near if (bind := self.marks[at].bind) is not None}

    def is_idle(self, marks: Sequence[Mark]) -> bool:
        """Return whether `marks` before a list say nothing of what is in it."""
        lists, at = self.lists, 0
        while at < len(marks):
            rows = (
                "bearers",
                "sources",
                "telling",
                "being",
                "holding",
                "plain",
                "asking",
                "heads",
                "alternating",
                "doing",
            )
            past = max(lists.at(row, marks, at) for row in rows)
            idle = marks[at].bind is not None or marks[at].key in lists.any_facet
            if past == at and not idle:
                return False
            at = max(past, at + 1)
        return True

    def is_weighed(self, marks: Sequence[Mark]) -> bool:
        """Return whether a word of `marks` narrows, denies or weighs what stands with it."""
        return self.lists.has("qualifies", marks) or self.lists.has("sealed", marks)

    def _is_cut(self, at: int) -> bool:
        before, last = self.marks[at].before, self.marks[at - 1]
        if ";" in before:
            return True
        if "." in before and self.marks[at].is_capital:
            return "(" in before or len(last.raw) > _NO_ABBREVIATION or last.is_number or last.bind is not None
        # Behind a word a label may be another one: "Status:" within "OT Status:", "Salary:" within "Maximum Salary:".
        return any(c.isdigit() for c in last.raw) and bool(self.label_at(at))

    def label_at(self, first: int) -> int:
        """Where a known label with a colon behind it ends that begins at `first`; 0 for none."""
        for last in range(first + 1, min(first + LONGEST_LABEL, len(self.marks) - 1) + 1):
            if ":" in self.marks[last].before:
                text = self.marked.text[self.marks[first].start : self.marks[last - 1].end]
                return last if self.lists.vocabulary.label(text) else 0
        return 0


def is_plural(raw: str) -> bool:
    """Return whether a word ends as a plural does, or a verb of a third person."""
    lower = raw.lower()
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is"))
