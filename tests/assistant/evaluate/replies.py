"""Replies and questions to judge, as small as they can be."""

from typing import Any

from assistant.evaluate.expectation import expectation_of
from assistant.evaluate.questions import Question

TEXT = "CLASS CODE: Q7\nTrims 12 wicks a night for $1,450.00.\n"


def citation(quote: str = "CLASS CODE: Q7", **given: object) -> dict[str, Any]:
    """Return a citation of `TEXT` that the answer `Q7 [1].` has."""
    start = TEXT.find(quote)
    plain = {
        "number": 1,
        "title": "Lampkeeper",
        "class_code": "Q7",
        "agency": "Port of Tern",
        "revision": "2019-02",
        "source_id": "lamp",
        "source": "lampkeeper.txt",
        "section": "DUTIES",
        "section_path": ["WORK", "DUTIES"],
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "page": None,
        "line": 1,
        "answer_start": 0,
        "answer_end": 200,
    }
    return plain | given


def reply(answer: str = "Q7 [1].", status: str = "answered", **given: object) -> dict[str, Any]:
    """Return a reply of the contract; a sound one that cites `TEXT`."""
    plain: dict[str, Any] = {
        "status": status,
        "answer": answer,
        "citations": [citation()],
        "facts": [],
        "items": [],
        "total": None,
        "choices": [],
        "nearest": [],
    }
    return plain | given


def question(
    text: str = "Which code?", kind: str = "code", history: tuple[str, ...] = (), **expect: object
) -> Question:
    """Return a question that expects `expect`, an answer where that is nothing."""
    expected = expectation_of(expect or {"status": "answered"})
    return Question(text, kind, history, text, expected, {"kind": kind, "expect": expect})
