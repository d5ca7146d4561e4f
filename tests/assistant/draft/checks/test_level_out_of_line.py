"""Pay and what documents say of levels go with the order of a series."""

import pytest

from tests.assistant.draft.checks.conftest import Found
from tests.assistant.draft.checks.tideport import document

_RULE = "level_out_of_line"


def test_pay_that_does_not_rise_is_told_of_with_both_rows(loaded: Found) -> None:
    (one,) = loaded("F103", _RULE)
    assert "“Ferry Clerk III” stands above “Ferry Clerk II” and is paid no more: $3,200 to $3,900" in one.message
    assert [origin.quote for origin in one.also] == [
        "F103,FERRY AND TOLL OFFICER,3200,3900",
        "F102,FERRY CLERK II,3300,3900",
    ]
    # So it was in the newest table that has both: the older one has them in order.
    assert {origin.source for origin in one.also} == {"pay 2020-07-01.csv"}


def test_pay_that_rises_is_not_told_of(loaded: Found) -> None:
    assert [loaded(code, _RULE) for code in ("F101", "F102", "G201", "G202")] == [(), (), (), ()]


@pytest.mark.parametrize(
    ("title", "says", "told"),
    [
        ("Ferry Clerk IV", "This is the journey level of the series.", "“Ferry Clerk II”, which is lower by its title"),
        ("Ferry Clerk IV", "This class is the first supervisory level of its series.", "and so is “Ferry Clerk II”"),
        ("Ferry Clerk IV", "This is the lowest class of the series.", "no class of the series is below"),
        ("Senior Buoy Painter", "This is the entry level of the series.", "and its title says another one"),
        ("Ferry Clerk IV", "This is the second supervisory level of the series.", ""),
        ("Ferry Clerk IV", "This is the highest level of the series.", ""),
        ("Ferry Clerk IV", "Clerks at the journey level report to it.", ""),
        ("Ferry Clerk IV", "This is a level above the journey level.", ""),
        ("Senior Buoy Painter", "This class is the advanced journey level of its series.", ""),
        ("Ferry Clerk IV", "This is the entry level of the series.", "no class of the series is below"),
    ],
)
def test_what_a_document_says_of_its_level(beside: Found, title: str, says: str, told: str) -> None:
    found = beside(document(title, "", says), _RULE)
    assert [one.quote for one in found] == ([says] if told else [])
    assert all(told in one.message for one in found)


def test_a_contradiction_cites_what_the_lower_class_says(beside: Found) -> None:
    (one,) = beside(document("Ferry Clerk IV", "", "This is the journey level of the series."), _RULE)
    assert [(origin.class_code, origin.quote) for origin in one.also] == [
        ("F102", "This class is the first supervisory level of its series.")
    ]
