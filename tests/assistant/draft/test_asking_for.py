"""What a writer is asked: by the words of the agency, and with what similar classes say."""

import io
from dataclasses import replace

import docx
import pytest

from assistant.draft.asking_for import name_of
from assistant.draft.compose import composed
from assistant.draft.docx.word import word
from assistant.draft.gather import gathered
from assistant.draft.outline_labels import Label
from assistant.draft.values import DraftSection, Provenance, Similar, Wanted
from assistant.engine import Assistant
from tests.assistant.conftest import SpecOf
from tests.assistant.draft.harbor import harbor_draft, taken_line
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load


@pytest.mark.parametrize(
    ("label", "said"), [("Class Code", "class code"), ("Spec No.", "“Spec No.”"), ("", "class code")]
)
def test_a_value_is_called_as_the_agency_prints_it(label: str, said: str) -> None:
    assert name_of(Label(label, "class_code", 1.0), load()) == said
    assert name_of(Label("Dock", "label:dock", 1.0), load()) == "Dock"


def test_a_question_tells_what_similar_classes_ask_for(assistant: Assistant, spec_of: SpecOf) -> None:
    standing, entry = assistant.standing(Viewer()), spec_of("Permit Technician").entry
    far = Similar(entry.spec_id, entry.spec.title, entry.spec.class_code, entry.agency, 0.2, "")
    sections = composed(Wanted("Falconer", agency=entry.agency), (far,), standing)
    asked = [line for one in sections for line in one.lines if line.provenance is Provenance.NEEDS_INPUT]
    told = [line.question for line in asked if "Similar classes ask for: " in line.question]
    assert told and all("Permit Technician" in question for question in told)
    quoted = {one.text.rstrip(" .;").removesuffix(" or") for one in gathered([spec_of("Permit Technician")], load())}
    assert all(any(f"“{text}”" in question for text in quoted) for question in told)
    duties = [line.question for one in sections if one.kind == "duties" for line in one.lines]
    assert duties and all("? Permit Technician has: “" in question for question in duties)


def test_a_title_that_only_ends_alike_tells_of_another_work(assistant: Assistant, spec_of: SpecOf) -> None:
    entries = [spec_of(title).entry for title in ("Irrigation Specialist", "Permit Technician")]
    far = [Similar(one.spec_id, one.spec.title, one.spec.class_code, one.agency, 0.3, "") for one in entries]
    wanted = Wanted("Payroll Specialist", agency=entries[0].agency)
    sections = composed(wanted, far, assistant.standing(Viewer()))
    (duties,) = (line.question for one in sections if one.kind == "duties" for line in one.lines)
    assert "Permit Technician has: “" in duties


def test_a_line_without_a_word_is_none(spec_of: SpecOf) -> None:
    spec = spec_of("Accountant II")
    first = next(one.statement for one in gathered([spec], load()) if one.kind == "duties")
    crumb = replace(first, text="--")
    statements = tuple(crumb if one == first else one for one in spec.parsed.statements)
    marked = replace(spec, parsed=replace(spec.parsed, statements=statements))
    texts = [[clause.text for clause in gathered([one], load())] for one in (spec, marked)]
    assert first.text in texts[0] and "--" not in texts[1] and len(texts[1]) == len(texts[0]) - 1


def test_labels_on_both_sides_of_a_text_have_one_head_row() -> None:
    draft = harbor_draft(load())
    header = draft.sections[0]
    lines = (*header.lines[:1], taken_line("x1", "A class of the harbor."), *header.lines[1:])
    apart = replace(draft, sections=(DraftSection("", "header", lines), *draft.sections[1:]))
    tables = docx.Document(io.BytesIO(word(apart))).tables
    assert [table.cell(0, 0).text for table in tables] == ["Item", "Class Code:"]
