"""What of a draft is printed, in paragraphs: sentences of one paragraph of their source stand in one again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from assistant.draft.values import Decision, Draft, DraftSection, Line
from vectorstore.folding import fold

#: Kind of the section of labels above the first heading.
HEADER = "header"

#: Two sentences of one printed line are parted by no more characters than ".  " or "; and " take.
_WIDEST_GAP = 6

#: How long, in characters, a printed line is that was broken because it was full.
_FULL = range(60, 141)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are printed as one paragraph, one item or one label with its value."""

    lines: tuple[Line, ...]
    """All of them, rejected ones too; at least one."""

    @property
    def label(self) -> str:
        """Label of its value; empty for text."""
        return self.lines[0].label

    @property
    def depth(self) -> int:
        """Depth as an item of a list, from 1; 0 for a paragraph."""
        return self.lines[0].depth

    @property
    def said(self) -> tuple[Line, ...]:
        """The lines that are handed over."""
        return tuple(line for line in self.lines if line.is_in)


def agency_line(draft: Draft) -> str:
    """Return the agency of a draft where it has to be printed of its own: no line of the header names it."""
    agency = fold(draft.wanted.agency)
    header = (line for section in draft.sections if section.kind == HEADER for line in section.lines)
    return "" if any(agency in fold(line.text) for line in header if line.is_in) else draft.wanted.agency


def printed(draft: Draft) -> Iterator[DraftSection]:
    """Yield the sections that are printed: not those of which every line, in all their parts, was rejected."""
    for at, section in enumerate(draft.sections):
        if is_printed(with_parts(draft.sections[at:])):
            yield section


def with_parts(sections: Sequence[DraftSection]) -> Sequence[DraftSection]:
    """Return the first of `sections` with those below it that are its parts."""
    first, *rest = sections
    end = next((at for at, one in enumerate(rest) if one.depth <= first.depth), len(rest))
    return (first, *rest[:end])


def is_printed(parts: Sequence[DraftSection]) -> bool:
    """Return whether the first of `parts`, a section with its parts, is printed."""
    lines = [line for part in parts for line in part.lines]
    return not lines or any(line.decision is not Decision.REJECTED for line in lines)


def together(draft: Draft, base: Draft | None = None) -> Mapping[str, int]:
    """Return the ids of lines that stand in one paragraph of their source, each with a number of that paragraph.

    `base` is an older version of the draft: what was reworded beyond likeness has its source only there.
    """
    known = {line.line_id: line for one in (draft, base) if one is not None for line in one.lines if line.sources}
    lines = sorted(known.values(), key=lambda line: (line.sources[0].source_id, line.sources[0].start))
    breaks = accumulate((not _goes_on(above, below) for above, below in pairwise(lines)), initial=0)
    return {line.line_id: number for line, number in zip(lines, breaks, strict=False)}


def paragraphs(lines: Sequence[Line], together: Mapping[str, int]) -> Iterator[Paragraph]:
    """Yield the paragraphs that `lines`, those of one section, make.

    What is new between two lines of one paragraph is of that paragraph.
    """
    current: list[Line] = []
    last = -1
    for at, line in enumerate(lines):
        if current and at > last:
            yield Paragraph(tuple(current))
            current = []
        current.append(line)
        last = max(last, _last_beside(lines, at, together))
    if current:
        yield Paragraph(tuple(current))


def _last_beside(lines: Sequence[Line], at: int, together: Mapping[str, int]) -> int:
    """Index of the last line in the paragraph of the one at `at`; its own where it ends that."""
    first, last = lines[at], at
    if first.line_id not in together:
        return at
    for index in range(at + 1, len(lines)):
        line = lines[index]
        number = together.get(line.line_id, together[first.line_id])
        if line.label or line.depth != first.depth or number != together[first.line_id]:
            break
        if line.line_id in together:
            last = index
    return last


def _goes_on(above: Line, below: Line) -> bool:
    """Whether the source of both lines prints `below` right behind `above`, in the same paragraph."""
    if above.label or below.label or above.depth != below.depth:
        return False
    last = [one for one in above.sources if one.spec_id == above.sources[0].spec_id][-1]
    first = below.sources[0]
    if first.source_id != last.source_id or not last.end <= first.start <= last.end + _WIDEST_GAP:
        return False
    *_, end = last.quote.split("\n")
    breaks = first.line - last.line - last.quote.count("\n")
    return breaks == 0 or (breaks == 1 and first.start == last.end + 1 and len(end) in _FULL)
