"""Which classes of a series a heading names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.naming import Naming
from ingest.series_titles import read_title
from tests.ingest.parsing import words

KEEPERS = (
    "Gate Keeper I",
    "Gate Keeper II",
    "Senior Gate Keeper",
    "Gate Keeper Supervisor I",
    "Gate Keeper Supervisor II",
)
ANALYSTS = (
    "Tide Analyst I (Charts)",
    "Tide Analyst I (Currents and Swell)",
    "Tide Analyst II (Charts)",
    "Tide Analyst II (Currents and Swell)",
    "Tide Manager, Port District",
)
PLAIN = ("Tide Analyst I", "Tide Analyst I (Charts)", "Tide Analyst II", "Assistant Tide Clerk", "Associate Tide Clerk")


def named(titles: tuple[str, ...], heading: str) -> tuple[int, ...] | None:
    return Naming(titles, words()).classes(heading)


@pytest.mark.parametrize(
    ("heading", "classes"),
    [
        ("Gate Keeper II", (1,)),
        ("GATE KEEPER II:", (1,)),
        ("Gate Keeper", (0, 1)),
        ("Senior Gate Keeper", (2,)),
        ("Gate Keeper, Senior", (2,)),
        ("Gate Keeper I and II", (0, 1)),
        ("Gate Keeper I/II", (0, 1)),
        ("Gate Keeper I, Senior Gate Keeper, and Gate Keeper Supervisor II", (0, 2, 4)),
        ("Gate Keeper II and Above", (1, 2, 3, 4)),
        ("Sr. Gate Keeper", (2,)),
        ("For the Sr. Gate Keeper level", (2,)),
        ("Sr. Gate Keeper of Bridges", None),
        ("Senior Gate Keeper and below", (0, 1, 2)),
        ("Gate Keeper II through Gate Keeper Supervisor I", (1, 2, 3)),
        ("Gate Keeper Supervisor (Various Classes)", (3, 4)),
        ("Level II", (1, 4)),
        ("All Levels", ()),
        ("All Classes:", ()),
        ("Both Levels", ()),
        ("Gate Keeper Supervsor II", (4,)),
        ("Gate Keeper Super", None),
        ("Gate Keeper III", None),
        ("Gate Keeper of Bridges", None),
        ("Duties", None),
        ("Either I", None),
        ("Or II", None),
        ("I", None),
        ("", None),
    ],
)
def test_a_heading_names_the_classes_whose_titles_it_has_or_begins(
    heading: str, classes: tuple[int, ...] | None
) -> None:
    assert named(KEEPERS, heading) == classes


@pytest.mark.parametrize(
    ("heading", "classes"),
    [
        ("Tide Analyst I (Various Specialties)", (0, 1)),
        ("Tide Analyst II", (2, 3)),
        ("Charts", (0, 2)),
        ("Currents and Swell", (1, 3)),
        ("Tide Analyst (Charts)", (0, 2)),
        ("Tide Analyst I (Charts) (Currents and Swell)", (0, 1)),
        ("Tide Manager", (4,)),
        ("Tide Analyst I, Range A", (0, 1)),
        ("Swell", None),
        ("Both Tide Analyst II Classes", (2, 3)),
    ],
)
def test_a_qualifier_may_be_left_out_or_stand_alone(heading: str, classes: tuple[int, ...] | None) -> None:
    assert named(ANALYSTS, heading) == classes


def test_a_title_without_qualifier_is_the_class_that_has_none() -> None:
    assert named(PLAIN, "Tide Analyst I") == (0,)
    assert named(PLAIN, "Tide Analyst I (Various Specialties)") == (0, 1)
    assert named(PLAIN, "Both Tide Analyst I Classes") == (0, 1)
    assert Naming(PLAIN, words()).specialties([0]) == {1}


def test_a_title_that_is_cut_off_is_the_one_that_begins_so() -> None:
    assert named(("Lock Tender I, Port of Example Commission", "Lock Tender II"), "Lock Tender I, Port of Example") == (
        0,
    )


def test_a_word_of_the_end_that_all_titles_share_may_be_another() -> None:
    titles = ("Booth Agent, Harbor Fair Office", "Booth Lead, Harbor Fair Office", "Fair Manager, Harbor Fair Office")
    assert named(titles, "Fair Manager, Harbor Fair Bureau") == (2,)
    assert named(titles, "Fair Manager, Quarry Board Bureau") is None
    # What tells two classes apart is no slip.
    assert named(ANALYSTS, "Tide Analyst I (Kelp)") is None


def test_titles_that_share_their_end_may_name_it_once() -> None:
    assert named(PLAIN, "Assistant and Associate Tide Clerk") == (3, 4)


def test_above_follows_the_numerals_where_a_list_falls() -> None:
    falling = ("Gate Keeper III", "Gate Keeper II", "Gate Keeper I")
    assert named(falling, "Gate Keeper II and above") == (0, 1)


def test_a_level_after_a_comma_stands_in_front() -> None:
    assert read_title("Gate Keeper, Senior", words()) == read_title("Senior Gate Keeper", words())


@given(st.permutations(KEEPERS), st.sampled_from(KEEPERS))
def test_a_title_names_its_own_class_in_any_list(titles: list[str], title: str) -> None:
    assert named(tuple(titles), title.upper()) == (titles.index(title),)


@given(st.text(max_size=60))
def test_any_heading_names_classes_that_there_are(heading: str) -> None:
    assert set(named(ANALYSTS, heading) or ()) <= set(range(len(ANALYSTS)))
