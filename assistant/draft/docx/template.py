"""The Word file that a draft is written into: styles, language, margins, properties and the line at the foot."""

from datetime import datetime

from docx import Document as new_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant.draft.docx.marking import element, field
from assistant.draft.values import Draft, Status

LANGUAGE = "en-US"
FONT = "Calibri"
AGENCY = "Agency"
#: Styles that Word gives to comments, by the names under which it knows them.
COMMENT_TEXT, COMMENT_MARK = "annotation text", "annotation reference"

_INK = RGBColor(0x1F, 0x2A, 0x37)
# Size in points, space above and below.
_HEADINGS = {1: (13, 14, 4), 2: (11.5, 10, 3), 3: (11, 8, 2)}
_DEEPEST = 9
_LONGEST_PROPERTY = 255
_TITLE = (20, 0, 2)
_TEXT = (11, 0, 6)
_LISTS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_UNFINISHED = {Status.DRAFT: "Draft", Status.REVIEW: "Draft in review"}


def opened(draft: Draft, code: str, author: str, dated: datetime, *, tracked: bool) -> Document:
    """Return an empty file for `draft`, a class with that code if it has one.

    Of one that is `tracked`, what is edited later is tracked too.
    """
    document = new_document()
    _without_thumbnail(document)
    _styled(document)
    _described(document, draft, code, author, dated)
    _set_up(document)
    _footed(document, draft)
    if tracked:
        stop = document.settings.element.find(qn("w:defaultTabStop"))
        stop.addprevious(element("w:trackRevisions"))
    return document


def list_style(depth: int) -> str:
    """Return the style of an item of that depth, from 1."""
    return _LISTS[min(depth, len(_LISTS)) - 1]


def heading_style(depth: int) -> str:
    """Return the style of a heading of that depth, from 1."""
    return f"Heading {min(depth, _DEEPEST)}"


def _without_thumbnail(document: Document) -> None:
    """Leave out the picture of another document that the empty file shows in a folder."""
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[key]


def _styled(document: Document) -> None:
    styles = document.styles
    _shaped(_style(document, "Normal"), *_TEXT)
    _style(document, "Normal").paragraph_format.line_spacing = 1.1
    _shaped(_style(document, "Title"), *_TITLE, bold=True)
    agency = styles.add_style(AGENCY, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(agency, ParagraphStyle)
    agency.base_style = styles["Normal"]
    _shaped(agency, 12, 0, 12)
    _shaped(_style(document, "Footer"), 9, 0, 0)
    remark = styles.add_style(COMMENT_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    remark.element.set(qn("w:styleId"), "CommentText")
    remark.font.size = Pt(10)
    mark = styles.add_style(COMMENT_MARK, WD_STYLE_TYPE.CHARACTER)
    mark.element.set(qn("w:styleId"), "CommentReference")
    mark.font.size = Pt(8)
    for depth in range(1, _DEEPEST + 1):
        size, above, below = _HEADINGS.get(depth, _HEADINGS[max(_HEADINGS)])
        _shaped(_style(document, heading_style(depth)), size, above, below, bold=True)
    for name in _LISTS:
        # Items are read apart by the space between them, too.
        style = _style(document, name)
        _shaped(style, 11, 0, 4)
        for close in style.element.findall(f"{qn('w:pPr')}/{qn('w:contextualSpacing')}"):
            close.getparent().remove(close)


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _shaped(style: ParagraphStyle, size: float, above: float, below: float, *, bold: bool = False) -> None:
    """Give a style its font, size and distances, in points, in place of the colors and borders of a theme."""
    style.font.size, style.font.color.rgb = Pt(size), _INK
    style.font.bold, style.font.italic = bold, False
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _described(document: Document, draft: Draft, code: str, author: str, dated: datetime) -> None:
    """Say in the properties of the file what it is, and in its settings in which Word it was made."""
    about = document.core_properties
    about.title = _short(f"{draft.title} ({code})" if code else draft.title)
    about.subject = _short(f"Class specification, {draft.wanted.agency}".removesuffix(", "))
    about.author = about.last_modified_by = _short(author)
    about.comments, about.keywords = "", _short(code)
    about.category, about.content_status = "Class specification", draft.status.value.capitalize()
    about.language, about.revision, about.version = LANGUAGE, draft.version, str(draft.version)
    about.created = about.modified = dated
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")


def _short(text: str) -> str:
    """Return `text` as far as a property of the file can hold it."""
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 1].rstrip() + "…"


def _set_up(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)


def _footed(document: Document, draft: Draft) -> None:
    """Put title, page and how far the draft is at the foot of each page."""
    line = document.sections[0].footer.paragraphs[0]
    stage = _UNFINISHED.get(draft.status)
    line.add_run(f"{draft.title}\t{f'{stage}, version {draft.version}' if stage else ''}\tPage ")
    field(line, "PAGE")
    line.add_run(" of ")
    field(line, "NUMPAGES")
