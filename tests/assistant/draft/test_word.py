"""A draft as a Word file: our reader finds every line in it, and comments say where each comes from."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from assistant.class_view import Spec
from assistant.draft.docx.sheet import BLANK
from assistant.draft.docx.word import AUTHOR, word
from assistant.draft.paragraphs import HEADER
from assistant.draft.values import Draft, DraftSection, Line, Provenance, Status, Wanted
from assistant.draft.wording import after_edit
from ingest.parse import parse
from ingest.readers import read
from tests.assistant.conftest import SpecOf
from tests.assistant.draft.drafts import current
from vectorstore.folding import fold, one_line
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

VOCABULARY = load()
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
CHANGES = (qn("w:ins"), qn("w:del"))


def test_every_line_is_read_again_with_title_and_code_and_in_its_section(example_index: Index) -> None:
    specs = list(_of_one_class(example_index))
    for spec in specs[::4]:
        draft = current(spec)
        parsed = parse(read(word(draft, comments=False), "d.docx"), "d.docx", draft.wanted.agency, VOCABULARY)
        entry = spec.entry.spec
        assert fold(parsed.specs[0].title) == fold(entry.title)
        assert parsed.specs[0].class_code == entry.class_code or not entry.class_code
        for section, line in ((one, line) for one in draft.sections for line in one.lines):
            if line.label:
                facts = [parsed.document.quote(fact.span) for fact in parsed.facts if fact.facet == line.facet]
                assert any(fold(line.text) in fold(value) for value in facts), line
            else:
                saying = [s for s in parsed.statements if fold(line.text) in fold(s.text)]
                kinds = {parsed.sections[s.section].kind or HEADER for s in saying}
                assert (section.kind or HEADER) in kinds, line


def test_names_of_files_and_agencies_need_not_be_what_word_can_hold(spec_of: SpecOf) -> None:
    draft = current(spec_of("Accounting Technician, Senior"))
    first, *rest = draft.sections[1].lines
    odd = replace(first, text=f"{first.text}\uffff", sources=(replace(first.sources[0], source="a\x01b.txt"),))
    sections = (draft.sections[0], replace(draft.sections[1], lines=(odd, *rest)), *draft.sections[2:])
    draft = replace(draft, wanted=Wanted(draft.title, agency="Tarn\x01 Bay"), sections=sections)
    with zipfile.ZipFile(io.BytesIO(word(draft, base=draft, author="Pat\x1b Reed"))) as file:
        assert b"ab.txt" in file.read("word/comments.xml")
        assert b"Tarn Bay" in file.read("docProps/core.xml") and b"Pat Reed" in file.read("docProps/core.xml")


def test_names_longer_than_a_property_of_a_file_are_cut_there_and_nowhere_else(spec_of: SpecOf) -> None:
    long = "Clerk " * 60
    draft = current(spec_of("Accounting Technician, Senior"))
    draft = replace(draft, wanted=Wanted(long, agency=long, class_code=long))
    document = docx.Document(io.BytesIO(word(draft, author=long)))
    assert document.paragraphs[0].text == long
    assert len(document.core_properties.title) == 255 and document.core_properties.title.endswith("Cl…")


def test_the_file_has_real_headings_a_marked_head_row_a_language_and_a_title(spec_of: SpecOf) -> None:
    draft = replace(current(spec_of("Accounting Technician, Senior")), status=Status.APPROVED)
    document = docx.Document(io.BytesIO(word(draft, comments=False, author="Pat Reed", dated=NOON)))
    styles = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    assert styles[0] == ("Title", "Accounting Technician, Senior")
    assert ("Heading 1", "DEFINITION") in styles
    assert [text for style, text in styles if style.startswith("List Bullet")]
    (table,) = document.tables
    assert table.rows[0]._tr.trPr is not None and table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert ["Class Code:", "M2042"] in [[cell.text for cell in row.cells] for row in table.rows]
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Accounting Technician, Senior (M2042)", "Pat Reed", "en-US")
    assert about.created.replace(tzinfo=UTC) == NOON and about.subject.startswith("Class specification")
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"en-US"}
    assert "Draft" not in document.sections[0].footer.paragraphs[0].text
    assert not list(document.comments) and not [e for e in document.element.iter() if e.tag in CHANGES]


def test_comments_say_where_each_line_comes_from_and_ask_what_only_the_writer_knows(spec_of: SpecOf) -> None:
    draft = _mixed(spec_of("Accountant I"), spec_of("Accountant II"))
    document = docx.Document(io.BytesIO(word(draft)))
    said = {comment.comment_id: comment.text for comment in document.comments}
    marked = _commented(document)
    assert sorted(marked) == sorted(said)
    about = {one_line(marked[key]): text for key, text in said.items()}
    duty, other = (next(line for line in draft.lines if line.line_id == key) for key in ("both", "adapted"))
    assert about[duty.text].startswith("Taken from Accountant I (M2048)")
    assert "Also in Accountant II (M2051)" in about[duty.text]
    assert about[other.text].startswith("Adapted from Accountant I (M2048)") and "three" in about[other.text]
    assert about["Feeds the cat."] == "New, by the writer."
    assert about[BLANK] == "Which grade is it?"
    assert {comment.author for comment in document.comments} == {AUTHOR}
    without = docx.Document(io.BytesIO(word(draft, comments=False)))
    assert not list(without.comments) and BLANK not in "".join(e.text or "" for e in without.element.iter(qn("w:t")))


def _of_one_class(index: Index) -> Iterator[Spec]:
    for entry in index.catalog.entries(Viewer()):
        parsed = index.catalog.parsed(entry.source_id, Viewer())
        if parsed is not None and len(parsed.specs) == 1:
            yield Spec(entry, parsed)


def _mixed(own: Spec, other: Spec) -> Draft:
    """A new class of lines taken, merged, adapted and new, and a label to fill in."""
    duties = [line for section in current(own).sections if section.kind == "duties" for line in section.lines]
    more = next(line for section in current(other).sections if section.kind == "duties" for line in section.lines)
    both = replace(duties[0], line_id="both", sources=(*duties[0].sources, *more.sources))
    adapted = replace(duties[2], line_id="adapted")
    adapted = after_edit(adapted, f"{adapted.text} Keeps three journals.", "writer", VOCABULARY)
    lines = (both, adapted, Line("new", "Feeds the cat.", Provenance.NEW, author="writer", depth=1))
    grade = Line("g", "", Provenance.NEEDS_INPUT, label="Salary Range", facet="grade", question="Which grade is it?")
    sections = (DraftSection("", HEADER, (grade,)), DraftSection("EXAMPLES OF DUTIES", "duties", lines))
    return Draft("d1", Wanted("Grants Accountant", agency="Marlow County"), sections=sections)


def _commented(document: WordDocument) -> dict[int, str]:
    """What each comment is on, by its id."""
    open_ids: set[int] = set()
    found: dict[int, str] = {}
    for element in document.element.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.remove(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:t"):
            for key in open_ids:
                found[key] = found.get(key, "") + (element.text or "")
    return found
