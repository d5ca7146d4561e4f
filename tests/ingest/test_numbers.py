"""Numbers with their units, in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two years of experience", [(2, "year")]),
        ("Four (4) years of experience", [(4, "year")]),
        ("(3) years as a clerk", [(3, "year")]),
        ("3 (three) years as a clerk", [(3, "year")]),
        ("eighteen months as Clerk I", [(18, "month")]),
        ("24 semester units or 36 quarter units", [(24, "semester unit"), (36, "quarter unit")]),
        ("80% sitting, five percent walking", [(80, "percent"), (5, "percent")]),
        ("$1,200.50 and 1,000 pounds", [(1200.5, "dollar"), (1000, "pound")]),
        ("lifts 25 lbs. over 6 feet", [(25, "pound"), (6, "foot")]),
        ("types 40 net words per minute", [(40, "word a minute")]),
        ("types 45 wpm", [(45, "word a minute")]),
        ("at least 18 years old", [(18, "year")]),
        ("Requirement #2", [(2, "")]),
    ],
)
def test_a_number_has_its_unit(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(number.value, number.unit) for number in find_numbers(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["one of the following", "a four-year college", "no one", "code M2041", "form W-9", "someone"],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert list(find_numbers(text)) == []


def test_a_number_stands_where_it_says() -> None:
    text = "At least Four (4) years, or 12 units."
    assert [text[number.start : number.end] for number in find_numbers(text)] == ["Four (4) years", "12 units"]


@given(st.text(alphabet="0123456789,.$% ()yearsmonthtwofive-"))
def test_whatever_is_found_lies_in_the_text(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end
