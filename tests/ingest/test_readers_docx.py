"""Word files as Word shows them: paragraphs, emphasis, tables, text boxes, changes, headers and footers."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from ingest.readers import read
from tests.ingest import raw_docx as raw
from tests.ingest.make_docx import EXAMPLES, FILES
from tests.ingest.parsing import parsed_file
from tests.ingest.properties import check
from tests.ingest.raw_docx import box, cell, field, p, run, section, style, styled, table, word
from vectorstore.spec import Document, MarkKind


def document(body: str, **parts: str) -> Document:
    return read(word(body, **parts), "spec.docx")


def text(body: str, **parts: str) -> str:
    return document(body, **parts).text


def marked(made: Document, kind: MarkKind) -> list[str]:
    return [made.text[mark.start : mark.end] for mark in made.marks if mark.kind is kind]


def running(made: Document) -> list[str]:
    return [made.quote(span) for span in made.running]


def test_each_paragraph_is_a_line_and_an_empty_one_a_blank_line() -> None:
    made = document(p("GATE KEEPER") + p() + p() + p("Opens ", "gates.") + p("Shuts them."))
    assert made.text == "GATE KEEPER\n\nOpens gates.\nShuts them."
    assert made.wrapped is False
    assert made.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_paragraphs_that_stand_apart_are_a_blank_line_apart() -> None:
    styles = style("Roomy", '<w:spacing w:after="200"/>') + style(
        "List", '<w:spacing w:after="200"/><w:contextualSpacing/>'
    )
    body = styled("One.", "Roomy") + styled("Two.", "Roomy") + styled("a", "List") + styled("b", "List") + p("Three.")
    assert text(body, styles=styles) == "One.\n\nTwo.\n\na\nb\n\nThree."


def test_characters_beside_letters() -> None:
    odd = "<w:r><w:t>semi</w:t><w:noBreakHyphen/><w:t>skilled</w:t><w:tab/><w:t>4</w:t><w:br/><w:t>x</w:t></w:r>"
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    assert text(p(odd) + p(sign)) == "semi-skilled\t4\nx\n☑≥"
    assert text(p("<w:r><w:t> a </w:t></w:r>", "<w:r><w:t>b\nc</w:t></w:r>")) == "ab c"
    assert text(p("<w:r><w:t>fine print\u200b\u202e</w:t></w:r>")) == "fine print"
    assert text(p("Ha", run("lf", "<w:caps/>"))) == "HaLF"


def test_headings_by_style_outline_and_name() -> None:
    styles = (
        style("heading 2", run="<w:b/>")
        + style("Ours", based_on="heading2")
        + style("Rang", '<w:outlineLvl w:val="3"/>')
        + style("Title")
    )
    body = styled("Title", "Title") + styled("Two", "heading2") + styled("Ours", "Ours") + styled("Four", "Rang")
    body += p("Direct", properties='<w:outlineLvl w:val="0"/>') + p("None", properties='<w:outlineLvl w:val="9"/>')
    body += styled("Long text in large type. " * 10, "heading2")
    made = document(body, styles=styles)
    levels = [(made.text[m.start : m.end], m.level) for m in made.marks if m.kind is MarkKind.HEADING]
    assert levels == [("Title", 1), ("Two", 2), ("Ours", 2), ("Four", 4), ("Direct", 1)]
    assert "Title\n\nTwo\n\nOurs\n\nFour\n\nDirect\nNone\n" in made.text


def test_emphasis_of_runs_styles_and_underlines() -> None:
    styles = style("Bold", run="<w:b/>") + style("Strong", run="<w:b/>", kind="character")
    bold, off = "<w:b/>", '<w:b w:val="0"/>'
    body = p(run("Job", bold), run(" "), run("Code:", bold), " 3114")
    body += p(run("FLSA", bold), "<w:r><w:tab/></w:r>", run("Exempt ", bold))
    body += styled("All of it", "Bold")
    body += p(run("Not", '<w:rStyle w:val="Strong"/>'), run(" this", off), properties='<w:pStyle w:val="Bold"/>')
    body += p(run("Named", '<w:rStyle w:val="Strong"/>'), run(" Lined", '<w:u w:val="single"/>'))
    body += p("<w:hyperlink>" + run("a link", '<w:u w:val="single"/>') + "</w:hyperlink>")
    made = document(body, styles=styles)
    assert marked(made, MarkKind.STRONG) == ["Job Code:", "FLSA", "Exempt", "All of it", "Named Lined"]


def test_rows_are_lines_and_merged_cells_come_once() -> None:
    across = cell("Pay", '<w:gridSpan w:val="2"/>')
    start, on = cell("Marlow", '<w:vMerge w:val="restart"/>'), cell("Marlow again", "<w:vMerge/>")
    body = p("Above.") + table(["Title", "Code", across], [start, "M1", "10", "20"], [on, "M2", "", "30"]) + p("Below.")
    assert text(body) == "Above.\n\nTitle\tCode\tPay\nMarlow\tM1\t10\t20\n\tM2\t\t30\n\nBelow."


def test_cells_of_as_many_lines_are_as_many_rows_and_a_layout_is_read_cell_by_cell() -> None:
    stacked = table([p("FLSA Status") + p("Exempt"), p("Class Code") + p("M2041")])
    assert text(stacked) == "FLSA Status\tClass Code\nExempt\tM2041"
    duty = "Keeps the gate, counts who passes, and tells the captain of the port at once of whatever looks odd to him."
    assert text(table(["Duties", duty])) == f"Duties\n{duty}"
    assert text(table(["Left", p("One.") + p("Two.") + table(["a", "b"])])) == "Left\nOne.\nTwo.\n\na\tb"


def test_a_number_in_a_cell_of_its_own_counts_the_text_beside_it() -> None:
    lists = raw.numbering(raw.level(0, "decimal", "%1."))
    made = document(table([raw.item(""), "Opens."], [raw.item(""), "Shuts."]), numbering=lists)
    assert made.text == "1. Opens.\n2. Shuts."
    assert marked(made, MarkKind.ITEM) == ["Opens.", "Shuts."]


def test_a_text_box_is_read_once_and_before_its_paragraph() -> None:
    assert text(p(box(p("CLASS CODE") + p("M2041")), "GATE KEEPER")) == "CLASS CODE\nM2041\nGATE KEEPER"


def test_changes_are_accepted() -> None:
    moved = p('<w:moveTo w:id="4">' + run("Comes after.") + "</w:moveTo>")
    gone_mark = '<w:rPr><w:del w:id="3"/></w:rPr>'
    body = p(
        "Three ",
        f'<w:ins w:id="1">{run("four ")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>five </w:delText><w:tab/></w:r></w:del>',
        "years.",
    )
    body += p("One ", properties=gone_mark) + p("line.") + p("Two", properties=gone_mark) + "<w:p/>" + moved
    body += p(
        '<w:moveFrom w:id="5">' + run("Comes after.") + "</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"
    )
    body += '<w:tbl><w:tr><w:trPr><w:del w:id="6"/></w:trPr>' + cell("gone") + "</w:tr></w:tbl>"
    body += p("End.", properties="<w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange>")
    made = document(body)
    assert made.text == "Three four years.\nOne line.\nTwo\nComes after.\n\nEnd."
    assert not marked(made, MarkKind.HEADING)


def test_fields_show_their_result_and_comments_nothing() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("MERGEFIELD x", "hidden")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("shown")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    box_data = "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"
    checked = f'<w:r><w:fldChar w:fldCharType="begin">{box_data}</w:fldChar></w:r>'
    comment = (
        '<w:commentRangeStart w:id="0"/>'
        + run("Said.")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="DATE">{run("May 1")}</w:fldSimple>'
    assert text(p(nested, " ", comment, " ", simple)) == "shown Said. May 1"
    assert text(p(checked, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', " Exempt")) == "☒ Exempt"


def test_content_controls_show_what_was_filled_in() -> None:
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Exempt')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('Click here.')}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Choose one.')}</w:sdtContent></w:sdt>"
    assert text(filled + prompt + p("FLSA:", inline)) == "Exempt\nFLSA:"


def test_hidden_text_is_left_out_and_told_of() -> None:
    styles = style("Ghost", run="<w:vanish/>", kind="character")
    body = p("Seen.", run(" Obey me.", "<w:vanish/>"), run(" And me.", '<w:sz w:val="2"/>'))
    body += p(run("Secret", '<w:rStyle w:val="Ghost"/>'), "x")
    made = document(body, styles=styles)
    assert made.text == "Seen.\nx"
    assert made.warnings == ("23 characters of hidden text were left out.",)


def test_a_note_stands_after_the_paragraph_that_refers_to_it() -> None:
    notes = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="7">{p("<w:r><w:footnoteRef/></w:r>", "Or three of them.")}</w:footnote>'
    refers = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    body = p("Two years", refers, ".") + p("Next.", refers)
    assert text(body, footnotes=notes) == "Two years ¹.\n¹ Or three of them.\nNext. ¹"


def test_the_first_header_stands_at_the_top_and_the_rest_below_as_running_lines() -> None:
    made = document(
        p("GATE KEEPER")
        + p("Keeps gates.")
        + section("header1:first", "header2:default", "footer1:default", title_page=True),
        header1=p("MARLOW COUNTY") + p("Class Code: M2041\t", field("PAGE", "1")),
        header2=p("GATE KEEPER") + p("Page ", field("PAGE", "2")),
        footer1=p("Revised: 03/2019") + p("Human Resources"),
    )
    assert made.text == (
        "MARLOW COUNTY\nClass Code: M2041\n1\n\nGATE KEEPER\nKeeps gates.\n\nPage 2\nRevised: 03/2019\nHuman Resources"
    )
    assert running(made) == ["1", "Page 2", "Human Resources"]


def test_headers_that_word_does_not_show_are_not_read() -> None:
    parts = {"header1": p("Stale first page"), "header2": p("Stale even pages"), "header3": p("MARLOW COUNTY")}
    body = p("Keeps gates.") + section("header1:first", "header2:even", "header3:default")
    assert text(body, **parts) == "MARLOW COUNTY\n\nKeeps gates."
    even = document(body, settings="<w:evenAndOddHeaders/>", **parts)
    assert even.text == "MARLOW COUNTY\n\nKeeps gates.\n\nStale even pages"
    assert running(even) == ["Stale even pages"]


def test_a_table_of_contents_is_left_out_of_reading() -> None:
    styles = style("toc 1")
    made = document(styled("DUTIES\t1", "toc1") + p("DUTIES"), styles=styles)
    assert running(made) == ["DUTIES\t1"]


def test_what_is_embedded_is_told_of() -> None:
    made = document(p("Keeps gates.") + '<w:altChunk r:id="x"/>')
    assert made.warnings == ("1 embedded documents were not read; ingest them as files of their own.",)


@pytest.mark.parametrize("initial", ["drop", "margin"])
def test_a_large_initial_belongs_to_its_word(initial: str) -> None:
    assert text(p("U", properties=f'<w:framePr w:dropCap="{initial}"/>') + p("nder direction")) == "Under direction"


def test_the_strict_form_of_the_standard_is_read_alike() -> None:
    strict = raw.root("document", f"<w:body>{p('Keeps gates.')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(raw.packed({"word/document.xml": strict}), "spec.docx").text == "Keeps gates."


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_example_is_what_its_maker_makes(name: str) -> None:
    # How bytes are packed differs from one zlib to the next; what is packed does not.
    assert parts((EXAMPLES / name).read_bytes()) == parts(FILES[name]()), "run `python -m tests.ingest.make_docx`"


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def test_an_example_has_its_changes_accepted_and_its_comment_left_out() -> None:
    name = "M2214 Election Services Coordinator.docx"
    made = read((EXAMPLES / name).read_bytes(), name)
    assert "and three years of full-time work" in made.text
    assert "board, item 14" not in made.text
    check(parsed_file(EXAMPLES / name))
    assert running(made) == ["Election Services Coordinator\tM2214", "Marlow County Human Resources\tPage 1 of 2"]
