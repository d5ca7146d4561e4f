"""A revision as tracked changes: accepted they lead to the draft, rejected to the spec."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.docx.differing import Mark, pieces
from assistant.draft.docx.word import word
from assistant.draft.values import Decision, Draft, DraftSection, Line, Provenance
from assistant.draft.wording import after_edit
from ingest.readers import read
from tests.assistant.conftest import SpecOf
from tests.assistant.draft.drafts import current
from vectorstore.folding import one_line
from vectorstore.vocabulary import load

VOCABULARY = load()
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
CHANGES = (qn("w:ins"), qn("w:del"))


def test_what_a_revision_takes_out_and_puts_in_is_tracked_with_author_and_time(spec_of: SpecOf) -> None:
    base = current(spec_of("Accounting Technician, Senior"))
    draft = _edited(base, "EXAMPLES OF DUTIES", lambda lines: [*lines[1:], lines[0]])
    draft = replace(draft, wanted=replace(draft.wanted, title="Accounting Technician, Lead"))
    content = word(draft, base=base, comments=False, tracked=True, author="Pat Reed", dated=NOON)
    document = docx.Document(io.BytesIO(content))
    changes = [element for element in document.element.iter() if element.tag in CHANGES]
    assert {(e.get(qn("w:author")), e.get(qn("w:date"))) for e in changes} == {("Pat Reed", "2026-03-04T12:00:00Z")}
    ids = [element.get(qn("w:id")) for element in changes]
    assert len(ids) == len(set(ids))
    assert "Senior" in _text(document, "w:delText") and "Lead" in _text(document, "w:t")
    moved = base.sections[3].lines[0].text
    assert moved in _text(document, "w:delText") and moved in _text(document, "w:t")
    assert document.settings.element.find(qn("w:trackRevisions")) is not None


@pytest.mark.parametrize("seed", range(6))
def test_tracked_changes_lead_from_the_spec_to_the_draft(revisable: Draft, seed: int) -> None:
    chance = random.Random(seed)
    draft = replace(revisable, sections=tuple(_changed(section, chance) for section in revisable.sections))
    tracked = word(draft, base=revisable, comments=False, tracked=True)
    assert _lines(tracked) == _lines(word(draft, base=revisable, comments=False))
    assert _lines(_undone(tracked)) == _lines(word(revisable, comments=False))


def test_a_paragraph_that_is_cut_in_two_is_whole_again_where_that_is_rejected(spec_of: SpecOf) -> None:
    base = current(spec_of("Water Treatment Operator Trainee"))
    item = next(line for line in base.lines if line.depth)
    draft = _edited(base, "Education and Experience", lambda lines: [lines[0], item, *lines[1:]])
    draft = _edited(draft, "EXAMPLES OF DUTIES", lambda lines: [line for line in lines if line is not item])
    assert len(_lines(word(draft, comments=False))) == len(_lines(word(base, comments=False))) + 1
    tracked = word(draft, base=base, comments=False, tracked=True)
    assert _lines(tracked) == _lines(word(draft, comments=False))
    assert _lines(_undone(tracked)) == _lines(word(base, comments=False))


def test_a_heading_whose_lines_all_went_elsewhere_stays_as_in_the_clean_copy(revisable: Draft) -> None:
    first, duties, *others = revisable.sections[1:]
    sections = (
        revisable.sections[0], replace(first, lines=(*first.lines, *duties.lines)), replace(duties, lines=()), *others
    )  # fmt: skip
    draft = replace(revisable, sections=sections)
    tracked = word(draft, base=revisable, comments=False, tracked=True)
    assert duties.heading in _lines(tracked)
    assert _lines(tracked) == _lines(word(draft, comments=False))


@given(st.text("ab c,.12'", max_size=40), st.text("ab c,.12'", max_size=40))
def test_pieces_make_both_texts(before: str, after: str) -> None:
    made = list(pieces(before, after))
    assert "".join(piece.text for piece in made if piece.mark is not Mark.IN) == before
    assert "".join(piece.text for piece in made if piece.mark is not Mark.OUT) == after
    assert all(piece.text for piece in made)


@pytest.fixture(scope="module")
def revisable(spec_of: SpecOf) -> Draft:
    return current(spec_of("Accounting Technician, Senior"))


def _changed(section: DraftSection, chance: random.Random) -> DraftSection:
    """Reword, reject, add and move lines."""
    lines = [_reworded(line, chance) for line in section.lines]
    if lines and chance.random() < 0.3:
        added = Line(f"{section.heading} new", "Counts the 12 boats.", Provenance.NEW, author="m", depth=lines[0].depth)
        lines.insert(chance.randrange(len(lines) + 1), replace(added, label=lines[0].label and "Boats"))
    if len(lines) > 1 and chance.random() < 0.3:
        lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
    return replace(section, lines=tuple(lines))


def _reworded(line: Line, chance: random.Random) -> Line:
    roll, words = chance.random(), line.text.split()
    if roll < 0.1:
        return replace(line, decision=Decision.REJECTED)
    if roll > 0.3 or line.label:
        return line
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(words))
        words[at : at + chance.randrange(3)] = chance.choice(([], ["three", "(3)"], ["or"], ["gulls;", "$4,000.50"]))
    return after_edit(line, " ".join([*words, "end."]), "writer", VOCABULARY)


def _edited(draft: Draft, heading: str, edit: Callable[[Sequence[Line]], Sequence[Line]]) -> Draft:
    sections = (replace(s, lines=tuple(edit(s.lines))) if s.heading == heading else s for s in draft.sections)
    return replace(draft, sections=tuple(sections))


def _lines(content: bytes) -> list[str]:
    """The lines of a Word file that say something, as our reader accepts what is tracked; running ones left out."""
    document = read(content, "d.docx")
    running = {span.line for span in document.running}
    lines = enumerate(document.text.split("\n"), 1)
    return [one_line(line) for number, line in lines if line.strip() and number not in running]


def _undone(content: bytes) -> bytes:
    """Put in what is taken out, and the other way around: whoever accepts that rejects the changes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                data = re.sub(rb"(</?w:)(ins|del)(?=[ />])", _swapped, data).replace(b"w:delText", b"w:t")
            new.writestr(item, data)
    return made.getvalue()


def _swapped(tag: re.Match[bytes]) -> bytes:
    return tag[1] + (b"del" if tag[2] == b"ins" else b"ins")


def _text(document: WordDocument, tag: str) -> str:
    return "".join(element.text or "" for element in document.element.iter(qn(tag)))
