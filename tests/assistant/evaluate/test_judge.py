"""When each expectation is met and when it is missed; what every answer owes."""

from typing import Any

import pytest

from assistant.evaluate.expectation import Expectation, expectation_of
from assistant.evaluate.judge import CHECKS, missed
from assistant.evaluate.soundness import LONGEST_QUOTE, loose_numbers, unverified
from tests.assistant.evaluate.replies import TEXT, citation, reply

TWO = [citation(), citation("Trims 12 wicks", number=2, source="other.txt", section_path=["PAY"])]
LISTED = {"items": [{"class_code": "0042", "title": "A"}, {"class_code": "Q7", "title": "B"}], "total": 2}
OFFERED = {"choices": [{"title": "Lampkeeper", "class_code": "Q8", "agency": "Marlow"}], "status": "ambiguous"}
LICENSED = {"facts": [{"facet": "license", "modality": "required"}, {"facet": "testing", "modality": "preferred"}]}


@pytest.mark.parametrize(
    ("met", "not_met", "given"),
    [
        ({"status": "answered"}, {"status": "not_stated"}, {}),
        ({"status_in": ["ambiguous", "answered"]}, {"status_in": ["ambiguous"]}, {}),
        ({"contains": ["q7", "class  code"]}, {"contains": ["q7", "Q8"]}, {}),
        (
            {"contains": ['keeper\'s "day-night" pay']},
            {"contains": ["keepers"]},
            {"answer": "keeper’s “day–night” pay"},
        ),
        ({"any_of": ["Q8", "q7"]}, {"any_of": ["Q8"]}, {}),
        ({"money": ["$1,450"]}, {"money": ["1450", "$145"]}, {"answer": "It pays 1450.00 [1]."}),
        ({"fuzzy_title": "Senior Lamp Keeper Two"}, {"fuzzy_title": "Lamp Painter"}, {"answer": "keeper, lamp, two"}),
        ({"offers": ["marlow", "q8"]}, {"offers": ["Tern"]}, OFFERED),
        ({"document": "lampkeeper.txt"}, {"document": "other.txt"}, {"citations": TWO}),
        ({"document_cited": "other.txt", "among_first": 2}, {"document_cited": "other.txt"}, {"citations": TWO}),
        ({"documents": ["other.txt", "lampkeeper.txt"]}, {"documents": ["third.txt"]}, {"citations": TWO}),
        ({"section": "work > dut"}, {"section": "salary"}, {}),
        ({"section": "pay"}, {"section": "pay", "document": "lampkeeper.txt"}, {"citations": TWO}),
        (
            {"covers": "It trims the wicks at dawn"},
            {"covers": "It lights all of them"},
            {"answer": "trims the wicks at"},
        ),
        ({"covers": "class code"}, {"covers": "wick"}, {}),
        ({"quote_matches": r"CODE:\s+Q\d"}, {"quote_matches": "^Q7"}, {}),
        ({"items": ["42", "Q7"]}, {"items": ["42"]}, LISTED),
        ({"items": ["Q7"], "among": ["q7", "q8"]}, {"items": ["Q7", "Q8"], "among": ["q7", "q8"]}, LISTED),
        ({"total": 2}, {"total": 3}, LISTED),
        ({"items": []}, {"items": ["1"]}, {"total": 0}),
        ({"modality": "required"}, {"modality": "preferred"}, LICENSED),
    ],
)
def test_expectation_is_met_or_missed(met: dict[str, Any], not_met: dict[str, Any], given: dict[str, Any]) -> None:
    assert missed(expectation_of(met), reply(**given)) == ()
    assert missed(expectation_of(not_met), reply(**given)) != ()


def test_every_expectation_is_judged_or_says_how_another_is() -> None:
    others = {"among", "among_first", "with_pay", "without_pay"}
    assert set(Expectation.model_fields) == set(CHECKS) | others


def test_all_that_is_missed_is_named() -> None:
    expect = expectation_of({"status": "answered", "contains": ["Q8"], "document": "other.txt"})
    assert missed(expect, reply()) == ("contains", "document")
    assert missed(expect, reply(status="not_stated", citations=[])) == ("status", "contains", "document")


def test_an_answer_without_a_citation_is_none_but_for_an_empty_list() -> None:
    expect = expectation_of({"status": "answered"})
    assert missed(expect, reply(citations=[])) == ("citation",)
    assert missed(expect, reply("None does.", citations=[], total=0)) == ()


def test_a_sound_reply_has_no_fault() -> None:
    assert unverified(reply(), {"lamp": TEXT}) == ()
    assert loose_numbers(reply(), "") == ()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"start": 1}, "not the source's text at 1 to"),
        ({"source_id": "gone"}, "not the source's text"),
        ({"quote": " ", "start": 14, "end": 15}, "not the source's text at 14"),
        ({"answer_start": 3, "answer_end": 4}, "which does not cite it"),
    ],
)
def test_a_quote_that_is_not_the_sources_is_told(changed: dict[str, Any], told: str) -> None:
    (fault,) = unverified(reply(citations=[citation(**changed)]), {"lamp": TEXT})
    assert fault.startswith("[1] ")
    assert told in fault


def test_a_quote_may_be_too_long() -> None:
    text = "a" * (LONGEST_QUOTE + 1)
    long = citation(quote=text, start=0, end=len(text))
    assert unverified(reply(citations=[long]), {"lamp": text}) == (f"[1] quotes {len(text)} characters",)


@pytest.mark.parametrize(
    ("answer", "said", "loose"),
    [
        ("It pays 1,450 [1].", "", ("1450",)),
        ("It pays 1,450 [1].", "who gets 1450.00?", ()),
        ("1. Lampkeeper\n2. Q7 since 2019 [12]", "", ()),
        ("Two of 3 classes, 17 in all.", "", ("17", "3")),
    ],
)
def test_a_number_that_nothing_cited_has_is_told(answer: str, said: str, loose: tuple[str, ...]) -> None:
    assert loose_numbers(reply(answer), said) == loose


def test_counted_and_listed_classes_are_no_loose_numbers() -> None:
    assert loose_numbers(reply("2 classes: 0042 and Q7.", citations=[], **LISTED), "") == ()
