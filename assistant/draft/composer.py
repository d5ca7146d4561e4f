"""Lay out the lines that are proposed for a new class in the outline of its agency."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from assistant.draft.asking_for import label_lines, missing_labels
from assistant.draft.choosing import chosen, ranked
from assistant.draft.current import HEADER
from assistant.draft.drawing import Drawn
from assistant.draft.fitting import fitting
from assistant.draft.gather import gathered
from assistant.draft.helping_asked import with_help_asked
from assistant.draft.leaning import with_ground
from assistant.draft.level_asked import with_level_asked
from assistant.draft.likeness import likenesses
from assistant.draft.line_ids import line_id, line_id_at
from assistant.draft.merging import Merged, merged
from assistant.draft.noted import noted
from assistant.draft.outline import Head, Outline
from assistant.draft.outline_labels import Label
from assistant.draft.outline_repeated import Repeated
from assistant.draft.placing import head_for, with_missing
from assistant.draft.slot_words import begins_with_own
from assistant.draft.slots import Slots
from assistant.draft.taking import origins_of, taken
from assistant.draft.told_beside import told_of
from assistant.draft.values import DraftSection, Line, Provenance, Wanted
from vectorstore.kinds import DESCRIBING
from vectorstore.vocabulary import Vocabulary

#: Share of an agency's documents that have a heading, from which on a draft has it, too.
_USUAL = 0.5
#: Share of the score of the most similar class, from which on the values of another one say something.
_COMPARABLE = 0.5


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes one draft."""

    wanted: Wanted
    outline: Outline
    slots: Slots
    drawn: Sequence[Drawn]
    """The classes that are drawn on, the most similar first."""

    vocabulary: Vocabulary

    def sections(self) -> tuple[DraftSection, ...]:
        """Return the labels on top, then the headings of the agency in order, others where their kind stands."""
        notes = noted(self.wanted, self.outline)
        every = merged(gathered([one.spec for one in self.drawn], self.vocabulary), self.vocabulary)
        found = fitting(every, self.drawn, self.wanted, self.vocabulary)
        picked = ranked(chosen(found, self.drawn, self.outline.common, self.vocabulary))
        proposed = with_ground(picked, found, self.vocabulary)
        heads = with_missing(self.outline.heads, [one.first for one in proposed], self.vocabulary)
        placed: dict[Head, list[Merged]] = defaultdict(list)
        told_by_notes: set[tuple[str, int]] = set()
        for one in proposed:
            head, place = head_for(one.first, heads, self.vocabulary), one.first.place
            if head is not None and head in notes and (self._defines(one) or self._goes_on(one, told_by_notes)):
                told_by_notes.add(place)
            elif head is not None:
                placed[head].append(one)
        told = {facet for lines in placed.values() for one in lines for facet in one.first.statement.facets}
        had = list(self._had(heads, {*placed, *notes}, told))
        made: list[DraftSection] = []
        for head in had:
            section, *ways = self._section(head, placed.get(head, ()), notes.get(head, ()))
            if not (section.lines or ways or self._is_told_below(head, had)):
                section = replace(section, lines=(self._asked(head, every),))
            made += [section, *ways]
        entries = [one.spec.entry for one in self.drawn]
        body = with_level_asked(made, self.wanted.title, entries, self.slots.above)
        body = with_help_asked(body, self.wanted, entries, self.slots, self.vocabulary)
        return (self._header(body), *body)

    def _is_told_below(self, head: Head, had: Iterable[Head]) -> bool:
        """Whether a heading below `head` means the same, or a part of it, so that nothing need stand right below it."""
        facet = self.vocabulary.facets.get(head.kind)
        parts = {head.kind, *(facet.includes if facet is not None else ())}
        return any(one.path[:-1] == head.path and one.kind in parts for one in had)

    def _defines(self, one: Merged) -> bool:
        """Whether a line says what its own class is, which the notes say of the class wanted."""
        return one.kind == "definition" or begins_with_own(one.first.text, one.first.spec.entry, self.vocabulary)

    def _goes_on(self, one: Merged, left_out: Container[tuple[str, int]]) -> bool:
        """Whether a line goes on with the one right before it, which is left out: "in the investigation of thefts"."""
        spec_id, ordinal = one.first.place
        word = one.first.text.split()[0]
        return (spec_id, ordinal - 1) in left_out and word in self.vocabulary.title["connectives"]

    def _had(self, heads: Iterable[Head], filled: Iterable[Head], told: Container[str]) -> Iterator[Head]:
        """The headings with lines, those around them, and of what is `told` nowhere those that most classes have."""
        around = {head.path[:depth] for head in filled for depth in range(1, len(head.path) + 1)}
        usual = (head for head in heads if head.share >= _USUAL and (head.kind not in told or self._repeats(head)))
        paths = around | {head.path for head in usual}
        return (head for head in heads if head.path in paths)

    def _repeats(self, head: Head) -> bool:
        """Whether the agency repeats something below `head` whatever the class; not what describes the work."""
        return bool(head.boilerplate) and head.share >= _USUAL and head.kind not in DESCRIBING

    def _header(self, body: Sequence[DraftSection]) -> DraftSection:
        """The labels on top; what the writer said of the class and nothing else says has one in any case."""
        labels = self.outline.labels
        if not any(label.facet == "class_code" for label in labels):
            name = self.vocabulary.facets["class_code"].name.title()
            labels = (Label(name, "class_code", 0.0), *labels)
        lines = [*self._labels(labels)]
        lines += self._labels(
            missing_labels(self.wanted, [*lines, *chain(*(one.lines for one in body))], self.vocabulary)
        )
        return DraftSection("", HEADER, tuple(lines))

    def _labels(self, labels: Iterable[Label]) -> Iterator[Line]:
        specs = [one.spec for one in self.drawn if one.score >= _COMPARABLE * self.drawn[0].score]
        return label_lines(labels, self.wanted, self.outline.agency, specs, self.vocabulary)

    def _section(self, head: Head, lines: Sequence[Merged], notes: Sequence[Line]) -> Iterator[DraftSection]:
        plain = [self._line(one) for one in lines if not one.first.way]
        repeated = self._repeated(head, plain)
        said = [*notes, *plain, *repeated, *self._labels(head.labels)]
        ways: dict[str, list[Line]] = defaultdict(list)
        for one in lines:
            if one.first.way:
                ways[one.first.way].append(self._line(one))
        yield DraftSection(head.heading, head.kind, tuple(said), head.depth)
        for way, of_way in ways.items():
            yield DraftSection(way, head.kind, tuple(of_way), head.depth + 1)

    def _line(self, one: Merged) -> Line:
        first = one.first
        line = one.line(line_id_at(first.spec, first.statement.span))
        return self.slots.filled(line, first.spec, first.statement)

    def _repeated(self, head: Head, lines: Sequence[Line]) -> list[Line]:
        """What the agency repeats below a heading that it mostly has, without what `lines` say already."""
        common = [_common(one) for one in head.boilerplate] if self._repeats(head) else []
        if not (common and lines):
            return common
        grid = likenesses([line.text for line in common], [line.text for line in lines])
        return [line for line, row in zip(common, grid, strict=True) if not row.max()]

    def _asked(self, head: Head, found: Sequence[Merged]) -> Line:
        """What the writer is asked where nothing of what is `found` is proposed below a heading."""
        facet = self.vocabulary.facets.get(head.kind)
        if facet is not None and facet.value:
            return next(self._labels([Label("", facet.key, head.share)]))
        asks = f"What goes under “{head.heading}”?"
        question = " ".join((asks, *told_of(head, found, self.drawn, self.vocabulary)))
        return Line(line_id("question", *head.path), "", Provenance.NEEDS_INPUT, question=question)


def _common(one: Repeated) -> Line:
    spec, statement = one.sources[0]
    line = taken(spec, statement, line_id_at(spec, statement.span))
    more = (origin for other, said in one.sources[1:] for origin in origins_of(other, said.spans))
    return replace(line, sources=(*line.sources, *more))
