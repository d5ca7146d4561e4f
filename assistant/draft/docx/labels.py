"""The labels of a class with their values, as a table of two columns with a marked head."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from assistant.draft.docx.differing import Mark
from assistant.draft.docx.marking import Marks, element, head_row

#: What the head of the table says.
HEAD = ("Item", "Entry")

_WIDTHS = (Inches(2.1), Inches(4.4))
_LINE = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "BFC5CC"}
_SHADE = {"w:val": "clear", "w:color": "auto", "w:fill": "EEF1F4"}
_DESCRIPTION = "Identification of the class: each row has a label and its value"


class LabelTable:
    """One such table, row by row."""

    def __init__(self, document: Document, marks: Marks, *, is_headed: bool = True) -> None:
        """Begin a table at the end of `document`; one that goes on with another needs no second head."""
        self._document = document
        self._marks = marks
        self._table = document.add_table(rows=1, cols=2)
        self._table.alignment, self._table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, width in zip(self._table.columns, _WIDTHS, strict=True):
            column.width = width
        self._described()
        self._row_marks: set[Mark] = set()
        self._is_headed = is_headed
        head = self._table.rows[0]
        if not is_headed:
            self._table._tbl.remove(head._tr)
            return
        head_row(head)
        for cell, words, width in zip(head.cells, HEAD, _WIDTHS, strict=True):
            cell.width = width
            _set(cell).add_run(words).bold = True
            cell._tc.get_or_add_tcPr().append(element("w:shd", _SHADE))

    def row(self, label: str, mark: Mark) -> Paragraph:
        """Add a row for `label`, and return the paragraph that its value goes into."""
        row = self._table.add_row()
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width
        left, right = _set(row.cells[0]), _set(row.cells[1])
        run = left.add_run(f"{label}:")
        run.bold = True
        self._marks.around(run, mark)
        for paragraph in (left, right):
            self._marks.paragraph(paragraph, mark)
        self._marks.row(row, mark)
        self._row_marks.add(mark)
        return right

    def close(self) -> None:
        """Let the head come or go with the rows, if all of them do."""
        if len(self._row_marks) > 1 or not self._is_headed:
            return
        head, mark = self._table.rows[0], next(iter(self._row_marks))
        for cell in head.cells:
            self._marks.around(cell.paragraphs[0].runs[0], mark)
            self._marks.paragraph(cell.paragraphs[0], mark)
        self._marks.row(head, mark)

    def _described(self) -> None:
        """Draw the lines of the table, and say for whoever does not see it what it is."""
        format = self._table._tbl.tblPr
        borders = element("w:tblBorders")
        borders.extend(element(f"w:{side}", _LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        format.insert_element_before(
            borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"
        )
        format.append(element("w:tblCaption", {"w:val": "Class information"}))
        format.append(element("w:tblDescription", {"w:val": _DESCRIPTION}))
        for look in format.findall(qn("w:tblLook")):
            look.attrib.clear()
            look.set(qn("w:val"), "00A0")
            for name, value in {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}.items():
                look.set(qn(f"w:{name}"), value)


def _set(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    return paragraph
