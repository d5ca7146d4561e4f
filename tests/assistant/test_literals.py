"""Typed literals of a question, each with its operator and its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import literals
from assistant.literals import Kind, Literal, Operator, find_literals
from vectorstore.folding import words
from vectorstore.vocabulary import Vocabulary, load

VOCABULARY = load()


def shown(text: str) -> list[tuple[str, float | str, str, str]]:
    return [(one.kind.value, one.value, one.operator.value, one.unit) for one in find_literals(text, VOCABULARY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what did it pay in 2015", ("date", "2015", "in", "")),
        ("pay as of October 2016", ("date", "2016-10", "in", "")),
        ("the 2015 bulletin", ("date", "2015", "in", "")),
        ("2015 bulletin please", ("date", "2015", "in", "")),
        ("before 6/5/2015", ("date", "2015-06-05", "before", "")),
        ("not revised since the year 1990", ("date", "1990", "since", "")),
        ("can I apply until June 3, 2017?", ("date", "2017-06-03", "until", "")),
        ("pays at least $60k", ("money", 60000.0, "at_least", "")),
        ("start above 60,000 dollars", ("money", 60000.0, "more_than", "")),
        ("5 years or more", ("duration", 5.0, "at_least", "year")),
        ("two years of it", ("duration", 2.0, "is", "year")),
        ("a twelve-month probation", ("duration", 12.0, "is", "month")),
        ("faster than 50 words a minute", ("number", 50.0, "more_than", "word a minute")),
        ("lift up to 50 pounds", ("number", 50.0, "at_most", "pound")),
        ("what did it pay in '15", ("date", "2015", "in", "")),
        ("what did it pay in ٢٠١٥", ("date", "2015", "in", "")),
        ("the spec from 2015", ("date", "2015", "starting", "")),
        ("fifty bucks and 20 bucks at most", ("money", 20.0, "at_most", "")),
        # A class code, as far as anybody can tell.
        ("class 2015", ("number", 2015.0, "is", "")),
        ("starting above 9000 a month", ("money", 9000.0, "more_than", "")),
        ("at least 25 an hour", ("money", 25.0, "at_least", "")),
    ],
)
def test_a_literal_has_its_type_value_and_operator(text: str, expected: tuple[str, float | str, str, str]) -> None:
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("changed between 2015 and 2018", [("2015", "since"), ("2018", "until")]),
        ("the difference of 2014 vs. 2017", [("2014", "in"), ("2017", "in")]),
        ("what it paid in 2014 and 2017", [("2014", "in"), ("2017", "in")]),
        ("from 2016 to 2014", [("2016", "since"), ("2014", "until")]),
        ("pay 2015-2018", [("2015", "since"), ("2018", "until")]),
        ("pay 2015 – 2018", [("2015", "since"), ("2018", "until")]),
        ("since 2012 until 2016", [("2012", "since"), ("2016", "until")]),
    ],
)
def test_two_dates_are_a_range_where_the_words_say_so(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(value, operator) for _, value, operator, _ in shown(text)] == expected


def test_the_words_are_read_once_however_many_literals_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counting(text: str) -> list[tuple[str, int, int]]:
        read.append(len(text))
        return words(text)

    monkeypatch.setattr(literals, "words", counting)
    for text in ("$5 " * 1300, "in 2015 " * 500, "1 " * 2000, "5 years or more " * 200):
        read.clear()
        assert len(find_literals(text, VOCABULARY)) >= 200
        # The text once, and what stands between two dates that follow each other.
        assert sum(read) <= 2 * len(text)


def test_a_range_of_money_has_two_bounds() -> None:
    assert shown("between $50,000 and $60,000") == [
        ("money", 50000.0, "at_least", ""),
        ("money", 60000.0, "at_most", ""),
    ]


def test_an_agency_can_add_an_operator_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own") / "own.toml"
    own.write_text('[operators]\nbefore = ["ahead of"]\n', "utf-8")
    vocabulary: Vocabulary = load(own)
    found = find_literals("what it paid ahead of 2015", vocabulary)
    assert [one.operator for one in found] == [Operator.BEFORE]
    assert [one.kind for one in find_literals("what it paid ahead of 2015", VOCABULARY)] == [Kind.NUMBER]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_literals_stand_in_order_within_the_text(text: str) -> None:
    found: tuple[Literal, ...] = find_literals(text, VOCABULARY)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
