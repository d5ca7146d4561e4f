"""What ties the units of all exhibits together: alternatives, ways to qualify, and lines that lead to a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from assistant.answer import Citation
from assistant.narrate.lines import Line
from ingest.alternatives import is_way
from vectorstore.spec import Modality

#: What may stand between two exhibits whose units are next to each other in the document: "; or", a marker.
_LONGEST_GAP = 16
_TELLING = (Modality.DESCRIBED, Modality.STATED)


@dataclass(frozen=True)
class Bonds:
    """The lines of all exhibits of an answer, in the order of their documents."""

    lines: tuple[Line, ...]

    def at(self, line: Line) -> int:
        """Return the place of `line`."""
        return self._places[id(line)]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(line): at for at, line in enumerate(self.lines)}

    @cached_property
    def classes(self) -> dict[str, Citation]:
        """The classes of the lines: by each, one citation of it."""
        found: dict[str, Citation] = {}
        for line in self.lines:
            found.setdefault(self.class_of(line.exhibit.citation), line.exhibit.citation)
        return found

    def class_of(self, cited: Citation) -> str:
        """Return what tells the class of `cited` from others: two documents of one are one where they share no fact.

        A row of a table and a specification are; of two versions of a specification each says another salary.
        """
        return self._same.get(cited.spec_id, cited.spec_id)

    @cached_property
    def _same(self) -> dict[str, str]:
        facets: dict[str, set[str]] = {}
        cited = {line.exhibit.citation.spec_id: line.exhibit.citation for line in self.lines}
        for line in self.lines:
            labelled = {label.facet for label in line.starts.values() if label}
            facets.setdefault(line.exhibit.citation.spec_id, set()).update(labelled | {line.headed})
        found: dict[str, str] = {}
        for one, other in combinations(cited.values(), 2):
            names = [(c.title.casefold(), c.class_code, c.agency) for c in (one, other)]
            if names[0] == names[1] and one.class_code and not (facets[one.spec_id] & facets[other.spec_id]) - {""}:
                found[other.spec_id] = found.get(one.spec_id, one.spec_id)
        return found

    @cached_property
    def chains(self) -> tuple[range, ...]:
        """For each line those that "and" and "or" join it with, itself among them."""
        found: list[range] = []
        first = 0
        for at in range(len(self.lines)):
            if not self._joins_next(at):
                found += [range(first, at + 1)] * (at + 1 - first)
                first = at + 1
        return tuple(found)

    def joint(self, at: int) -> str:
        """Return `and` or `or` where line `at` is joined so with the next one of its document; else empty."""
        return self.lines[at].unit.group

    def is_open(self, chain: range) -> bool:
        """Return whether a chain goes on in what no exhibit has."""
        return bool(self.lines[chain[-1]].unit.group)

    def has_alternatives(self, at: int) -> bool:
        """Return whether line `at` alone need not hold: it is one of several ways, or a part of one."""
        chain = self.chains[at]
        if len(chain) == 1 and not self.joint(at) and self.lines[at].unit.modality in _TELLING:
            # What is told among alternatives asks for nothing: "Study may be substituted …".
            return False
        lead = self.lead_of(at)
        ored = any(self.joint(i) == "or" for i in chain)
        led = lead is not None and lead.lists.has("alternating", lead.marks)
        return ored or bool(self.way(at)) or led or self._begins_with_or(at)

    def way(self, at: int) -> str:
        """Return the heading of the way to qualify that line `at` is of: "Or II"; empty for none."""
        opening = frozenset(self.lines[at].lists.vocabulary.document["alternatives"])
        path = self.lines[at].exhibit.citation.section_path
        return next((heading for heading in path if is_way(heading, opening)), "")

    def together(self, at: int) -> frozenset[int]:
        """Return the lines that make up one way with line `at`: those that "and" joins, or of one such heading."""
        way, own = self.way(at), self.lines[at].exhibit.citation
        if way:
            alike = (i for i, line in enumerate(self.lines) if line.exhibit.citation.source_id == own.source_id)
            return frozenset(i for i in alike if self.way(i) == way and (i == at or not self._is_note(i)))
        first = last = at
        while first > self.chains[at].start and self.joint(first - 1) == "and":
            first -= 1
        while last + 1 < self.chains[at].stop and self.joint(last) == "and":
            last += 1
        return frozenset(range(first, last + 1))

    def lead_of(self, at: int) -> Line | None:
        """Return the line with a colon at its end, of the same section, that line `at` continues; None for none."""
        own = self.lines[at].exhibit.citation
        for before in reversed(self.lines[:at]):
            cited = before.exhibit.citation
            if (cited.source_id, cited.section_path) != (own.source_id, own.section_path):
                return None
            if before.is_lead:
                return before if self._goes_on(before, at) else None
        return None

    def _goes_on(self, lead: Line, at: int) -> bool:
        """Whether the list that `lead` begins has not ended before line `at`: in small letters, up to a full stop."""
        listed = self.lines[self.at(lead) + 1 : at + 1]
        if listed[0].marked.text[:1].isupper():
            return True
        return not any(a.marked.text.endswith(".") and b.marked.text[:1].isupper() for a, b in pairwise(listed))

    def _is_note(self, at: int) -> bool:
        """Whether line `at` only tells something in brackets."""
        line = self.lines[at]
        binds = line.unit.modality not in _TELLING and any(mark.bind for mark in line.marks)
        return line.marked.text.lstrip()[:1] in ("(", "[") and not binds

    def _joins_next(self, at: int) -> bool:
        if not self.joint(at) or at + 1 == len(self.lines):
            return False
        here, following = self.lines[at].exhibit, self.lines[at + 1].exhibit
        if here is following:
            return True
        gap = following.citation.start - here.citation.end
        return here.citation.source_id == following.citation.source_id and gap <= _LONGEST_GAP

    def _begins_with_or(self, at: int) -> bool:
        marks = self.lines[at].marks
        return bool(marks) and (marks[0].key == "or" or marks[-1].key == "or")


def in_order(lines: Sequence[Line]) -> Bonds:
    """Return the bonds of `lines`, which are sorted by document and place; those of one quote keep their order."""
    cited = [(line.exhibit.citation.source_id, line.exhibit.citation.start, at) for at, line in enumerate(lines)]
    return Bonds(tuple(lines[at] for _, _, at in sorted(cited)))
