"""The order of series: by level and numeral, by the document, and by what requirements ask for."""

import pytest

from assistant.series import Series, series_of
from tests.assistant.titled import entry
from vectorstore.vocabulary import Vocabulary


def order(series: Series) -> list[list[str]]:
    return [[one.spec.title for one in rung] for rung in series.rungs]


def printed(*titles: str) -> list:  # type: ignore[type-arg]
    return [entry(t, source="s", ordinal=at, series="Toll Series") for at, t in enumerate(titles)]


@pytest.mark.parametrize(
    "titles",
    [
        ("Toll Clerk Trainee", "Toll Clerk", "Toll Clerk, Senior", "Assistant Chief Toll Clerk", "Chief Toll Clerk"),
        ("Diver I", "Diver II", "Diver III", "Senior Diver"),
        ("Pilot", "Pilot II", "Lead Pilot"),
    ],
)
def test_titles_are_ordered_by_level_and_numeral(titles: tuple[str, ...], vocabulary: Vocabulary) -> None:
    entries = [entry(title) for title in reversed(titles)]
    (series,) = {id(one): one for of in series_of(entries, vocabulary).values() for one in of}.values()
    assert order(series) == [[title] for title in titles]


def test_other_work_specialty_or_agency_is_no_series(vocabulary: Vocabulary) -> None:
    apart = [entry("Clerk"), entry("Senior Clerk Typist"), entry("Senior Clerk (Docks)"),
             entry("Senior Clerk", agency="Inkwell City")]  # fmt: skip
    assert series_of(apart, vocabulary) == {}


def test_document_goes_before_ranks_and_specialties_share_a_rung(vocabulary: Vocabulary) -> None:
    entries = printed("Associate Toll Analyst", "Staff Toll Analyst (Roads)", "Staff Toll Analyst (Bridges)",
                      "Senior Toll Analyst (Roads)", "Toll Manager")  # fmt: skip
    series = series_of(entries, vocabulary)[entries[0].class_id][0]
    assert order(series) == [
        ["Associate Toll Analyst"],
        ["Staff Toll Analyst (Roads)", "Staff Toll Analyst (Bridges)"],
        ["Senior Toll Analyst (Roads)"],
        ["Toll Manager"],
    ]
    roads, senior = entries[1], entries[3]
    assert series.beside(roads, up=True) == (senior,)
    assert series.beside(senior, up=False) == (roads,)


def test_document_from_the_highest_down_is_turned_about(vocabulary: Vocabulary) -> None:
    entries = printed("Chief Toll Clerk", "Senior Toll Clerk", "Toll Clerk")
    series = series_of(entries, vocabulary)[entries[0].class_id][0]
    assert order(series) == [["Toll Clerk"], ["Senior Toll Clerk"], ["Chief Toll Clerk"]]


def test_requirements_settle_what_levels_do_not(vocabulary: Vocabulary) -> None:
    senior, staff = entry("Senior Programmer"), entry("Staff Programmer")
    series = series_of([senior, staff], vocabulary)[staff.class_id][0]
    assert order(series) == [["Senior Programmer"], ["Staff Programmer"]]
    settled = series.settled({(staff.class_id, senior.class_id)})
    assert order(settled) == [["Staff Programmer"], ["Senior Programmer"]]
    assert settled.order(senior, staff) == 1


def test_a_class_that_the_next_but_one_asks_for_goes_below_all_that_build_on_it(vocabulary: Vocabulary) -> None:
    plain, associate, staff = entry("Planner"), entry("Associate Planner"), entry("Staff Planner")
    series = series_of([plain, associate, staff], vocabulary)[plain.class_id][0]
    assert order(series) == [["Associate Planner"], ["Planner"], ["Staff Planner"]]
    asked = {(plain.class_id, staff.class_id), (staff.class_id, associate.class_id)}
    assert order(series.settled(asked)) == [["Planner"], ["Staff Planner"], ["Associate Planner"]]
