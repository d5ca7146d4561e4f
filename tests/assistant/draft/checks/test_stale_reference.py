"""A text names classes that are there, by the titles that they have."""

import pytest

from tests.assistant.draft.checks.conftest import Found
from tests.assistant.draft.checks.tideport import document

_RULE = "stale_reference"


@pytest.mark.parametrize(
    ("asks", "told", "cited"),
    [
        ("Two years as a Quay Guard.", "the class is called “Pier Guard” (G201) now", []),
        (
            "One year as a Lamp Keeper.",
            "K401.md, says that it was abolished",
            ["This class was abolished on June 30, 2011."],
        ),
        ("One year as a Toll Warden.", "in the class table of 2018-07-01 and no more in that of 2020", ["TOLL WARDEN"]),
        ("One year as a Ferry Clerk V.", "no document and no class table has it beside “Ferry Clerk I”", []),
        ("Two years as a Harbor Pilot.", "no document and no class table has such a class. Correct", []),
        ("Two years as a Peer Guard.", "such a class. “Pier Guard” may be meant.", []),
    ],
)
def test_a_class_that_is_not_there_is_told_of(beside: Found, asks: str, told: str, cited: list[str]) -> None:
    (one,) = beside(document("Boat Mate", "B501", asks=asks), _RULE)
    assert one.quote == asks
    assert told in one.message
    assert [origin.quote for origin in one.also] == cited


@pytest.mark.parametrize(
    "asks",
    [
        "One year as a Pier Guard.",
        "One year as a Senior Pier Guard, or in the class of Ferry and Toll Officer.",
        "Acts as a Lamp Keeper at night, with two years of experience.",
        "A license to practice as a Toll Warden.",
        "Two years of experience as a Boat Mate.",
        "One year as a Ferry Clerk.",
    ],
)
def test_other_names_are_not_told_of(beside: Found, asks: str) -> None:
    assert beside(document("Boat Mate", "B501", asks=asks), _RULE) == ()


def test_a_class_that_is_gone_itself_names_what_it_will_until_somebody_drafts_it_anew(
    loaded: Found, beside: Found
) -> None:
    assert loaded("H301", _RULE) == ()
    assert beside(document("Toll Warden", "H301", asks="One year as a Lamp Keeper."), _RULE) != ()


def test_the_ladder_as_it_is_loaded_names_what_is_there(loaded: Found) -> None:
    assert [loaded(code, _RULE) for code in ("F102", "F103", "G202")] == [(), (), ()]
