"""One license, asked for in two ways."""

import pytest

from tests.assistant.draft.checks.conftest import Found, filled

_RULE = "license_stated_two_ways"


def of(license_: str, notes: str) -> str:
    return f"{filled('License', license_)}\n## Notes\n{notes}\n"


@pytest.mark.parametrize(
    ("license_", "notes", "said"),
    [
        (
            "A valid driver's license is required.",
            "A valid driver's license may be required.",
            "perhaps required, and elsewhere required",
        ),
        (
            "A valid driver's license is required.",
            "A driver's license is not required.",
            "not required, and elsewhere required",
        ),
        (
            "A valid Class B driver's license is required.",
            "A valid Class C driver's license is required.",
            "Class C, and elsewhere Class B",
        ),
        (
            "A valid driver's license is required at the time of filing.",
            "A valid driver's license is required prior to appointment.",
            "before appointment, and elsewhere when applying",
        ),
    ],
)
def test_what_contradicts_is_one_error_with_the_other_place(found: Found, license_: str, notes: str, said: str) -> None:
    (one,) = found(of(license_, notes), _RULE)
    assert one.severity == "error"
    assert said in one.message
    assert one.quote == notes
    assert [origin.quote for origin in one.also] == [license_]


@pytest.mark.parametrize(
    ("license_", "notes"),
    [
        ("A valid driver's license is required.", "A valid driver's license is required."),
        # A higher class for some, and one that comes later.
        ("A valid driver's license is required.", "Some positions may require a valid Class B driver's license."),
        (
            "A valid Class C driver's license is required.",
            "A Class B driver's license is required within six months of appointment.",
        ),
        # Who has to drive, and what is asked of those.
        (
            "A valid driver's license is required for some positions.",
            "A valid driver's license may be required.",
        ),
        (
            "A valid driver's license is required.",
            "For positions requiring a driver's license, applicants may be asked for a driving record.",
        ),
        ("A valid driver's license is required.", "Knowledge of the rules of driver's licenses."),
        ("A valid driver's license is required.", "A first aid certificate is desirable."),
    ],
)
def test_what_agrees_or_is_of_others_is_let_be(found: Found, license_: str, notes: str) -> None:
    assert found(of(license_, notes), _RULE) == ()
