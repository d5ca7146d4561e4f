"""Blank is not "none": a heading or label with nothing after it is told of at its place."""

import pytest

from tests.assistant.draft.checks.conftest import SOUND, Found, filled

_RULE = "empty_section"


def test_a_blank_heading_is_found_at_the_heading(found: Found) -> None:
    (one,) = found(filled("License", ""), _RULE)
    assert (one.section, one.quote, one.severity) == ("License", "License", "warning")
    assert "“License”" in one.message


def test_a_blank_heading_at_the_end_is_found(found: Found) -> None:
    assert [one.quote for one in found(SOUND + "\n## Clearances\n", _RULE)] == ["Clearances"]


@pytest.mark.parametrize("said", ["None", "None Specified", "N/A"])
def test_what_says_none_is_no_blank(found: Found, said: str) -> None:
    assert found(filled("License", said), _RULE) == ()


def test_a_heading_over_narrower_ones_is_no_blank(found: Found) -> None:
    text = filled("Minimum Qualifications", "").replace(
        "## License", "## Education\nA diploma.\n\n## Experience\nOne year.\n\n## License"
    )
    assert found(text, _RULE) == ()


def test_a_blank_label_is_found_and_a_dash_is_none(found: Found) -> None:
    (one,) = found(SOUND.replace("Salary Grade: 21", "Salary Grade:"), _RULE)
    assert (one.quote, one.line) == ("Salary Grade", 4)
    assert found(SOUND.replace("Salary Grade: 21", "Salary Grade: --"), _RULE) == ()


def test_what_answers_for_a_heading_may_stand_below_it_but_for_the_habit_of_the_agency(found: Found) -> None:
    text = filled("Definition", "")
    assert found(text, _RULE) == ()
    assert [one.quote for one in found(text, _RULE, agency="Marlow County")] == ["Definition"]
