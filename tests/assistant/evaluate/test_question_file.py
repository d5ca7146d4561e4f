"""A question file is read whole or refused, every fault with its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import QuestionsError
from assistant.evaluate.questions import read_questions, selected

WHOLE = [
    {"question": "Which code?", "expect": {"status": "answered", "contains": ["Q7"]}},
    {"id": "b", "corpus": "port", "kind": "pay", "question": "And pay?", "history": ["Lampkeeper?"],
     "expect": {"status_in": ["not_stated"], "with_pay": True}, "split": "dev"},
]  # fmt: skip


def written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def test_a_file_is_read_in_order_with_what_it_leaves_out(tmp_path: Path) -> None:
    first, second = read_questions(written(tmp_path / "q.jsonl", "\ufeff" + json.dumps(WHOLE[0]), "", WHOLE[1]))
    assert (first.id, first.kind, first.history) == ("line 1", "question", ())
    assert (second.id, second.kind, second.history, second.text) == ("b", "port/pay", ("Lampkeeper?",), "And pay?")
    assert second.expect.as_dict() == {"status_in": ["not_stated"], "with_pay": True}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"question": ', "line 2: no JSON: Expecting value at column 14"),
        ([1], "line 2: a list and no JSON object"),
        ({"expect": {}}, "line 2: `question` is missing"),
        ({"question": "x"}, "line 2: `expect` is missing"),
        ({"question": " ", "expect": {}}, "line 2: `question` is ' ' and no text"),
        ({"question": "x", "expect": {}, "kind": 3}, "line 2: `kind` is 3 and no text"),
        ({"question": "x", "expect": []}, "line 2: `expect` is [] and no JSON object"),
        ({"question": "x", "expect": {}, "history": "y"}, "line 2: `history` is 'y' and no list of texts"),
        ({"question": "x", "expect": {}}, "line 2: nothing is expected; name a `status` at least"),
        ({"question": "x", "expect": {"with_pay": True}}, "line 2: nothing is expected"),
        ({"question": "x", "expect": {"document": None}}, "line 2: nothing is expected"),
        ({"question": "x", "expect": {"contain": ["y"]}}, "'contain' is not known; is 'contains' meant?"),
        ({"question": "x", "expect": {"zzz": ["y"]}}, "'zzz' is not known; there are among, among_first, any_of,"),
        ({"question": "x", "expect": {"contains": "y"}}, "'contains' has 'y': input should be a list"),
        ({"question": "x", "expect": {"contains": [" "]}}, "'contains' has ' ': is blank"),
        ({"question": "x", "expect": {"status": "maybe"}}, "'status' has 'maybe': input should be 'answered',"),
        ({"question": "x", "expect": {"quote_matches": "("}}, "'quote_matches' has '(': is no regular expression"),
        ({"question": "x", "expect": {"among_first": 2}}, "'among_first' says nothing without 'document_cited'"),
        ({"question": "x", "expect": {"status": "answered", "status_in": ["answered"]}}, "are both given; keep one"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_question_is_told(tmp_path: Path, line: object, told: str) -> None:
    path = written(tmp_path / "q.jsonl", WHOLE[0], line)
    with pytest.raises(QuestionsError) as error:
        read_questions(path)
    assert told in str(error.value)


def test_every_fault_is_told_up_to_a_screenful(tmp_path: Path) -> None:
    many: list[Any] = [{"question": "x"}] * 30
    twice = {**WHOLE[1], "id": "c"}
    with pytest.raises(QuestionsError) as error:
        read_questions(written(tmp_path / "q.jsonl", *many[:2], WHOLE[0], twice, twice))
    assert [line.strip() for line in str(error.value).splitlines()[1:]] == [
        "line 1: `expect` is missing",
        "line 2: `expect` is missing",
        "the id 'c' is given twice",
    ]
    with pytest.raises(QuestionsError, match="and 10 more"):
        read_questions(written(tmp_path / "q.jsonl", *many))


def test_a_file_that_cannot_be_read_or_has_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="No such file"):
        read_questions(tmp_path / "none.jsonl")
    with pytest.raises(QuestionsError, match="Is a directory"):
        read_questions(tmp_path)
    (tmp_path / "q.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(QuestionsError, match="not UTF-8"):
        read_questions(tmp_path / "q.jsonl")
    (tmp_path / "q.jsonl").write_text("\n \n")
    with pytest.raises(QuestionsError, match="no question in"):
        read_questions(tmp_path / "q.jsonl")


def test_questions_are_selected_by_any_field(tmp_path: Path) -> None:
    questions = read_questions(written(tmp_path / "q.jsonl", *WHOLE))

    def ids(select: tuple[str, ...], skip: tuple[str, ...] = ()) -> list[str]:
        return [question.id for question in selected(questions, select, skip)]

    assert ids(()) == ids(("kind=pay,question",)) == ["line 1", "b"]
    assert ids(("kind=pay",)) == ids(("split=dev", "with_pay=true")) == ids((), ("status=answered",)) == ["b"]
    assert ids(("status=Answered",)) == ["line 1"]
    with pytest.raises(QuestionsError, match="none of 2 questions is selected; their kinds are pay, question"):
        ids(("kind=pay",), ("split=dev",))
    with pytest.raises(QuestionsError, match="'kind' selects nothing"):
        ids(("kind",))
