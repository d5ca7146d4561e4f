"""What is printed of a draft, block by block, and what of it a revision puts in and takes out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from assistant.draft.docx.blocks import Block, Stretch, Style
from assistant.draft.docx.differing import Mark, pieces
from assistant.draft.docx.rejoining import rejoined
from assistant.draft.docx.revising import Revision, gone_id, revision_of, section_keys
from assistant.draft.paragraphs import (
    HEADER,
    Paragraph,
    agency_line,
    is_printed,
    paragraphs,
    printed,
    together,
    with_parts,
)
from assistant.draft.values import Decision, Draft, DraftSection, Line

#: Stands where only the writer knows what to say.
BLANK = "[to be completed]"


class Words(Protocol):
    """Tells what is printed of a line."""

    def __call__(self, line: Line) -> Iterator[Stretch]:
        """Yield the stretches of `line`; nothing where it is left out."""


def sheet(draft: Draft, base: Draft | None = None, *, asks: bool) -> Iterator[Block]:
    """Yield the blocks of `draft`, if it `asks` with blanks for what the writer knows; `base` as for `together`."""
    beside = together(draft, base)

    def words(line: Line) -> Iterator[Stretch]:
        if now := _now(line, asks=asks):
            yield Stretch(now, Mark.SAME, line)

    yield Block(Style.TITLE, (Stretch(draft.title, Mark.SAME, None),))
    yield from _agency(draft)
    for section in printed(draft):
        if section.heading:
            yield Block(Style.HEADING, (Stretch(section.heading, Mark.SAME, None),), section.depth)
        yield from _blocks(section, words, beside)


def revised_sheet(draft: Draft, base: Draft | None, *, asks: bool) -> Iterator[Block]:
    """Yield the blocks of `draft` with what it changes of the spec that it revises; `base` as for `revision_of`."""
    beside = together(draft, base)
    beside = {**beside, **{gone_id(key): number for key, number in beside.items()}}
    return iter(rejoined(_revised(draft, revision_of(draft, base), beside, asks=asks), beside))


def _revised(draft: Draft, revision: Revision, beside: Mapping[str, int], *, asks: bool) -> Iterator[Block]:
    before = revision.before

    def words(line: Line) -> Iterator[Stretch]:
        for piece in pieces(before.get(line.line_id, ""), _now(line, asks=asks)):
            yield Stretch(piece.text, piece.mark, line)

    title = tuple(Stretch(piece.text, piece.mark, None) for piece in pieces(revision.title, draft.title))
    yield Block(Style.TITLE, title)
    yield from _agency(draft)
    sections, has = revision.draft.sections, _printed_keys(draft.sections)
    for at, (section, key) in enumerate(zip(sections, section_keys(sections), strict=True)):
        mark = _heading_mark(_had(with_parts(sections[at:]), revision), key in has)
        if section.heading and mark is not None:
            yield Block(Style.HEADING, (Stretch(section.heading, mark, None),), section.depth)
        yield from _blocks(section, words, beside)


def _agency(draft: Draft) -> Iterator[Block]:
    if agency := agency_line(draft):
        yield Block(Style.AGENCY, (Stretch(agency, Mark.SAME, None),))


def _now(line: Line, *, asks: bool) -> str:
    """What a line says; where only the writer knows, a blank."""
    if line.is_in:
        return line.text
    return BLANK if asks and not line.text and line.decision is not Decision.REJECTED else ""


def _blocks(section: DraftSection, words: Words, beside: Mapping[str, int]) -> Iterator[Block]:
    for paragraph in paragraphs(section.lines, beside):
        stretches = tuple(_joined([tuple(words(line)) for line in paragraph.lines]))
        if stretches:
            yield Block(_style(section, paragraph), stretches, paragraph.depth, paragraph.label)


def _style(section: DraftSection, paragraph: Paragraph) -> Style:
    if paragraph.label:
        return Style.ROW if section.kind == HEADER else Style.LABEL
    return Style.ITEM if paragraph.depth else Style.TEXT


def _joined(lines: Sequence[tuple[Stretch, ...]]) -> Iterator[Stretch]:
    """Yield the stretches of the lines of a paragraph, with a space where two stand, or stood, side by side."""
    stood = stands = False
    for stretches in filter(None, lines):
        did = any(stretch.mark is not Mark.IN for stretch in stretches)
        does = any(stretch.mark is not Mark.OUT for stretch in stretches)
        before, now = stood and did, stands and does
        if before or now:
            yield Stretch(" ", Mark.SAME if before and now else Mark.IN if now else Mark.OUT, None)
        yield from stretches
        stood, stands = stood or did, stands or does


def _printed_keys(sections: Sequence[DraftSection]) -> set[tuple[str, int]]:
    """The keys of the sections whose headings the clean copy prints."""
    pairs = enumerate(section_keys(sections))
    return {key for at, key in pairs if is_printed(with_parts(sections[at:]))}


def _had(parts: Sequence[DraftSection], revision: Revision) -> bool:
    """Whether the spec has the heading of the first of `parts`."""
    return parts[0].heading in revision.headings or any(
        line.line_id in revision.before for part in parts for line in part.lines
    )


def _heading_mark(had: bool, has: bool) -> Mark | None:
    """What a revision does to a heading that the spec `had` and the draft `has`; None where it is not printed."""
    if not had and not has:
        return None
    return Mark.SAME if had and has else Mark.IN if has else Mark.OUT
