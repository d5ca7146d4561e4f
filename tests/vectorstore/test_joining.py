"""Titles of one class are compatible, those of its neighbors on the ladder are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.joining import Known, choose, code_key, compatible, title_key

SAME = [
    ("Ferry Pilot, Senior", "Senior Ferry Pilot"),
    ("Sr. Ferry Pilot", "FERRY PILOT, SENIOR"),
    ("Acct. Technician", "Account Technician"),
    ("Bee Keeper II", "Bee Keeper 2"),
    ("Archive Techncian", "Archive Technician"),
    ("Director of Ferry Operations", "Director, Ferry Operations"),
    ("Ferry Pilots", "Ferry Pilot"),
]
OTHER = [
    ("Ferry Pilot", "Senior Ferry Pilot"),
    ("Bee Keeper I", "Bee Keeper II"),
    ("Ferry Pilot A", "Ferry Pilot B"),
    ("Ferry Pilot", "Ferry Pilot Trainee"),
    ("Account Clerk", "Accountant"),
    ("Archive Clerk", "Bee Keeper"),
    ("Ferry Pilot", ""),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_title_are_compatible(first: str, second: str) -> None:
    assert compatible(first, second)
    assert compatible(second, first)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_another_level_or_work_is_not(first: str, second: str) -> None:
    assert not compatible(first, second)
    assert not compatible(second, first)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=5))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    turned = words[1:] + words[:1]
    assert compatible(" ".join(words), " ".join(turned))
    assert title_key(" ".join(words)) == title_key(", ".join(turned))


def test_codes_are_compared_without_punctuation_and_case() -> None:
    assert code_key("J-1010") == code_key("j1010") == "j1010"
    assert code_key("0110") != code_key("110")


class TestChoosing:
    def test_a_code_and_a_compatible_title_join(self) -> None:
        known = Known("c1", "f100", ("Ferry Pilot",))
        assert choose("F-100", "Ferry Pilots", [known], []) == known

    def test_a_code_with_another_title_does_not(self) -> None:
        assert choose("F100", "Bee Keeper", [Known("c1", "f100", ("Ferry Pilot",))], []) is None

    def test_an_old_title_joins_too(self) -> None:
        known = Known("c1", "f100", ("Ferry Pilot", "Boat Driver"))
        assert choose("F100", "Boat Driver", [known], []) == known

    def test_a_title_joins_without_a_code(self) -> None:
        known = Known("c1", "f100", ("Ferry Pilot",))
        assert choose("", "Ferry Pilot", [], [known]) == known

    def test_a_title_with_two_codes_does_not(self) -> None:
        assert choose("F200", "Ferry Pilot", [], [Known("c1", "f100", ("Ferry Pilot",))]) is None

    def test_two_classes_of_the_title_are_no_answer(self) -> None:
        both = [Known("c1", "f100", ("Ferry Pilot",)), Known("c2", "f200", ("Ferry Pilot",))]
        assert choose("", "Ferry Pilot", [], both) is None
