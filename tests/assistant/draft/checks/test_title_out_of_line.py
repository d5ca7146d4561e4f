"""A title goes with those of the same work, and with the class table."""

import pytest

from tests.assistant.draft.checks.conftest import Found
from tests.assistant.draft.checks.tideport import document

_RULE = "title_out_of_line"


@pytest.mark.parametrize("title", ["Ferry Clerk IV", "Chief Ferry Clerk", "Ferry Clerk II (Night)", "Buoy Painter III"])
def test_a_title_that_goes_with_the_others_is_not_told_of(beside: Found, title: str) -> None:
    told = beside(document(title, "F110"), _RULE)
    # A work that nobody has begun at number III, and skipped two.
    assert [one.quote for one in told] == ([title] if title.startswith("Buoy") else [])


def test_a_numeral_in_figures_is_told_of_with_a_title_to_go_by(beside: Found) -> None:
    (one,) = beside(document("Ferry Clerk 4", "F110"), _RULE)
    assert one.quote == "Ferry Clerk 4"
    assert "spelling of the numeral" in one.message
    assert "“Ferry Clerk I”" in one.message


def test_a_number_that_was_skipped_is_told_of(beside: Found) -> None:
    (one,) = beside(document("Ferry Clerk V", "F110"), _RULE)
    assert "no class of that work and level has number 4" in one.message


def test_another_title_in_the_class_table_is_told_of(loaded: Found) -> None:
    (one,) = loaded("F103", _RULE)
    assert (one.quote, one.line) == ("Ferry Clerk III", 1)
    assert "The class table of 2020-07-01 calls the class “FERRY AND TOLL OFFICER”" in one.message
    assert loaded("F102", _RULE) == ()
