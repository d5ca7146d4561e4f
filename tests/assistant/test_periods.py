"""Pay for another period: which one a question asks for, and what is calculated."""

from dataclasses import replace

import pytest

from assistant.periods import basis, converted, each, period_asked
from vectorstore.spec import Fact, Span
from vectorstore.vocabulary import Vocabulary

NOWHERE = Span(0, 0, 1)
PAY = Fact("salary", "low to high", "$3,000.00 to $3,900.00", NOWHERE, NOWHERE, low=3000.0, high=3900.0, period="month")


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("What does a Clerk earn a year?", "year"),
        ("annual salary of a Clerk", "year"),
        ("hourly rate of a Clerk", "hour"),
        ("Clerk pay per hour", "hour"),
        ("monthly salary of a Clerk", "month"),
        ("In which year was the pay of a Clerk raised?", ""),
        ("salary of a Clerk", ""),
    ],
)
def test_a_question_asks_for_a_period_in_so_many_words(question: str, period: str, vocabulary: Vocabulary) -> None:
    assert period_asked(question, vocabulary) == period


@pytest.mark.parametrize(
    ("given", "period", "amounts"),
    [
        ("month", "year", "$36,000.00 to $46,800.00"),
        ("month", "hour", "$17.31 to $22.50"),
        ("two weeks", "year", "$78,000.00 to $101,400.00"),
        ("half a month", "month", "$6,000.00 to $7,800.00"),
        ("month", "month", ""),
        ("day", "year", ""),
        ("", "year", ""),
    ],
)
def test_amounts_are_calculated_from_the_year_of_full_time(given: str, period: str, amounts: str) -> None:
    assert converted(replace(PAY, period=given), period) == amounts


def test_a_flat_rate_is_one_amount() -> None:
    assert converted(replace(PAY, high=3000.0), "year") == "$36,000.00"
    assert converted(replace(PAY, low=None, high=None), "year") == ""


def test_periods_are_said_as_people_say_them() -> None:
    assert [each(period) for period in ("month", "hour", "two weeks", "")] == [
        "a month",
        "an hour",
        "every two weeks",
        "",
    ]
    assert basis(PAY, "hour") == "at 2,080 hours a year"
    assert basis(PAY, "year") == "at 12 months a year"
    assert basis(replace(PAY, period="two weeks"), "year") == "at 52 weeks a year"
