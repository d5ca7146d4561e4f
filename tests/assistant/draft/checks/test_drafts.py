"""A draft is checked as a spec is, and what is found is led back to its lines."""

from dataclasses import replace

from assistant.draft.checks.context import Context
from assistant.draft.checks.drafts import check_draft
from assistant.draft.values import Decision, Draft, DraftSection, Line, Provenance, Wanted
from tests.assistant.draft.checks.conftest import Under


def line(line_id: str, text: str, **more: object) -> Line:
    return Line(line_id, text, Provenance.NEW, **more)  # type: ignore[arg-type]


def draft(*duties: Line, code: str = "M2999") -> Draft:
    header = DraftSection("", "header", (line("l1", code, label="Class Code", facet="class_code"),))
    asked = DraftSection("Minimum Qualifications", "requirements", (line("l2", "Two years of clerical experience."),))
    body = DraftSection("Physical Demands", "physical", (line("l3", "Sits for most of the day."),))
    work = DraftSection("Typical Duties", "duties", duties)
    return Draft("d1", Wanted("Harbor Clerk", agency="Marlow County"), sections=(header, work, asked, body))


def test_a_finding_has_the_line_that_it_is_of_and_its_place_in_it(context: Context) -> None:
    first, second = line("l7", "Files manifests.", depth=1), line("l8", "Relieves his supervisor.", depth=1)
    (one,) = check_draft(draft(first, second), context, {"gendered_wording"})
    assert (one.rule, one.line_id, one.quote) == ("gendered_wording", "l8", "his")
    assert second.text[one.start : one.end] == "his"
    assert (one.spec_id, one.source_id, one.title) == ("", "", "Harbor Clerk")


def test_a_rejected_line_is_not_checked(context: Context) -> None:
    gone = line("l8", "Relieves his supervisor.", depth=1, decision=Decision.REJECTED)
    assert check_draft(draft(line("l7", "Files manifests.", depth=1), gone), context, {"gendered_wording"}) == ()


def test_what_is_missing_is_of_the_whole(context: Context) -> None:
    made = draft(line("l7", "Files manifests.", depth=1), code="")
    (one,) = check_draft(made, context, {"no_code"})
    assert (one.rule, one.line_id) == ("no_code", "")


def test_the_rules_of_the_agency_of_the_draft_hold(context: Context) -> None:
    made = draft(line("l7", "Files his manifests.", depth=1))
    assert check_draft(made, context, {"no_code"}) == ()


def test_a_blank_heading_is_of_the_line_that_is_asked_for(context: Context) -> None:
    made = draft(line("l7", "Files manifests.", depth=1))
    asked = Line("l9", "", Provenance.NEEDS_INPUT, question="Which license?")
    made = replace(made, sections=(*made.sections, DraftSection("License", "license", (asked,))))
    (one,) = check_draft(made, context, {"empty_section"})
    assert (one.quote, one.line_id) == ("License", "l9")


def test_a_value_that_is_missing_is_of_the_line_that_asks_for_it(under: Under) -> None:
    by = under("[rule.outline_gap]\nfewest_classes = 5\nleast_share = 80\n")
    made = draft(line("l7", "Files manifests.", depth=1), code="")
    asked = [
        Line(key, "", Provenance.NEEDS_INPUT, question="Which?", label=label, facet=facet)
        for key, label, facet in (("q1", "FLSA Status", "overtime"), ("q2", "Class Code", "class_code"))
    ]
    made = replace(made, sections=(DraftSection("", "header", tuple(asked)), *made.sections[1:]))
    found = check_draft(made, by, {"no_code", "outline_gap"})
    lines = {one.rule: one.line_id for one in found if "FLSA" in one.message or one.rule == "no_code"}
    assert lines == {"outline_gap": "q1", "no_code": "q2"}
    assert {one.facet for one in found} >= {"overtime", "class_code"}
