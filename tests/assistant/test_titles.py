"""Titles taken apart: what must agree, and what may be written otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.titles import TitleKey, code_keys, numeral, ordinal, title_keys
from vectorstore.vocabulary import load

VOCABULARY = load()
WORK = ("clerk", "electrician", "planner", "librarian", "surveyor", "dispatcher", "groundskeeper", "analyst")

cores = st.lists(st.sampled_from(WORK), min_size=1, max_size=3, unique=True).map(" ".join)
level_words = st.sampled_from(sorted(VOCABULARY.levels))
numerals = st.sampled_from(["", "I", "II", "IV", "3"])


def key_of(title: str) -> TitleKey:
    (key,) = title_keys(title, VOCABULARY)
    return key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Accounting Technician, Senior", TitleKey(("accounting", "technician"), frozenset({"senior"}))),
        ("Sr. Accounting Technician", TitleKey(("accounting", "technician"), frozenset({"senior"}))),
        ("ACCOUNTANT II", TitleKey(("accountant",), numeral="ii")),
        ("Accountant 2", TitleKey(("accountant",), numeral="ii")),
        ("Accountant I (Specialist)", TitleKey(("accountant",), numeral="i", qualifier=("specialist",))),
        ("Engineer, Traffic", TitleKey(("engineer",), qualifier=("traffic",))),
        ("Clerk, Senior II", TitleKey(("clerk",), frozenset({"senior"}), "ii")),
        ("Director of Parks and Recreation", TitleKey(("director", "park", "recreation"))),
        ("Water Treatment Operator Trainee", TitleKey(("water", "treatment", "operator"), frozenset({"trainee"}))),
        # As the last word of a title these name the work itself.
        ("Medical Assistant", TitleKey(("medical", "assistant"))),
        ("Assistant", TitleKey(("assistant",))),
    ],
)
def test_title_is_taken_apart(title: str, key: TitleKey) -> None:
    assert key_of(title) == key


def test_spelled_out_abbreviation_can_be_left_out_or_stand_alone() -> None:
    cores = [key.core for key in title_keys("Emergency Medical Services (EMS) Educator", VOCABULARY)]
    assert cores == [
        ("emergency", "medical", "service", "educator"),
        ("ems", "educator"),
        ("emergency", "medical", "service", "ems", "educator"),
    ]


@given(cores, level_words, numerals)
def test_key_is_the_same_however_the_title_is_written(core: str, level: str, number: str) -> None:
    straight, inverted = f"{level} {core} {number}".strip(), f"{core} {number}".strip() + f", {level}"
    key = key_of(straight)
    assert key.levels == {VOCABULARY.levels[level][0]}
    assert key.numeral == numeral(number)
    assert key_of(inverted) == key
    for written in (straight.upper(), straight.title(), inverted.upper(), f"  {straight.replace(' ', '   ')} "):
        assert key_of(written) == key


@given(cores, level_words, level_words)
def test_words_of_one_level_are_one_and_of_two_are_two(core: str, first: str, second: str) -> None:
    same = VOCABULARY.levels[first][0] == VOCABULARY.levels[second][0]
    assert (key_of(f"{first} {core}") == key_of(f"{second} {core}")) is same
    assert key_of(f"{first} {core}") != key_of(core)


@given(st.text(max_size=60))
def test_any_text_has_a_key_of_folded_words(title: str) -> None:
    keys = title_keys(title, VOCABULARY)
    assert 1 <= len(keys) <= 3
    for key in keys:
        assert all(word == word.lower() and word.split() == [word] for word in (*key.core, *key.qualifier))


@pytest.mark.parametrize(
    ("word", "roman"),
    [("II", "ii"), ("x", "x"), ("1", "i"), ("10", "x"), ("11", ""), ("0", ""), ("XI", ""), ("Clerk", ""), ("²", "")],
)
def test_numeral_is_read(word: str, roman: str) -> None:
    assert numeral(word) == roman


def test_level_can_be_counted() -> None:
    counted = {word: ordinal(word, VOCABULARY) for word in ("First", "second", "THIRD", "last", "2")}
    assert counted == {"First": "i", "second": "ii", "THIRD": "iii", "last": "", "2": ""}


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("M2042", ("m2042", "2042")),
        ("0733", ("0733", "733")),
        ("J-1010", ("j1010", "1010")),
        ("4121", ("4121",)),
        ("A7", ()),
    ],
)
def test_code_can_be_asked_for_without_letters_and_zeros(code: str, forms: tuple[str, ...]) -> None:
    assert code_keys(code) == forms
