"""What the law asks for: a basis of an exemption, and physical demands."""

import pytest

from tests.assistant.draft.checks.conftest import SOUND, Found, Under, filled, without

EXEMPT = SOUND.replace("FLSA Status: Non-exempt", "FLSA Status: Exempt")
NOT_PHYSICAL = without("Physical Demands")


def test_clerical_work_that_is_called_exempt_has_no_basis(found: Found) -> None:
    (one,) = found(EXEMPT, "flsa_without_basis")
    assert "Exempt" in one.quote
    assert "29 CFR 541.2" in one.basis
    assert found(SOUND, "flsa_without_basis") == ()


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Typical Duties", "- Supervises and evaluates six clerks."),
        ("Typical Duties", "- Uses independent judgment in matters of significance."),
        ("Typical Duties", "- Does systems analysis of the ledger."),
        ("Minimum Qualifications", "A bachelor's degree in accounting."),
    ],
)
def test_work_or_learning_of_an_exemption_is_a_basis(found: Found, heading: str, text: str) -> None:
    exempt = filled(heading, text).replace("FLSA Status: Non-exempt", "FLSA Status: Exempt")
    assert found(exempt, "flsa_without_basis") == ()


def test_being_supervised_is_no_basis(found: Found) -> None:
    text = filled("Definition", "Under close supervision of a manager, keeps records.")
    assert len(found(text.replace("Non-exempt", "Exempt"), "flsa_without_basis")) == 1


def test_nothing_physical_is_a_note(found: Found) -> None:
    (one,) = found(NOT_PHYSICAL, "physical_missing")
    assert (one.severity, one.quote) == ("note", "")
    assert found(SOUND, "physical_missing") == ()


def test_physical_work_without_demands_is_a_warning_at_the_duty(found: Found) -> None:
    (one,) = found(NOT_PHYSICAL.replace("Enters fees", "Climbs masts and enters fees"), "physical_missing")
    assert (one.severity, one.quote, one.section) == ("warning", "Climbs", "Typical Duties")


@pytest.mark.parametrize("duty", ["Carries out the policies", "Supervises those climbing masts"])
def test_words_of_another_sense_and_the_work_of_others_are_not_physical(found: Found, duty: str) -> None:
    (one,) = found(NOT_PHYSICAL.replace("Enters fees", duty), "physical_missing")
    assert one.severity == "note"


def test_demands_that_another_section_tells_are_told(found: Found) -> None:
    text = filled("Minimum Qualifications", "Must lift 20 pounds.").replace("## Physical Demands\n", "")
    assert found(text, "physical_missing") == ()


def test_an_agency_lets_silence_be(found: Found, under: Under) -> None:
    by = under("[rule.physical_missing]\nseverity_of_silence = 'off'\n")
    assert found(NOT_PHYSICAL, "physical_missing", by) == ()
