"""Wordings of one thing have the same marks, and of two things other ones."""

import pytest

from assistant.narrate.marking import Marker
from vectorstore.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def marker(vocabulary: Vocabulary) -> Marker:
    return Marker(vocabulary, frozenset({"accounting", "account"}))


def _keys(marker: Marker, text: str) -> list[str]:
    return [mark.key for mark in marker.marked(text).marks]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Two (2) years", "2 years"),
        ("twenty-four months", "24 months"),
        ("revised March 2018", "Revised 03/2018"),
        ("July 9, 2018", "07/09/18"),
        ("$4,000 - $5,200 per month", "$4,000.00 to $5,200 a month"),
        ("75%", "75 percent"),
        ("2½ years", "2 1/2 years"),
        ("A license isn't required", "the license is not required"),
        ("may be required", "might need"),
        ("company\ufffds dock", "company's dock"),
        ("not more than 25 pounds", "no more than 25 pounds"),
    ],
)
def test_the_same_thing(marker: Marker, left: str, right: str) -> None:
    assert _keys(marker, left) == _keys(marker, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Class A license", "Class license"),
        ("an A.A. degree", "a degree"),
        ("8:00 a.m.", "8:00 p.m."),
        ("IT experience", "it experience"),
        ("may be required", "is required"),
        ("is required", "is not required"),
        ("$23", "23"),
        ("03/2018", "2018"),
        ("2½", "21/2"),
        ("trained", "trains"),
        ("3.5 years", "35 years"),
    ],
)
def test_another_thing(marker: Marker, left: str, right: str) -> None:
    assert _keys(marker, left) != _keys(marker, right)


def test_forms_of_a_verb_agree_but_for_words_of_titles(marker: Marker) -> None:
    def agree(left: str, right: str) -> bool:
        return marker.marked(left).marks[0].agrees(marker.marked(right).marks[0])

    assert agree("installing", "installs")
    assert agree("preparing", "prepares")
    assert agree("planning", "plan")
    assert not agree("accounting", "account")
    assert not agree("supervised", "supervises")
