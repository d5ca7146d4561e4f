"""Drafts composed from the examples: the outline of the agency, every line with its source, and what is asked."""

from dataclasses import replace

import pytest

from assistant.draft.adding import with_source
from assistant.draft.compose import composed, revised
from assistant.draft.outline import Outline, outline_of
from assistant.draft.taking import said
from assistant.draft.values import ChangeKind, DraftSection, Line, Provenance, Similar, Wanted
from assistant.draft.wording import after_edit
from assistant.engine import Assistant
from assistant.standing import Standing
from tests.assistant.conftest import SpecOf
from tests.assistant.draft.drafts import is_verbatim
from vectorstore.spec import Viewer

COUNTY, PORT = "Marlow County", "Tern Harbor Port District"


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


def similar(spec_of: SpecOf, *titles: str) -> tuple[Similar, ...]:
    entries = [spec_of(title).entry for title in titles]
    return tuple(
        Similar(e.spec_id, e.spec.title, e.spec.class_code, e.agency, 0.9 - at / 20, "") for at, e in enumerate(entries)
    )


def lines(sections: tuple[DraftSection, ...]) -> list[Line]:
    return [line for section in sections for line in section.lines]


def test_an_agency_prints_its_headings_in_its_order(standing: Standing) -> None:
    outline = outline_of(COUNTY, standing)
    top = [head.kind for head in outline.heads if head.depth == 1 and head.share > 0.5]
    assert top == ["definition", "distinguishing", "supervision", "duties", "requirements", "environment"]
    below = [head.heading for head in outline.heads if head.path[:-1] == ("requirements",)]
    assert below[0] == "Knowledge of" and "Education" in below
    assert [label.label for label in outline.labels][:2] == ["Class Code", "Established"]


def test_each_agency_has_its_own_outline_and_an_unknown_one_has_none(standing: Standing) -> None:
    port = outline_of(PORT.upper(), standing)
    assert [head.heading for head in port.heads if head.depth == 1][:2] == ["Purpose Statement", "Essential Functions"]
    assert port is outline_of(PORT, standing)
    assert outline_of("Inkwell City", standing) == Outline("Inkwell City")


def test_every_line_that_is_taken_stands_at_its_source(standing: Standing, spec_of: SpecOf) -> None:
    sections = composed(
        Wanted("Grants Accountant", agency=COUNTY), similar(spec_of, "Accountant I", "Accountant II"), standing
    )
    found = lines(sections)
    assert len({line.line_id for line in found}) == len(found) > 20
    for line in found:
        for origin in line.sources:
            spec = standing.shelf.by_id([origin.spec_id])[origin.spec_id]
            assert spec.parsed.document.text[origin.start : origin.end] == origin.quote
        assert (line.provenance is Provenance.TAKEN) == (bool(line.sources) and is_verbatim(line) and not line.changes)


def test_what_two_classes_say_alike_is_one_line_with_both(standing: Standing, spec_of: SpecOf) -> None:
    sections = composed(
        Wanted("Grants Accountant", agency=COUNTY), similar(spec_of, "Accountant I", "Accountant II"), standing
    )
    led = next(line for line in lines(sections) if line.text.startswith("Receives "))
    assert {origin.class_code for origin in led.sources} == {"M2048", "M2051"}


def test_the_class_of_a_line_is_that_which_is_wanted(standing: Standing, spec_of: SpecOf) -> None:
    wanted = Wanted("Grants Accountant II", agency=COUNTY, supervisor="Grants Manager")
    found = lines(composed(wanted, similar(spec_of, "Accountant II"), standing))
    adapted = {line.text: line for line in found if line.provenance is Provenance.ADAPTED}
    assert "Receives general supervision from a Grants Manager." in adapted
    assert all(line.changes and line.text != said(line.sources) for line in adapted.values())
    kinds = {change.kind for line in adapted.values() for change in line.changes}
    assert ChangeKind.TITLE in kinds


def test_a_title_goes_with_its_brackets(standing: Standing, spec_of: SpecOf) -> None:
    found = similar(spec_of, "Marina Attendant (Seasonal)")
    named = [line for line in lines(composed(Wanted("Quay Greeter"), found, standing)) if "Quay Greeter" in line.text]
    assert named and all(line.text.count("(") == line.text.count(")") for line in named)


def test_only_the_agency_gives_a_code_and_a_grade(standing: Standing, spec_of: SpecOf) -> None:
    header = composed(
        Wanted("Grants Accountant", agency=COUNTY), similar(spec_of, "Accountant I", "Accountant II"), standing
    )[0]
    asked = {line.facet: line for line in header.lines if line.provenance is Provenance.NEEDS_INPUT}
    assert {"class_code", "grade", "established"} <= set(asked)
    assert "Accountant I: 31" in asked["grade"].question
    assert not any(line.text for line in asked.values())
    coded = composed(Wanted("Grants Accountant", agency=COUNTY, class_code="M2060"), (), standing)[0]
    assert [line.text for line in coded.lines if line.facet == "class_code"] == ["M2060"]


def test_the_notes_are_the_writers_own_lines(standing: Standing, spec_of: SpecOf) -> None:
    notes = "Prepares claims for state grants."
    of_duties = "- Reads grant terms\n- Prepares claims\n- Answers auditors\n- Prepares claims"
    for said_so, kind, count in ((notes, "definition", 1), (of_duties, "duties", 3)):
        sections = composed(Wanted("Grants Accountant", said_so, COUNTY), similar(spec_of, "Accountant I"), standing)
        section = next(section for section in sections if section.kind == kind)
        new = [line for line in section.lines if line.provenance is Provenance.NEW]
        assert len(new) == count and all(line.author == "writer" and not line.sources for line in new)


def test_of_notes_only_what_marks_an_item_is_left_out(standing: Standing, spec_of: SpecOf) -> None:
    notes = "1. Counts boats.\n- **Bold** words.\n* \n**Paints** hulls*\nA. Smith is asked."
    sections = composed(Wanted("Boat Counter", notes, COUNTY), similar(spec_of, "Accountant I"), standing)
    said = [line.text for line in lines(sections) if line.author == "writer" and not line.label]
    assert said == ["Counts boats.", "**Bold** words.", "**Paints** hulls*", "A. Smith is asked."]


def test_an_agency_without_a_document_has_the_headings_of_the_nearest_class(
    standing: Standing, spec_of: SpecOf
) -> None:
    sections = composed(Wanted("Grants Accountant", agency="Inkwell City"), similar(spec_of, "Accountant I"), standing)
    assert "EXAMPLES OF DUTIES" in [section.heading for section in sections]
    assert not any("Marlow County" in line.text for line in lines(sections) if not line.label)


def test_a_revision_begins_with_every_line_as_it_is(standing: Standing, spec_of: SpecOf) -> None:
    spec = spec_of("Accounting Technician", COUNTY)
    sections = revised(Wanted(spec.entry.spec.title, revises=spec.entry.spec_id), spec, standing)
    found = [line for line in lines(sections) if line.text]
    assert {line.provenance for line in found} == {Provenance.TAKEN} and all(map(is_verbatim, found))
    told = {origin.start for line in found for origin in line.sources}
    assert {span.start for statement in spec.parsed.statements for span in statement.spans} <= told
    assert [section.heading for section in sections if section.depth == 1][1:3] == [
        "DEFINITION",
        "DISTINGUISHING CHARACTERISTICS",
    ]


def test_the_pages_of_the_document_are_none_of_the_class(standing: Standing, spec_of: SpecOf) -> None:
    spec = spec_of("Permit Technician")
    assert any(fact.label == "Page" for fact in spec.parsed.facts)
    made = revised(Wanted(spec.entry.spec.title, revises=spec.entry.spec_id, agency=COUNTY), spec, standing)
    assert "Page" not in {line.label for line in lines(made)}


def test_a_revision_under_a_new_title_tells_each_change(standing: Standing, spec_of: SpecOf) -> None:
    spec = spec_of("Accounting Technician", COUNTY)
    wanted = Wanted("Fiscal Technician", revises=spec.entry.spec_id, class_code="M2043")
    found = lines(revised(wanted, spec, standing))
    changed = [line for line in found if line.provenance is Provenance.ADAPTED]
    assert any(line.text == "The Fiscal Technician is the journey level of its series." for line in changed)
    assert any((c.before, c.after) == ("M2041", "M2043") for line in changed for c in line.changes)
    assert not any("Senior Fiscal" in line.text for line in changed)


def test_one_more_class_adds_its_lines_and_itself_to_those_it_says_too(standing: Standing, spec_of: SpecOf) -> None:
    wanted = Wanted("Grants Accountant", agency=COUNTY)
    before = composed(wanted, similar(spec_of, "Accountant I"), standing)
    after = with_source(before, wanted, spec_of("Accountant II"), standing)
    ids = [line.line_id for line in lines(before)]
    assert [line.line_id for line in lines(after) if line.line_id in set(ids)] == ids
    led = next(line for line in lines(after) if line.text.startswith("Receives "))
    assert {origin.class_code for origin in led.sources} == {"M2048", "M2051"}
    more = [line for line in lines(after) if line.line_id not in set(ids)]
    assert more and all(line.sources[0].class_code == "M2051" for line in more)
    assert with_source(after, wanted, spec_of("Accountant II"), standing) == after


def test_a_class_is_no_source_of_what_it_asks_for_otherwise(standing: Standing, spec_of: SpecOf) -> None:
    wanted = Wanted("Grants Accountant", agency=COUNTY)
    before = composed(wanted, similar(spec_of, "Accountant I"), standing)
    led = next(line for line in lines(before) if line.text.startswith("Receives "))
    weaker = after_edit(led, led.text.replace("Receives ", "Must receive "), "writer", standing.shelf.vocabulary)
    sections = [replace(one, lines=tuple(weaker if line == led else line for line in one.lines)) for one in before]
    after = list(lines(with_source(sections, wanted, spec_of("Accountant II"), standing)))
    assert weaker.provenance is Provenance.ADAPTED and weaker in after
    assert [line.sources[0].class_code for line in after if line.text.startswith("Receives ")] == ["M2051"]


def test_a_class_that_is_not_near_gives_no_duties_and_the_writer_is_asked(standing: Standing, spec_of: SpecOf) -> None:
    far = tuple(replace(one, score=0.3) for one in similar(spec_of, "Wharf Carpenter"))
    sections = composed(Wanted("Drone Coordinator", agency=PORT), far, standing)
    duties = next(section for section in sections if section.kind == "duties")
    assert [line.provenance for line in duties.lines] == [Provenance.NEEDS_INPUT]
    assert duties.heading in duties.lines[0].question
    named = composed(Wanted("Drone Coordinator", "", PORT, (far[0].spec_id,)), (), standing)
    assert next(section for section in named if section.kind == "duties").lines[0].sources


def test_experience_in_a_class_is_asked_about_and_not_renamed(standing: Standing, spec_of: SpecOf) -> None:
    found = similar(spec_of, "Accounting Technician, Senior")
    said = lines(composed(Wanted("Payroll Technician", agency=COUNTY), found, standing))
    asking = next(line for line in said if "two years of experience as an Accounting Technician" in line.text)
    assert asking.provenance is Provenance.TAKEN and "Accounting Technician" in asking.question
    assert any(line.text == "The Payroll Technician is the lead level of the series." for line in said)


def test_ways_to_qualify_are_those_of_one_class(standing: Standing, spec_of: SpecOf) -> None:
    found = similar(spec_of, "Accountant I", "Accountant II")
    sections = composed(Wanted("Grants Accountant", agency=COUNTY), found, standing)
    asked = [s for s in sections if s.kind in ("education", "experience", "requirements", "substitution")]
    firsts = {line.sources[0].title for section in asked for line in section.lines if line.sources}
    assert firsts == {"Accountant I"}


def test_a_license_is_stated_one_way(standing: Standing, spec_of: SpecOf) -> None:
    found = similar(spec_of, "Animal Services Officer", "Heavy Equipment Mechanic", "Irrigation Specialist")
    said = lines(composed(Wanted("Field Officer", agency=COUNTY), found, standing))
    sources = {line.sources[0].title for line in said if "driver" in line.text.lower() and line.sources}
    assert len(sources) == 1
