"""Write a draft as a Word file: in the outline of its agency, with comments that say where each line comes from."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml.etree import ElementBase

from assistant.draft.docx.blocks import Block, Style
from assistant.draft.docx.differing import Mark
from assistant.draft.docx.labels import LabelTable
from assistant.draft.docx.legible import legible
from assistant.draft.docx.marking import Marks, comment
from assistant.draft.docx.remarks import remarks
from assistant.draft.docx.sheet import BLANK, revised_sheet, sheet
from assistant.draft.docx.template import AGENCY, heading_style, list_style, opened
from assistant.draft.paragraphs import HEADER
from assistant.draft.values import Draft, Line

#: Who says what the comments say, and made the changes, where nobody else is named.
AUTHOR = "Job Class Assistant"

_BELOW_TABLE = Pt(10)


def word(
    draft: Draft,
    *,
    base: Draft | None = None,
    comments: bool = True,
    tracked: bool = False,
    author: str = AUTHOR,
    dated: datetime | None = None,
) -> bytes:
    """Return `draft` as a Word file.

    What was rejected is left out. With `comments` each line has one that says
    where it comes from, and what only the writer knows is a blank with its
    question; without, questions are left out. `tracked` shows a revision as
    tracked changes, of `author` at the time `dated` (now, where it is not
    given), against the text of the spec that it revises; `base` is an older
    version of the draft, which may have lines that it has no more. A new class
    has nothing that it could be tracked against.
    """
    draft, base, author = legible((draft, base, author))
    when = (dated or datetime.now(UTC)).astimezone(UTC)
    is_tracked = tracked and bool(draft.wanted.revises)
    document = opened(draft, _code(draft), author, when, tracked=is_tracked)
    writer = _Writer(document, Marks(author, when), draft.wanted.revises if comments else None)
    for block in revised_sheet(draft, base, asks=comments) if is_tracked else sheet(draft, base, asks=comments):
        writer.write(block)
    writer.end()
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _code(draft: Draft) -> str:
    header = (line for section in draft.sections if section.kind == HEADER for line in section.lines)
    return next((line.text for line in header if line.facet == "class_code" and line.is_in), draft.wanted.class_code)


class _Writer:
    """Writes the blocks of a draft one below the other."""

    def __init__(self, document: Document, marks: Marks, revises: str | None) -> None:
        self._document = document
        self._marks = marks
        self._revises = revises
        """Spec that is revised, empty for a new class; None where nothing is commented on."""
        self._table: LabelTable | None = None
        self._has_table = False

    def write(self, block: Block) -> None:
        """Write a block; rows one after the other make one table."""
        if block.style is Style.ROW:
            if self._table is None:
                self._table = LabelTable(self._document, self._marks, is_headed=not self._has_table)
                self._has_table = True
            self._fill(self._table.row(block.label, block.mark), block)
            return
        paragraph = self._document.add_paragraph(style=_style(block))
        if self._table is not None:
            self._table.close()
            self._table = None
            if block.style is not Style.HEADING:
                paragraph.paragraph_format.space_before = _BELOW_TABLE
        if block.style is Style.LABEL:
            run = paragraph.add_run(f"{block.label}: ")
            run.bold = True
            self._marks.around(run, block.mark)
        self._marks.paragraph(paragraph, block.end or block.mark)
        self._fill(paragraph, block)

    def end(self) -> None:
        """End the file: Word takes none that ends in a table."""
        if self._table is not None:
            self._table.close()
            self._document.add_paragraph()

    def _fill(self, paragraph: Paragraph, block: Block) -> None:
        places: dict[str, list[ElementBase]] = {}
        for stretch in block.stretches:
            run = paragraph.add_run(stretch.text)
            if stretch.text == BLANK:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            element = self._marks.around(run, stretch.mark, _author(stretch.line))
            if stretch.line is not None and stretch.mark is not Mark.OUT:
                places.setdefault(stretch.line.line_id, []).append(element)
        lines = [stretch.line for stretch in block.stretches if stretch.line is not None]
        self._comment(list({line.line_id: line for line in lines if line.line_id in places}.values()), places)

    def _comment(self, lines: Sequence[Line], places: dict[str, list[ElementBase]]) -> None:
        if self._revises is None:
            return
        for inside, text in remarks(lines, self._revises):
            first, last = places[inside[0].line_id][0], places[inside[-1].line_id][-1]
            comment(self._document, first, last, text, AUTHOR)


def _author(line: Line | None) -> str:
    """Name of the model that wrote a line; empty for a person, or nobody."""
    return "" if line is None or line.author == "writer" else line.author


def _style(block: Block) -> str:
    match block.style:
        case Style.TITLE:
            return "Title"
        case Style.AGENCY:
            return AGENCY
        case Style.HEADING:
            return heading_style(block.level)
        case Style.ITEM:
            return list_style(block.level)
    return "Normal"
