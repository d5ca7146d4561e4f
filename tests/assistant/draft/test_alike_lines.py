"""How alike two lines are: never where a number differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.likeness import ALIKE, alike_lines, likeness, likenesses, named_numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two (2) years of work as a clerk", "2 years of work as a Clerk."),
        ("Prepares the daily tide report;", "prepares daily tide reports"),
        ("Leads three deckhands", "Leads 3 deckhands"),
    ],
)
def test_lines_that_say_the_same(one: str, other: str) -> None:
    assert alike_lines(one, other)


def test_a_text_without_a_break_is_compared_by_its_beginning() -> None:
    # Letter by letter these take a quarter of a minute.
    one, other = "files " * 200_000, "files " * 200_001
    assert likeness(one, other) == likenesses([one], [other])[0, 0] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two years of work as a harbor clerk", "Three years of work as a harbor clerk"),
        ("Two years of work as a harbor clerk", "Two months of work as a harbor clerk"),
        ("Supervises two harbor clerks and a typist", "Supervises ten harbor clerks and a typist"),
        ("Experience at the level of Harbor Clerk I", "Experience at the level of Harbor Clerk II"),
        ("Waits ½ hour for each of the vessels", "Waits 1 hour for each of the vessels"),
        ("Leads a crew of deckhands", "Writes the annual budget"),
    ],
)
def test_lines_that_do_not(one: str, other: str) -> None:
    assert not alike_lines(one, other)


@given(st.integers(2, 99), st.integers(2, 99))
def test_no_likeness_outweighs_a_number(one: int, other: int) -> None:
    line = "Completion of {} semester units at a recognized college in the field of navigation or harbor administration"
    assert (likeness(line.format(one), line.format(other)) >= ALIKE) == (one == other)


def test_all_pairs_at_once_are_as_each_pair_alone() -> None:
    ones = ["Two years of piloting", "Sounds the fog horn", "Paints hulls"]
    others = ["Three years of piloting", "Sounds fog horns", "2 years of piloting"]
    alone = [[likeness(one, other) for other in others] for one in ones]
    kept = [[value if value >= ALIKE else 0.0 for value in row] for row in alone]
    assert likenesses(ones, others).tolist() == [pytest.approx(row) for row in kept]
    assert likenesses([], others).shape == (0, 3)


def test_a_number_that_is_said_twice_is_one() -> None:
    assert named_numbers("Thirty (30) semester units") == named_numbers("30 semester units")
