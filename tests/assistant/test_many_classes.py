"""Questions over many classes of the examples, through the real assistant; and their judge, which can fail."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.engine import Assistant
from assistant.evaluate.expectation import expectation_of
from tests.assistant.evaluate.replies import reply
from tests.assistant.many_classes import BY_HAND, QUESTIONS, Asked, ask_all, main, report, rows_of
from tests.assistant.many_judging import CHECKS, is_class, missed_of_many, recall_and_precision, rest_of
from vectorstore.index import Index
from vectorstore.spec import Viewer

SHARE = 0.95

TWO = {"items": [{"class_code": "0042", "title": "Senior Lamp Painter"}, {"class_code": "", "title": "LAMPKEEPER"}]}
GROUPED = {"items": [*TWO["items"], {"class_code": "Q9", "title": "C", "group": "Lamp-Unit"}]}
ROWS = {
    "rows": [
        {"facet": "grade", "result": "differs", "name": "Salary grade"},
        {"facets": ["overtime"], "result": "only one", "name": "FLSA"},
    ]
}
LADDER = {
    "above": [{"title": "Lamp Painter, Senior", "class_code": "0042", "loaded": True}],
    "below": [{"title": "Wick Boy", "class_code": "", "loaded": False}],
}
MET = {"qualification": {"result": "met", "tree": {}}}
REVERSE = {"items": [{"class_code": "Q1", "title": "A", "missing": ["a license"]}, {"class_code": "Q2", "title": "B"}]}


@pytest.fixture(scope="module")
def asked(assistant: Assistant, example_index: Index) -> list[Asked]:
    return ask_all(rows_of("examples", tables=False), assistant, example_index)


def test_nearly_all_questions_over_many_classes_are_answered_right(asked: list[Asked]) -> None:
    wrong = [one for one in asked if one.missed]
    assert len(wrong) <= (1 - SHARE) * len(asked), "\n".join(report(asked))


def test_no_answer_over_many_classes_says_what_its_sources_do_not(asked: list[Asked]) -> None:
    assert [str(one) for one in asked if one.broken] == []


def test_lists_read_by_hand_are_complete_and_clean(asked: list[Asked]) -> None:
    listed = [one for one in asked if one.row["kind"] == BY_HAND]
    assert len(listed) >= 4
    for one in listed:
        recall, precision = recall_and_precision(one.row["expect"], {"items": one.answer.items})
        assert min(recall, precision) >= SHARE, str(one)


def test_question_file_is_whole(example_index: Index) -> None:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 130
    for row in rows:
        assert expectation_of(rest_of(row["expect"])), row["id"]
        assert row["why"], row["id"]
    kinds = Counter(row["kind"] for row in rows)
    assert {"list", "count", "group", "combined", "compare", "ladder", "qualify", "reverse", "followup"} <= set(kinds)
    entries = [
        {"title": e.spec.title, "class_code": e.spec.class_code} for e in example_index.catalog.entries(Viewer())
    ]
    listed = {name for row in rows_of("examples", tables=True) for name in row["expect"].get("listed", ())}
    assert [name for name in listed if not any(is_class(name, entry) for entry in entries)] == []


@pytest.mark.parametrize(
    ("met", "not_met", "given"),
    [
        ({"listed": ["42", "lampkeeper"]}, {"listed": ["42"]}, TWO),
        ({"listed": ["Lamp Painter, Senior", "Lampkeeper"]}, {"listed": ["42", "Lampkeeper", "Q7"]}, TWO),
        ({"listed": ["42"], "listed_may": ["Lampkeeper"]}, {"listed": ["Q7"], "listed_may": ["Lampkeeper"]}, TWO),
        ({"listed": ["42"], "listed_among": ["42", "43"]}, {"listed": ["43"], "listed_among": ["42", "43"]}, TWO),
        ({"listed": []}, {"listed": ["Q7"]}, {"items": []}),
        ({"listed": [], "listed_may": ["42", "Lampkeeper"]}, {"listed": []}, TWO),
        ({"total_in": [2, 3]}, {"total_in": [4]}, {"total": 3}),
        ({"first": "42"}, {"first": "Lampkeeper"}, TWO),
        ({"first": "Q7"}, {"first": "42"}, {}),
        ({"has_items": ["42"]}, {"has_items": ["42", "Q7"]}, TWO),
        ({"groups": {"lamp unit": 1, "": 2}}, {"groups": {"lamp unit": 2}}, GROUPED),
        ({"comparison": {"grade": "differs"}}, {"comparison": {"grade": "same"}}, {"comparison": ROWS}),
        ({"comparison": {"x|overtime": "only_one"}}, {"comparison": {"license": "same"}}, {"comparison": ROWS}),
        ({"above": ["42"]}, {"above": []}, {"ladder": LADDER}),
        ({"above": [], "above_may": ["42"]}, {"above": ["42", "Q7"]}, {"ladder": LADDER}),
        ({"below": ["Wick Boy"]}, {"below": ["Wick"]}, {"ladder": LADDER}),
        ({"above": []}, {"above": ["42"]}, {"status": "not_stated"}),
        ({"unloaded": ["Wick Boy"]}, {"unloaded": ["42"]}, {"ladder": LADDER}),
        ({"series": ["42", "Wick Boy"]}, {"series": ["Q7"]}, {"ladder": LADDER}),
        ({"qualification": ["met", "cannot_tell"]}, {"qualification": ["not_met"]}, MET),
        ({"qualifies_not": ["Q1", "Q3"]}, {"qualifies_not": ["Q2"]}, REVERSE),
        ({"says": r"\bq\d"}, {"says": "code"}, {}),
        ({"lacks": ["Q8"]}, {"lacks": ["q7"]}, {}),
    ],
)
def test_expectation_over_many_classes_is_met_or_missed(
    met: dict[str, Any], not_met: dict[str, Any], given: dict[str, Any]
) -> None:
    assert missed_of_many(met, reply(**given)) == []
    assert missed_of_many(not_met, reply(**given)) != []


def test_answer_without_a_ladder_is_none_even_where_nothing_is_above() -> None:
    assert missed_of_many({"above": []}, reply(ladder=None)) == ["above"]
    assert missed_of_many({"above": []}, reply(ladder={"above": [], "below": []})) == []


def test_what_is_not_judged_here_is_left_to_the_other_judge() -> None:
    expect = {"status": "answered", "listed": ["1"], "listed_may": ["2"], "total": 1}
    assert rest_of(expect) == {"status": "answered", "total": 1}
    assert set(rest_of(dict.fromkeys(CHECKS, 1))) == set()


def test_recall_and_precision_of_a_list() -> None:
    items = [{"class_code": code, "title": code, "agency": "A"} for code in ("1", "2", "2", "3", "4")]
    assert recall_and_precision({"listed": ["1", "2", "9"], "listed_may": ["4"]}, {"items": items}) == (2 / 3, 2 / 3)
    assert recall_and_precision({"listed": ["1"], "listed_among": ["1", "9"]}, {"items": items}) == (1.0, 1.0)
    assert recall_and_precision({"listed": ["1"]}, {"items": []}) == (0.0, 1.0)


def test_report_names_what_is_wrong(asked: list[Asked]) -> None:
    one = asked[0]
    wrong = Asked({**one.row, "kind": BY_HAND}, one.answer, ("items",), ())
    lines = list(report([wrong]))
    assert one.row["question"] in lines[0]
    assert any(line.startswith(BY_HAND) and "0/1" in line for line in lines)
    assert any(line.startswith("recall ") for line in lines)


def test_nothing_is_asked_without_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "examples"]) == 2
    assert "not asked" in capsys.readouterr().err
    assert main([]) == 2
