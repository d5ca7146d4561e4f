"""Word files of any elements in any order, and with bytes changed: read or refused by name, and nothing else."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.errors import ReadError
from ingest.readers import read
from tests.ingest.raw_docx import box, cell, field, item, level, numbering, p, packed, run, section, style, table, word
from tests.ingest.test_readers import hold_together

WHOLE = word(
    p("GATE KEEPER", properties='<w:pStyle w:val="Title"/>')
    + p(run("Class Code:", "<w:b/>"), " M2041", box(p("Boxed.")), properties='<w:keepNext w:val="1"/>')
    + item("Opens.")
    + item("Shuts.", 1)
    + table(["Grade", cell("Pay", '<w:gridSpan w:val="2"/>')], ["12", "10", "20"])
    + p(field("PAGE", "1"), '<w:ins w:id="1">' + run("in") + "</w:ins>", '<w:r><w:footnoteReference w:id="1"/></w:r>')
    + section("header1:default", "footer1:default"),
    styles=style("Title", run="<w:b/>"),
    numbering=numbering(level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2.")),
    header1=p("MARLOW COUNTY"),
    footer1=p("Page ", field("PAGE", "1")),
    footnotes=f'<w:footnote w:id="1">{p("Noted.")}</w:footnote>',
)


def check(content: bytes) -> None:
    """Read `content`; it is a document that holds together, or refused by name."""
    try:
        document = read(content, "spec.docx")
    except ReadError as error:
        assert "spec.docx" in str(error)
        return
    hold_together(document)


FRAGMENTS = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>"),
        *(
            "<w:t>GATE KEEPER</w:t>",
            "<w:t> </w:t>",
            "<w:br/>",
            "<w:tab/>",
            "<w:ins>",
            "</w:ins>",
            "<w:del>",
            "</w:del>",
        ),
        *(p("DUTIES"), p("Opens gates."), item("One"), item("Two", 1), item("", 7), table(["a", "b"], ["", "c"])),
        *(run("Bold", "<w:b/>"), run("é😀", "<w:caps/>"), field("PAGE", "1"), box(p("x")), section("header1:first")),
        *('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        *('<w:r><w:footnoteReference w:id="1"/></w:r>', "<w:sdt>", "</w:sdt>", "<w:sectPr/>", '<w:sym w:char="F0B7"/>'),
        *('<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:pPr>", "</w:pPr>", "<w:rPr><w:del/></w:rPr>", "<mc:Choice>"),
    ]
)


def balanced(fragments: list[str]) -> str:
    """Return `fragments` with every element closed, so that the XML is whole."""
    made, opened = [], []
    for fragment in fragments:
        if fragment.startswith("</"):
            if opened and opened[-1] == fragment[2:-1]:
                made.append(f"</{opened.pop()}>")
        else:
            made.append(fragment)
            if fragment.count("<") == 1 and not fragment.endswith("/>"):
                opened.append(fragment[1:-1].split(" ")[0])
    return "".join([*made, *(f"</{name}>" for name in reversed(opened))])


BODIES = st.lists(FRAGMENTS, max_size=40).map(balanced)
PARTS = {
    "numbering": numbering(level(0, "decimal", "%1.") + level(1, "bullet", "o")),
    "header1": p("MARLOW COUNTY\t1"),
    "footnotes": f'<w:footnote w:id="1">{p("Noted.")}</w:footnote>',
}


@settings(deadline=None, max_examples=150)
@given(BODIES)
@example("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>")
def test_any_elements_in_any_order_are_read(body: str) -> None:
    check(word(body, **PARTS))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Return a Word file with bytes changed, in the container or in a part of it."""
    if draw(st.booleans()):
        return _changed(draw, WHOLE)
    with ZipFile(BytesIO(WHOLE)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(files)))
    return packed({**files, name: _changed(draw, files[name])})


def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(made) - 1))
        match draw(st.sampled_from(["set", "cut", "double", "zero"])):
            case "set":
                made[at] = draw(st.integers(0, 255))
            case "cut":
                del made[at : at + draw(st.integers(1, 40))]
            case "double":
                made[at:at] = made[at : at + draw(st.integers(1, 400))]
            case "zero":
                made[at : at + 4] = b"\xff\xff\xff\xff"
        made = made or bytearray(b"P")
    return bytes(made)


@settings(deadline=None, max_examples=200)
@given(mutated())
def test_changed_bytes_are_read_or_refused(content: bytes) -> None:
    check(content)


@pytest.mark.long
@settings(deadline=None, max_examples=10_000)
@given(st.one_of(mutated(), BODIES.map(lambda body: word(body, **PARTS))))
def test_changed_bytes_at_length(content: bytes) -> None:
    check(content)
