"""A unit of evidence, marked, with the places where a sentence may begin and end to repeat it.

A sentence that began or ended elsewhere could leave out what the rest
depends on: a condition, who is spoken of, a "not".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.narrate.pieces import LONGEST_LABEL, Pieced, is_plural
from assistant.narrate.wordlists import Keys
from vectorstore.folding import fold
from vectorstore.spec import Modality


_PERIODS = frozenset({"^alike_hour", "^alike_week", "^alike_month", "^alike_year"})


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a value: `Class Code:`."""

    facet: str
    """What it means; empty where the vocabulary does not know it."""

    words: frozenset[str]
    """Keys of its words, as printed."""

    is_needed: bool
    """The value says nothing without it."""

    tells_itself: bool = False
    """The value is one of a few that say so themselves, of whom they are told: "is exempt"."""


@dataclass(frozen=True)
class Line(Pieced):
    """A unit of an exhibit, and how a sentence may repeat it."""

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
        is_verb = bool(at) and is_plural(self.marks[at].raw) and not self.marks[at].is_capital
        return at if is_verb else -1

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where a sentence may end, other than where it leaves out some of a list."""
        last = len(self.marks)
        found = {last}
        if last and self.marks[-1].key in ("and", "or"):
            found.add(last - 1)
        found |= {piece.stop for piece in self.pieces if self._may_end(piece)}
        if self.unit.modality is Modality.STATED and last > 3 and self._is_as_of(last - 3, last):
            found.add(last - 3)
        return frozenset(found)

    def may_be_cut(self, at: int) -> bool:
        """Return whether a sentence may leave out the rest of a list, from `at` on."""
        piece = next(p for p in self.pieces if p.start < at <= p.stop)
        if at + 1 >= piece.stop or self.unit.modality is not Modality.DESCRIBED or self.unit.group or self.lead_end:
            return False
        inside = [self.marks[i] for i in piece]
        if any(m.is_number or m.bind for m in inside) or self.is_weighed(inside):
            return False
        if self.lists.has("collective", self.marks[piece.start : at]):
            return False
        return self._is_listed(at)

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

    def _behind_label(self, piece: range) -> tuple[int, Label] | None:
        """Where the value of a piece begins, and its label; of one that leads to a list, where that begins."""
        at = next((i for i in piece if i > piece.start and ":" in self.marks[i].before), None)
        if at is None:
            return self._behind_is(piece)
        lead = self.marks[piece.start : at]
        vocabulary = self.lists.vocabulary
        facet = vocabulary.label(self.marked.text[lead[0].start : lead[-1].end])
        words = frozenset(mark.key for mark in lead)
        if facet:
            return at, Label(facet, words, bool(vocabulary.facets[facet].value), self._tells_itself(facet, at, piece))
        if self.unit.modality is Modality.STATED and len(lead) <= LONGEST_LABEL:
            return at, Label("", words, is_needed=True)
        if self.is_idle(lead) and not self.is_weighed(self.marks[piece.start :]):
            return at, Label("", words, is_needed=False)
        return None

    def _behind_is(self, piece: range) -> tuple[int, Label] | None:
        """Where the value of a stated sentence begins, and its label: "The salary of a Clerk, as of 2018-03, is $4"."""
        marks = self.marks
        at = next((i for i in piece if marks[i].key == "is"), 0)
        of = next((i for i in piece if marks[i].key == "of"), at)
        if self.unit.modality is not Modality.STATED or not piece.start < of < at - 1 or at + 1 >= piece.stop:
            return None
        past = self.name_at(self.marked, of + 1)
        if past != at and not self._is_as_of(past, at):
            return None
        lead = tuple(mark.key for mark in marks[piece.start : of])
        facet = next((f for f in self.lists.vocabulary.facets if lead in self.lists.facet_words(f)), "")
        return at + 1, Label(facet, frozenset(lead), True, self._tells_itself(facet, at + 1, piece))

    def _is_as_of(self, first: int, last: int) -> bool:
        """Whether no more than "as of" and a date stands from `first` up to `last`."""
        return [mark.key for mark in self.marks[first : last - 1]] == ["as", "of"] and self.marks[last - 1].key[
            0
        ] == "@"

    def _tells_itself(self, facet: str, at: int, piece: range) -> bool:
        """Whether the value from `at` on is a status of overtime or the like, that says what it is."""
        if not facet or not (values := self.lists.vocabulary.facets[facet].values):
            return False
        text = fold(self.marked.text[self.marks[at].start : self.marks[piece.stop - 1].end])
        return any(
            text in (key.replace("_", " "), *listed) and len(text) > LONGEST_LABEL for key, listed in values.items()
        )

    def _past_leads(self, piece: range) -> Iterator[int]:
        """Where `piece` begins, and behind words that only say who it is of, or that it must be."""
        at = piece.start
        yield at
        while at < piece.stop:
            rows = ("bearers", "staff", "holding") if at or not self._is_aim else ("aiming",)
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
        if (self.lead_end and self.lead_end <= piece.stop and not self._behind_label(piece)) or self.has_alternatives:
            return False
        return all(self._is_apart(other) for other in rest)

    def _is_apart(self, piece: range) -> bool:
        """Whether a later piece takes nothing back of what stands before it."""
        goes_on = self.marks[piece.start].key == "and"
        if self.lists.at("points", self.marks, piece.start) > piece.start and not goes_on:
            return "." in self.marks[piece.start].before and not self.is_weighed([self.marks[i] for i in piece])
        inside = [self.marks[i] for i in piece]
        return any(m.bind for m in inside) or not self.is_weighed(inside)

    @cached_property
    def _is_aim(self) -> bool:
        """Whether it says what a class is for: "To receive and route applications"."""
        return self.unit.modality is Modality.DESCRIBED and bool({"definition", "duties"} & self.facets)

    @cached_property
    def telling(self) -> frozenset[int]:
        """Those of `starts` behind labels whose values say themselves what they are."""
        return frozenset(at for at, label in self.starts.items() if label and label.tells_itself)

    @cached_property
    def periods(self) -> frozenset[str]:
        """The periods that its labels and the heading right above it name: of an annual salary is told what a year is."""
        named = {key for keys in self.headings[-1:] for key in keys} | self.printed
        said = {mark.key for mark in self.marks}
        periods = {key for key in named if key.startswith("^alike_") and key in _PERIODS}
        return frozenset(periods if not said & _PERIODS else ())

    @cached_property
    def headed(self) -> str:
        """What the heading right above it means; empty for nothing."""
        path = self.exhibit.citation.section_path
        return self.lists.vocabulary.heading(path[-1]) if path else ""

    @cached_property
    def headings(self) -> tuple[Keys, ...]:
        """The headings above it, each as its keys."""
        marked = (self.lists.marker.marked(heading) for heading in self.exhibit.citation.section_path)
        return tuple(keys for one in marked if (keys := tuple(mark.key for mark in one.marks)))

    @cached_property
    def printed(self) -> frozenset[str]:
        """Keys of the words of its labels."""
        return frozenset[str]().union(*(label.words for label in self.starts.values() if label))

    @cached_property
    def called(self) -> Mapping[str, Sequence[tuple[Keys, frozenset[str]]]]:
        """By first key what phrases a sentence may call it, the longest first, and which facets they mean."""
        labelled = {label.facet for label in self.starts.values() if label and label.facet}
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

    @cached_property
    def not_called(self) -> frozenset[str]:
        """What it may not be called though it stands there: no minimum is what is desirable, or needed at times."""
        weak = self.unit.modality in (Modality.PREFERRED, Modality.MAY_BE_REQUIRED, Modality.NOT_REQUIRED)
        path = map(self.lists.vocabulary.heading, self.exhibit.citation.section_path)
        return frozenset({"requirements"} if weak or "desirable" in path else ())

    @cached_property
    def facets(self) -> frozenset[str]:
        """What it is of, by the headings above it and, where it asks for something, by its own words."""
        vocabulary = self.lists.vocabulary
        headed = {vocabulary.heading(heading) for heading in self.exhibit.citation.section_path}
        if self.unit.modality in (Modality.DESCRIBED, Modality.STATED):
            return frozenset(headed - {""})
        lower = fold(self.unit.text)
        return frozenset((headed | {key for key, cue in vocabulary.cues.items() if cue.search(lower)}) - {""})
