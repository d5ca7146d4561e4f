"""Titles that running text names: whole, after a word of naming, and those that no document has."""

import pytest

from assistant.printed import Finder
from assistant.title_table import Titles
from tests.assistant.titled import AGENCY, entry
from vectorstore.folding import fold
from vectorstore.vocabulary import Vocabulary

TITLES = (
    "Accountant",
    "Accountant II",
    "Payroll Clerk, Senior",
    "Ferry Mechanic",
    "Office Aide (Typing)",
    "Office Aide (General)",
    "Ranger, Lakes Authority",
    "Toll Analyst I",
    "Toll Analyst II",
)


@pytest.fixture(scope="module")
def finder(vocabulary: Vocabulary) -> Finder:
    titles = Titles(vocabulary)
    for title in TITLES:
        titles.add(entry(title), [title])
    return Finder(titles, frozenset(fold(AGENCY).split()))


def named(finder: Finder, text: str) -> list[tuple[str, list[str]]]:
    return [(one.title, [e.spec.title for e in one.entries]) for one in finder.named(text)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two years of experience as an Accountant with Quill County.", "Accountant"),
        ("One year performing the duties of an Accountant II, Range B.", "Accountant II"),
        ("A year at a level of responsibility not less than that of a Senior Payroll Clerk.", "Payroll Clerk, Senior"),
        ("Duties comparable to those of Accountants in the county.", "Accountant"),
        ("Two years as a journey-level ferry mechanic; and", "Ferry Mechanic"),
        ("Six months of Accountant experience.", "Accountant"),
        ("Two years in the class of Ranger, Lakes Authority.", "Ranger, Lakes Authority"),
    ],
)
def test_title_is_found_whole(finder: Finder, text: str, title: str) -> None:
    assert [entries for _, entries in named(finder, text)] == [[title]]


@pytest.mark.parametrize(
    "text",
    [
        "Two years supervising Accountants.",
        "Two years as a helper to an Accountant.",
        "Registered as an Accountant with the state.",
        "Two years as an accountant.",
        "Two years as a ferry mechanics' helper, under an Accountant.",
    ],
)
def test_mention_names_no_experience(finder: Finder, text: str) -> None:
    assert [one for one in named(finder, text) if one[1] == ["Accountant"]] == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("as a Senior Accountant", ["Senior Accountant"]),
        ("as an Accountant Trainee", ["Accountant Trainee"]),
        ("as an Accountant III", ["Accountant III"]),
        ("as a Bridge Tender, Dock Officer or Heating and Cooling Inspector", ["Bridge Tender", "Dock Officer",
         "Heating and Cooling Inspector"]),
        ("as a Harbor Pilot I, II, or III", ["Harbor Pilot I", "Harbor Pilot II", "Harbor Pilot III"]),
        ("as a Superintendent of Docks III", ["Superintendent of Docks III"]),
        ("as a Ranger, Forest Authority", ["Ranger, Forest Authority"]),
    ],
)  # fmt: skip
def test_what_is_written_like_a_title_and_has_no_document(finder: Finder, text: str, titles: list[str]) -> None:
    assert named(finder, f"One year {text} with the county.") == [(title, []) for title in titles]


def test_list_holds_known_and_unknown_titles(finder: Finder) -> None:
    found = named(finder, "Three years as an Accountant, Dock Officer, or Ferry Mechanic; or")
    assert found == [("Accountant", ["Accountant"]), ("Dock Officer", []), ("Ferry Mechanic", ["Ferry Mechanic"])]


def test_title_without_its_specialty_is_each_of_them(finder: Finder) -> None:
    ((title, entries),) = named(finder, "A level equivalent to an Office Aide.")
    assert (title, sorted(entries)) == ("Office Aide", ["Office Aide (General)", "Office Aide (Typing)"])


def test_title_without_its_numeral_is_none_of_them(finder: Finder) -> None:
    assert named(finder, "Two years as a Toll Analyst with the county.") == []


def test_levels_of_a_class_without_a_numeral_are_that_class(finder: Finder) -> None:
    assert named(finder, "Two years as a Ferry Mechanic II.") == [("Ferry Mechanic II", ["Ferry Mechanic"])]


@pytest.mark.parametrize(
    "text", ["as a Bachelor", "as the Department", "as a Payroll Man-\nager", "as defined in Part I"]
)
def test_other_capitals_are_no_title(finder: Finder, text: str) -> None:
    assert named(finder, f"One year of experience {text}.") == []


def test_class_right_behind_a_cue(finder: Finder) -> None:
    cues, denying = [["is", "above"], ["promote", "to"]], frozenset({"not"})
    above = finder.after("It is above the Accountant, whose work is checked.", cues, denying)
    assert [one.title for one in above] == ["Accountant"]
    assert finder.after("Clerks do not promote to Accountant II.", cues, denying) == []
    assert finder.after("Work above that of clerks goes to an Accountant.", cues, denying) == []


def test_a_specialty_that_no_class_has_is_another_class(finder: Finder) -> None:
    assert named(finder, "One year performing the duties of an Office Aide (Mailing).") == [
        ("Office Aide (Mailing)", [])
    ]
    both = ["Office Aide (Typing)", "Office Aide (General)"]
    assert named(finder, "One year performing the duties of an Office Aide.") == [("Office Aide", both)]


@pytest.mark.parametrize("cut", ["Acc ountant II", "Account- ant II", "Account-ant II"])
def test_a_word_that_a_line_cut_in_two_is_one_again(finder: Finder, cut: str) -> None:
    assert named(finder, f"One year performing the duties of an {cut}.") == [("Accountant II", ["Accountant II"])]
