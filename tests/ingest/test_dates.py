"""Dates: every way of printing one, normalized; what is none left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import find_dates

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
RECENT = st.dates(min_value=date(1990, 1, 1), max_value=date.today())

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # strftime would follow the locale


def isos(text: str) -> list[str]:
    return [found.iso for found in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("11-04-16", "2016-11-04"),
        ("07/01/2017", "2017-07-01"),
        ("3.9.18", "2018-03-09"),
        ("02/2019", "2019-02"),
        ("1/1991", "1991-01"),
        ("August 23, 2011", "2011-08-23"),
        ("THURSDAY, NOVEMBER 15, 2018", "2018-11-15"),
        ("Sept. 3rd, 1998", "1998-09-03"),
        ("3 March 2008", "2008-03-03"),
        ("May 2004", "2004-05"),
        ("1987", "1987"),
        ("2020-02-29", "2020-02-29"),
        ("05-01-99", "1999-05-01"),
    ],
)
def test_a_printed_date_is_normalized(text: str, iso: str) -> None:
    assert isos(f"as of {text}.") == [iso]


@pytest.mark.parametrize(
    "text", ["", "no date", "13/45/2019", "02-30-18", "213-486-4690", "Room 1234", "M2041", "12345", "1/2", "3511 (I)"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert isos(text) == []


def test_dates_come_in_order_with_their_offsets() -> None:
    text = "From Friday, November 30, 2018 to 12/13/18, revised 2019."
    assert [(found.iso, text[found.start : found.end]) for found in find_dates(text)] == [
        ("2018-11-30", "November 30, 2018"),
        ("2018-12-13", "12/13/18"),
        ("2019", "2019"),
    ]


@given(DAYS)
def test_a_day_with_its_full_year_comes_back_from_every_way_of_printing_it(day: date) -> None:
    month = MONTHS[day.month - 1]
    for printed in (
        day.isoformat(),
        f"{day.month}/{day.day}/{day.year}",
        f"{day.month:02}-{day.day:02}-{day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month.upper()} {day.year}",
        f"{month[:3]}. {day.day} {day.year}",
    ):
        assert isos(f"On {printed} it was.") == [day.isoformat()], printed


@given(DAYS)
def test_a_month_comes_back_as_a_month(day: date) -> None:
    for printed in (f"{day.month:02}/{day.year}", f"{MONTHS[day.month - 1]} {day.year}"):
        assert isos(printed) == [day.isoformat()[:7]], printed


@given(RECENT)
def test_two_digits_of_a_year_are_read_near_today(day: date) -> None:
    assert isos(f"{day.month:02}-{day.day:02}-{day.year % 100:02}") == [day.isoformat()]


@given(st.text())
def test_whatever_is_found_is_a_date_of_the_calendar(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        date.fromisoformat(found.iso + "-01" * ((10 - len(found.iso)) // 3))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("decode 3512", []),
        ("Marina 2019", ["2019"]),
        ("the mayor 2015", ["2015"]),
        ("12 augers, 2014", ["2014"]),
        ("Febuary 3, 2018", ["2018-02-03"]),
        ("3 Octobre 2016", ["2016-10-03"]),
        ("Decem 2014", ["2014-12"]),
    ],
)
def test_a_word_that_begins_like_a_month_is_none(text: str, iso: list[str]) -> None:
    assert isos(text) == iso
