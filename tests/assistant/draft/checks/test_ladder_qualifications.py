"""A class asks for more than the one below it, and for work as one that is below."""

import pytest

from tests.assistant.draft.checks.conftest import Found
from tests.assistant.draft.checks.tideport import document, years

_RULE = "ladder_qualifications"


@pytest.mark.parametrize(
    ("asks", "severity"),
    [
        (years("Three"), "warning"),
        (years("Four"), "note"),
        (years("Five"), ""),
        (years("Three", "mending nets"), ""),
        ("Graduation from college and three years of experience selling passages on ferries.", ""),
        (f"{years('Five')[:-1]}; or\n\n{years('One', 'mending nets')}", ""),
        (f"{years('Six')}\n\nEducation may be substituted for two of these years.", ""),
    ],
)
def test_experience_of_one_kind_is_compared_with_the_class_below(beside: Found, asks: str, severity: str) -> None:
    found = beside(document("Ferry Clerk III", "F103", asks=asks), _RULE)
    assert [one.severity for one in found] == ([severity] if severity else [])
    for one in found:
        assert one.quote == asks
        assert "“Ferry Clerk II”, the class below it" in one.message
        assert [(origin.class_code, origin.quote) for origin in one.also] == [("F102", years("Four"))]


@pytest.mark.parametrize(
    ("remark", "is_told"),
    [
        ("At least two years of this experience must be as a Ferry Clerk II.", False),
        ("At the port, two years of this must be as a Ferry Clerk II.", True),
    ],
)
def test_a_part_that_must_be_as_another_class_asks_for_more(beside: Found, remark: str, *, is_told: bool) -> None:
    asks = f"{years('Four')} ({remark})"
    assert bool(beside(document("Ferry Clerk III", "F103", asks=asks), _RULE)) is is_told


def test_experience_as_a_class_that_is_paid_more_is_told_of(beside: Found, loaded: Found) -> None:
    (one,) = beside(document("Ferry Clerk I", "F101", asks="One year as a Ferry Clerk III."), _RULE)
    assert "which stands above it in the series" in one.message
    (other,) = beside(document("Pier Guard", "G201", asks="One year as a Ferry Clerk II."), _RULE)
    assert "which is paid more: $3,300 to $3,900, and this class $2,900 to $3,300" in other.message
    assert {origin.class_code for origin in other.also} == {"G201", "F102"}
    assert loaded("G202", _RULE) == loaded("F103", _RULE) == ()
