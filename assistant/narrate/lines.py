"""A unit of evidence, marked, with the places where a sentence may begin and end to repeat it.

A sentence that began or ended elsewhere could leave out what the rest
depends on: a condition, who is spoken of, a "not".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.narrate.labels import Label, Labelled
from assistant.narrate.pieces import is_plural
from assistant.narrate.wordlists import Keys
from vectorstore.spec import Modality

#: Facets whose units list one thing after the other between semicolons.
_LISTING = frozenset({"knowledge", "skills", "abilities", "desirable", "special"})
_PERIODS = frozenset({"^alike_hour", "^alike_week", "^alike_month", "^alike_year"})


@dataclass(frozen=True)
class Line(Labelled):
    """A unit of an exhibit, and how a sentence may repeat it."""

    @cached_property
    def starts(self) -> dict[int, Label | None]:
        """Where a sentence may begin, and the label that it then must name."""
        found: dict[int, Label | None] = {}
        for piece in self.pieces:
            if piece.start and not (self._is_item(piece) or self._may_begin(piece)):
                continue
            if piece.start and self._is_item(piece) and self.marks[piece.start].key == "and":
                piece = piece[1:]
            for at in self._past_leads(piece):
                found.setdefault(at, None)
            if (behind := self.behind_label(piece)) is not None:
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
        is_verb = bool(at) and is_plural(self.marks[at].raw) and not self.marks[at].is_capital
        return at if is_verb else -1

    @cached_property
    def aim_at(self) -> int:
        """Where a sentence may leave a "to" out, and say who does it: "Under direction, to file letters"; else -1."""
        if not self.is_aim or not self.lists.at("opening", self.marks, 0):
            return -1
        at = next((i for i in self.pieces[0] if self.marks[i].key == "to"), 0)
        behind = self.marks[at - 1].key in ("direction", "supervision") or "," in self.marks[at].before
        return at if at and behind and at + 1 < len(self.marks) else -1

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where a sentence may end, other than where it leaves out some of a list."""
        last = len(self.marks)
        found = {last}
        if last and self.marks[-1].key in ("and", "or"):
            found.add(last - 1)
        found |= {piece.stop for piece in self.pieces if self._may_end(piece)}
        if self.unit.modality is Modality.STATED and last > 3 and self.is_as_of(last - 3, last):
            found.add(last - 3)
        return frozenset(found)

    def may_be_cut(self, at: int) -> bool:
        """Return whether a sentence may leave out the rest of a list, from `at` on."""
        if self._is_listing and self.lists.at("examples", self.marks, at) > at:
            return True
        piece = self._cuttable.get(at - 1)
        if piece is None or at + 1 >= piece.stop or self.lists.has("collective", self.marks[piece.start : at]):
            return False
        return self._is_listed(at)

    @cached_property
    def _cuttable(self) -> Mapping[int, range]:
        """The pieces that may lose the rest of a list, by each of their marks."""
        if self.unit.modality is not Modality.DESCRIBED or self.unit.group or self.lead_end:
            return {}
        return {at: piece for piece in self.pieces if not self._is_bound(piece) for at in piece}

    def _is_bound(self, piece: range) -> bool:
        inside = [self.marks[i] for i in piece]
        return any(m.is_number or m.bind for m in inside) or self.is_weighed(inside)

    def _is_listed(self, at: int) -> bool:
        mark, last = self.marks[at], self.marks[at - 1]
        if self.lists.at("examples", self.marks, at) > at:
            return True
        if mark.key == "and":
            following = self.marks[at + 1]
            named = last.is_capital and following.is_capital
            if not following.is_capital and is_plural(following.raw) and is_plural(self.marks[0].raw):
                # "Reports to the master and receives orders": another verb as the first.
                return True
        else:
            function = mark.key in self.lists.vocabulary.words["function"]
            named = "," not in mark.before or function or mark.raw.endswith(("ing", "ed"))
        return not named and is_plural(last.raw)

    def _past_leads(self, piece: range) -> Iterator[int]:
        """Where `piece` begins, and behind words that only say who it is of, or that it must be."""
        at = piece.start
        yield at
        while at < piece.stop:
            rows = ("bearers", "staff", "holding", *(("aiming",) if self.is_aim else ()))
            past = max(self.lists.at(row, self.marks, at) for row in rows)
            past = max(past, self.name_at(self.marked, at))
            if past == at and self.marks[at].bind is None:
                return
            at = max(past, at + 1)
            if at < piece.stop:
                yield at

    def _may_begin(self, piece: range) -> bool:
        """Whether a later piece stands on its own."""
        marks, before = self.marks, self.marks[: piece.start]
        if self.label_at(piece.start):
            return True
        if self.lists.at("points", marks, piece.start) > piece.start or self.has_alternatives:
            return False
        if "." in marks[piece.start].before:
            return not self.lead_end
        if self.lead_end and self.lead_end <= piece.start:
            return False
        if any(self.lists.at("governs", before, at) > at for at in range(len(before))) or self.is_weighed(before):
            return False
        return any(marks[at].bind for at in piece) or self._is_parallel(piece)

    def _is_item(self, piece: range) -> bool:
        """Whether a piece is one of several things to know or to be able to do, or to have."""
        if not self._is_listing or ";" not in self.marks[piece.start].before:
            return False
        first = piece.start + (self.marks[piece.start].key == "and")
        goes_on = first < piece.stop and self.marks[first].key == "to"
        return first < piece.stop and not goes_on and self.lists.at("points", self.marks, first) == first

    @cached_property
    def _is_listing(self) -> bool:
        """Whether it is of what someone must know or be able to do, one thing after the other; none is denied."""
        heading = self.lists.vocabulary.heading
        listing = {heading(above) for above in self.exhibit.citation.section_path} & _LISTING
        asked = self.unit.modality in (Modality.REQUIRED, Modality.PREFERRED)
        plain = not self.lead_end and not self.has_alternatives and not self.lists.has("denying", self.marks)
        return bool(listing) and asked and plain

    def _is_parallel(self, piece: range) -> bool:
        """Whether a piece begins with a verb as the unit does: "Inspects vessels; repairs engines"."""
        linked = len(piece) > 1 and self.lists.at("linking", self.marks, piece.start + 1) > piece.start + 1
        verbs = is_plural(self.marks[0].raw) and is_plural(self.marks[piece.start].raw)
        return verbs and len(piece) > 1 and not linked

    def _may_end(self, piece: range) -> bool:
        if piece.stop == len(self.marks):
            return True
        rest = [p for p in self.pieces if p.start >= piece.stop]
        if self.label_at(rest[0].start):
            return True
        if self.unit.modality is Modality.STATED:
            # "The salary is $4; $5; $6": one of them is not what it is.
            return False
        if (self.lead_end and self.lead_end <= piece.stop and not self.behind_label(piece)) or self.has_alternatives:
            return False
        return all(self._is_apart(other) for other in rest)

    def _is_apart(self, piece: range) -> bool:
        """Whether a later piece takes nothing back of what stands before it."""
        if self._is_item(piece):
            return True
        goes_on = self.marks[piece.start].key == "and"
        if self.lists.at("points", self.marks, piece.start) > piece.start and not goes_on:
            return "." in self.marks[piece.start].before and not self.is_weighed([self.marks[i] for i in piece])
        inside = [self.marks[i] for i in piece]
        return any(m.bind for m in inside) or not self.is_weighed(inside)

    @cached_property
    def telling(self) -> frozenset[int]:
        """Those of `starts` behind labels whose values say themselves what they are."""
        return frozenset(at for at, label in self.starts.items() if label and label.tells_itself)

    @cached_property
    def periods(self) -> frozenset[str]:
        """The periods that its labels and the heading right above it name: an annual salary is one a year."""
        named = {key for keys in self.headings[-1:] for key in keys} | self.printed
        first = max((at for at, label in self.starts.items() if label), default=0)
        said = {mark.key for mark in self.marks[first:]}
        if not any(mark.key[0] == "$" for mark in self.marks):
            return frozenset()
        periods = {key for key in named if key.startswith("^alike_") and key in _PERIODS}
        return frozenset(periods if not said & _PERIODS else ())

    @cached_property
    def printed(self) -> frozenset[str]:
        """Keys of the words of its labels."""
        return frozenset[str]().union(*(label.words for label in self.starts.values() if label))

    @cached_property
    def called(self) -> Mapping[str, Sequence[tuple[Keys, frozenset[str]]]]:
        """By first key what phrases a sentence may call it, the longest first, and which facets they mean."""
        labels = [label for label in self.starts.values() if label]
        labelled = {label.facet for label in labels if label.facet}
        if any(mark.key[0] == "$" for mark in self.marks) and any(label.is_range for label in labels):
            labelled.add("salary")
        means: dict[Keys, set[str]] = {}
        for facet in (self.facets - self.not_called) | labelled:
            for keys in self.lists.facet_words(facet):
                means.setdefault(keys, set()).add(facet)
        found: dict[str, list[tuple[Keys, frozenset[str]]]] = {}
        for keys in sorted(means, key=len, reverse=True):
            found.setdefault(keys[0], []).append((keys, frozenset(means[keys])))
        return found

    @cached_property
    def is_dated(self) -> bool:
        """Whether it states a date, of which may be told what happened then."""
        labelled = {label.facet for label in self.starts.values() if label}
        facets = self.lists.vocabulary.facets
        return any(facets[facet].dated for facet in {*labelled, self.headed} - {""})
