"""What of a draft is printed, in paragraphs: sentences of one paragraph of their source stand in one again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    """Yield the sections that are printed: not those of which every line, and every part, was rejected."""
    for at, section in enumerate(draft.sections):
        below = draft.sections[at + 1 :]
        end = next((n for n, other in enumerate(below) if other.depth <= section.depth), len(below))
        if any(not _is_rejected(one) for one in (section, *below[:end])):
            yield section


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs that `lines`, those of one section, make."""
    current: list[Line] = []
    for line in lines:
        if current and not _goes_on(current[-1], line):
            yield Paragraph(tuple(current))
            current = []
        current.append(line)
    if current:
        yield Paragraph(tuple(current))


def _is_rejected(section: DraftSection) -> bool:
    return bool(section.lines) and all(line.decision is Decision.REJECTED for line in section.lines)


def _goes_on(above: Line, below: Line) -> bool:
    """Whether the source of both lines prints `below` right behind `above`, in the same paragraph."""
    if above.label or below.label or above.depth != below.depth or not (above.sources and below.sources):
        return False
    last = [one for one in above.sources if one.spec_id == above.sources[0].spec_id][-1]
    first = below.sources[0]
    if first.source_id != last.source_id or not last.end <= first.start <= last.end + _WIDEST_GAP:
        return False
    *_, end = last.quote.split("\n")
    breaks = first.line - last.line - last.quote.count("\n")
    return breaks == 0 or (breaks == 1 and first.start == last.end + 1 and len(end) in _FULL)
