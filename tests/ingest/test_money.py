"""Amounts of pay: ranges, flat rates, the department and the period they are for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.money import find_amounts, find_period, find_place
from tests.ingest.parsing import words

PERIODS = {key: names for key, names in words().document.items() if key.startswith("per_")}


def rates(text: str) -> list[tuple[float, float, bool]]:
    return [(amount.low, amount.high, amount.flat) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$43,952 to $58,218", [(43952, 58218, False)]),
        ("$43,952 TO $58,218", [(43952, 58218, False)]),
        ("$29.14 - $36.88", [(29.14, 36.88, False)]),
        ("$3,412–3,761 a month", [(3412, 3761, False)]),
        ("$52,680 to $64,032; and $58,116 to $70,644", [(52680, 64032, False), (58116, 70644, False)]),
        ("$90,660 (flat- Rated)", [(90660, 90660, True)]),
        ("$81,682 (flat rate)", [(81682, 81682, True)]),
        ("$85,190 and $93,667 (flat-rated)", [(85190, 85190, True), (93667, 93667, True)]),
        ("*$100,558 to $ 135,553", [(100558, 135553, False)]),
        ("$600 a year", [(600, 600, False)]),
        ("Range 23", []),
        ("between 40,000 and 50,000 units", []),
    ],
)
def test_amounts_are_read(text: str, expected: list[tuple[float, float, bool]]) -> None:
    assert rates(text) == expected


def test_an_amount_stands_where_it_says() -> None:
    text = "The rate is $94,273 (flat-rated), or $71,412 to $88,740, as set."
    assert [text[a.start : a.end] for a in find_amounts(text)] == ["$94,273 (flat-rated)", "$71,412 to $88,740"]


@given(st.integers(1, 999_999), st.integers(1, 999_999))
def test_a_range_comes_back(low: int, high: int) -> None:
    assert rates(f"It pays ${low:,} to ${high:,}.") == [(low, high, False)]


@given(st.text(alphabet="$0123456789,.-() flatredonw\n"))
def test_whatever_is_found_lies_in_the_text(text: str) -> None:
    for amount in find_amounts(text):
        assert text[amount.start] == "$"
        assert amount.start < amount.end <= len(text)


def test_a_department_is_the_one_last_named_before_the_amount() -> None:
    text = "$1 to $2. The salary in the Terminal Railway is $3. The salary in the Harbor Department is $4"
    assert [find_place(text[: amount.start]) for amount in find_amounts(text)] == [
        "",
        "Terminal Railway",
        "Harbor Department",
    ]


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (["$20 an hour"], "hour"),
        (["$20", "Hourly Rate"], "hour"),
        (["$3,412", "Monthly Salary"], "month"),
        (["$90,000", "ANNUAL SALARY"], "year"),
        (["$2,000", "Biweekly Pay"], "week"),
        (["$90,000", "Salary"], ""),
    ],
)
def test_the_period_is_named_by_the_amount_or_its_label(texts: list[str], period: str) -> None:
    assert find_period(texts, PERIODS) == period
