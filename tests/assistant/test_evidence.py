"""What of a spec answers for a facet."""

from collections.abc import Callable

import pytest

from assistant.class_view import Spec
from assistant.evidence import Evidence, Found, gather
from tests.assistant.conftest import SpecOf
from vectorstore.spec import OWN_HEADING, Modality, Statement
from vectorstore.vocabulary import Vocabulary

Gathered = Callable[..., Evidence]


@pytest.fixture(scope="session")
def found(spec_of: SpecOf, vocabulary: Vocabulary) -> Gathered:
    """The evidence of one class for facets, as `question` asks for them."""

    def found(title: str, *facets: str, question: str = "", agency: str = "") -> Evidence:
        return gather(spec_of(title, agency), facets, question, vocabulary)

    return found


def texts(statements: tuple[Statement, ...]) -> str:
    return " | ".join(s.text for s in statements)


def test_fact_comes_first(found: Gathered) -> None:
    evidence = found("PERMIT TECHNICIAN", "class_code")
    assert (evidence.found, [f.value for f in evidence.facts]) == (Found.FACT, ["M6203"])
    assert evidence.states


def test_first_facet_that_the_spec_answers_for(found: Gathered) -> None:
    evidence = found("PERMIT TECHNICIAN", "salary", "grade")
    assert (evidence.facet.key, [f.value for f in evidence.facts]) == ("grade", ["45"])


def test_dollars_are_not_a_grade(found: Gathered) -> None:
    evidence = found("PERMIT TECHNICIAN", "salary")
    assert (evidence.found, evidence.states, evidence.told) == (Found.NOTHING, False, True)
    assert [f.value for f in evidence.grade] == ["45"]


def test_label_with_nothing_after_it_is_a_blank(found: Gathered) -> None:
    evidence = found("LIBRARY ASSISTANT, SENIOR", "class_code")
    assert (evidence.found, evidence.states, evidence.told) == (Found.BLANK, False, True)
    assert evidence.blank is not None


def test_heading_with_nothing_below_it_is_a_blank(found: Gathered) -> None:
    evidence = found("MARINA ATTENDANT (SEASONAL)", "clearance")
    assert evidence.found is Found.BLANK
    assert evidence.blank.heading == "Clearances"


def test_answered_facet_outweighs_a_blank_one(found: Gathered) -> None:
    assert found("LIBRARY ASSISTANT, SENIOR", "class_code", "grade").found is Found.FACT
    assert found("LIBRARY ASSISTANT, SENIOR", "class_code", "salary").found is Found.BLANK


def test_what_binds_is_found_outside_its_section(found: Gathered) -> None:
    # The deep water of a bulletin: a felony bars under "Appointment is subject to".
    evidence = found("ANIMAL SERVICES OFFICER", "clearance", question="felony")
    assert evidence.found is Found.STATEMENTS
    assert "no conviction of a felony" in texts(evidence.statements)


def test_mere_mention_is_no_requirement(found: Gathered) -> None:
    evidence = found("VESSEL TRAFFIC DISPATCHER", "license", question="driver's license")
    assert evidence.found is Found.NOTHING
    assert "Proof of identity" in texts(evidence.near)


def test_only_the_narrower_thing_counts(found: Gathered) -> None:
    driver = found("CRANE ELECTRICIAN", "license", question="a driver's license?")
    commercial = found("CRANE ELECTRICIAN", "license", question="a commercial license?")
    assert [s.modality for s in driver.statements] == [Modality.REQUIRED, Modality.MAY_BE_REQUIRED]
    assert [s.modality for s in commercial.statements] == [Modality.MAY_BE_REQUIRED]


def test_heading_can_name_the_narrower_thing(found: Gathered) -> None:
    evidence = found("Information Systems Analyst", "environment", question="may I work remotely")
    assert texts(evidence.statements).startswith("Up to two days a week")
    nothing = found("VESSEL TRAFFIC DISPATCHER", "environment", question="may I work remotely")
    assert nothing.found is Found.NOTHING


def test_requirements_are_read_together_and_conditions_added(found: Gathered) -> None:
    evidence = found("CRANE ELECTRICIAN", "requirements")
    assert "four-year apprenticeship" in texts(evidence.statements)
    assert "driver’s license is required" in texts(evidence.conditions)
    assert not {s.ordinal for s in evidence.statements} & {s.ordinal for s in evidence.conditions}
    assert evidence.all_statements == (*evidence.statements, *evidence.conditions)


def test_requirements_of_a_spec_that_calls_them_desirable(found: Gathered) -> None:
    evidence = found("Heavy Equipment Mechanic", "requirements")
    assert "Four years of journey-level experience" in texts(evidence.statements)
    assert "Diesel engines" not in texts(evidence.statements)


def test_heading_that_covers_two_facets_is_told_apart(found: Gathered) -> None:
    received = found("PERMIT TECHNICIAN", "supervision")
    exercised = found("PERMIT TECHNICIAN", "supervision_exercised")
    assert texts(received.statements) == "Receives general supervision from the Building Official."
    assert texts(exercised.statements) == "Exercises no supervision."


def test_notes_below_a_section_are_not_its_own(found: Gathered) -> None:
    evidence = found("ANIMAL SERVICES OFFICER", "duties")
    assert "picks up stray" in texts(evidence.statements)
    assert "night shift are paid" not in texts(evidence.statements)


def test_facet_without_a_section_is_answered_by_those_it_includes(found: Gathered) -> None:
    # No knowledge is asked for by itself, the requirements are all there is.
    evidence = found("WATER TREATMENT OPERATOR", "training")
    assert evidence.found is Found.SECTION
    assert "One year as a Water Treatment Operator Trainee" in texts(evidence.statements)


def test_own_label_and_own_heading_can_be_asked_for(found: Gathered) -> None:
    allowance = found("HARBOR PATROL OFFICER", "label:uniform allowance")
    assert [f.value for f in allowance.facts] == ["$450 a year"]
    assert found("PERMIT TECHNICIAN", "label:uniform allowance").found is Found.NOTHING
    applying = found("CRANE ELECTRICIAN", f"{OWN_HEADING}this is an open competitive examination")
    assert applying.facet.name == "this is an open competitive examination"


def test_statements_of_another_level_are_left_out(spec_of: SpecOf) -> None:
    one = spec_of("ENVIRONMENTAL COMPLIANCE INSPECTOR I")
    assert [f.value for f in one.facts("class_code")] == ["3511"]
    two = spec_of("ENVIRONMENTAL COMPLIANCE INSPECTOR II")
    assert [f.value for f in two.facts("class_code")] == ["3512"]


def test_section_below_belongs_to_the_one_above(spec_of: SpecOf) -> None:
    spec: Spec = spec_of("PERMIT TECHNICIAN")
    (section,) = spec.sections("requirements")[:1]
    assert {"Knowledge of", "Skill/Ability to"} <= {s.heading for s in spec.below(section)}
    assert spec.statements([section]) == tuple(s for s in spec.parsed.statements if s.section == section.ordinal)


def test_narrowed_evidence_has_only_what_it_is_given(found: Gathered) -> None:
    evidence = found("Parks Maintenance Worker, Lead".upper(), "certificate")
    assert evidence.narrowed(()) is None
    kept = evidence.narrowed(evidence.statements[:1])
    assert (kept.statements, kept.conditions, kept.found) == (evidence.statements[:1], (), Found.STATEMENTS)


def test_narrowed_evidence_keeps_the_other_way_to_qualify(found: Gathered) -> None:
    evidence = found("Emergency Management Coordinator", "experience")
    assert [way.heading for way in evidence.ways] == ["Either I", "Or II"]
    three = [s for s in evidence.statements if s.text.startswith("Three years")]
    assert "Two years of experience in Marlow County" in texts(evidence.narrowed(three).statements)
    license = found("Emergency Management Coordinator", "license")
    assert (license.ways, license.narrowed(license.statements[:1]).statements) == ((), license.statements[:1])


def test_what_may_stand_in_is_found_where_it_is_asked_for_by_name(found: Gathered) -> None:
    evidence = found("Emergency Management Coordinator", "education", question="a master's degree?")
    assert (evidence.found, evidence.ways) == (Found.STATEMENTS, ())
    assert texts(evidence.statements).startswith("(A master’s degree in emergency management may be substituted")
    # It is told of only where it is asked for: a college degree is what is required.
    assert "master" not in texts(found("Supervising Water Treatment Operator", "education").statements)


def test_half_of_a_heading_is_not_the_other_half(found: Gathered) -> None:
    education = found("WATER TREATMENT OPERATOR, SENIOR", "education")
    assert texts(education.statements) == "Graduation from high school, and nine college units in water technology."
    assert "Class C" in texts(found("WATER TREATMENT OPERATOR, SENIOR", "license").statements)
    # Nothing but a certificate stands below "Certificates & Licenses".
    license = found("Information Systems Analyst", "license")
    assert (license.found, texts(license.near)[:24]) == (Found.NOTHING, "A security certification")


def test_nothing_below_a_heading_of_two_facets_is_said_of_both(found: Gathered) -> None:
    evidence = found("ACCOUNTING TECHNICIAN", "certificate", agency="Tern")
    assert (evidence.found, texts(evidence.statements)) == (Found.STATEMENTS, "None Specified")


def test_what_is_asked_of_applicants_tells_nothing_of_the_work(found: Gathered) -> None:
    evidence = found("Election Services Coordinator", "supervision_exercised")
    assert (evidence.found, evidence.statements) == (Found.NOTHING, ())
