"""The parts of Word's XML that python-docx has no words for: tracked changes, comments on them, fields, marked rows."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from types import MappingProxyType
from typing import cast

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import ElementBase

from assistant.draft.docx.differing import Mark

_INITIALS = "JCA"


class Marks:
    """Marks what a revision changes, each change with an id of its own, an author and a date."""

    def __init__(self, author: str, dated: datetime) -> None:
        self._author = author
        self._date = dated.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._ids = count(1)

    def around(self, run: Run, mark: Mark, author: str = "") -> ElementBase:
        """Mark a run as put in or taken out, and return the element that stands for it in its paragraph."""
        own = run._r
        if mark is Mark.SAME:
            return own
        change = self._change(mark, author)
        own.addprevious(change)
        change.append(own)
        if mark is Mark.OUT:
            for text in own.findall(qn("w:t")):
                text.tag = qn("w:delText")
        return change

    def paragraph(self, paragraph: Paragraph, mark: Mark) -> None:
        """Mark the end of a paragraph, so that the paragraph comes or goes with its words."""
        if mark is not Mark.SAME:
            format = paragraph._p.get_or_add_pPr()
            properties = element("w:rPr")
            properties.append(self._change(mark))
            format.insert_element_before(properties, "w:sectPr", "w:pPrChange")

    def row(self, row: _Row, mark: Mark) -> None:
        """Mark a row of a table."""
        if mark is not Mark.SAME:
            row._tr.get_or_add_trPr().append(self._change(mark))

    def _change(self, mark: Mark, author: str = "") -> ElementBase:
        return element(
            f"w:{mark}",
            {"w:id": str(next(self._ids)), "w:author": author or self._author, "w:date": self._date},
        )


def comment(document: Document, first: ElementBase, last: ElementBase, text: str, author: str) -> None:
    """Comment on what stands from `first` to `last`, runs of one paragraph or what marks them."""
    made = document.comments.add_comment(text, author, _INITIALS)
    number = {"w:id": str(made.comment_id)}
    first.addprevious(element("w:commentRangeStart", number))
    end, reference = element("w:commentRangeEnd", number), element("w:r")
    style = element("w:rPr")
    style.append(element("w:rStyle", {"w:val": "CommentReference"}))
    reference.append(style)
    reference.append(element("w:commentReference", number))
    last.addnext(end)
    end.addnext(reference)


def field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word fills in: `PAGE` or `NUMPAGES`."""
    made = element("w:fldSimple", {"w:instr": f" {name} "})
    paragraph._p.append(made)
    run = paragraph.add_run("1")
    made.append(run._r)


def head_row(row: _Row) -> None:
    """Mark a row as the head of its table: it is repeated on each page, and read out with each cell."""
    format = row._tr.get_or_add_trPr()
    format.append(element("w:cantSplit"))
    format.append(element("w:tblHeader"))


def element(tag: str, attributes: Mapping[str, str] = MappingProxyType({})) -> ElementBase:
    """Return a new element; names have prefixes, as in `w:val`."""
    return cast(ElementBase, OxmlElement(tag, {qn(name): value for name, value in attributes.items()}))
