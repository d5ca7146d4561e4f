"""A message that asks several things of one class is answered in each; what no spec says is told, not passed over."""

import pytest

from assistant.answer import Status
from assistant.parting import parts_of
from tests.assistant.conftest import Ask
from vectorstore.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("What does it pay? Is a car provided?", ["What does it pay?", "Is a car provided?"]),
        ("What does it pay, and is a car provided?", ["What does it pay", "is a car provided?"]),
        ("I am a clerk. Is a car provided?", ["I am a clerk. Is a car provided?"]),
        ("What does it pay? Thanks a lot.", ["What does it pay? Thanks a lot."]),
        ("Does it need bread and butter?", ["Does it need bread and butter?"]),
        ("clerk pay and grade", ["clerk pay and grade"]),
    ],
)
def test_parts(vocabulary: Vocabulary, text: str, parts: list[str]) -> None:
    assert parts_of(text, vocabulary) == parts


@pytest.mark.parametrize(
    "message",
    [
        "What is the code of Permit Technician? Is there a parrot?",
        "What is the code of a Permit Technician, and is there a parrot?",
    ],
)
def test_second_question_that_no_spec_answers_is_told(ask: Ask, message: str) -> None:
    answer = ask(message)
    assert answer.status is Status.ANSWERED
    assert "M6203" in answer.answer
    assert "there a parrot?”" in answer.answer
    assert "does not say that" in answer.answer


def test_each_is_cited_by_its_own_number(ask: Ask) -> None:
    answer = ask("What is the FLSA status of Information Systems Analyst? Is a degree needed? When was it approved?")
    assert answer.status is Status.ANSWERED
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        assert f"[{citation.number}]" in answer.answer[citation.answer_start : citation.answer_end]
    assert {"overtime", "approved"} <= {fact.facet for fact in answer.facts}


def test_class_of_a_second_question_that_is_not_there_is_told(ask: Ask) -> None:
    answer = ask("What does an Information Systems Analyst do? And what does a plumber pay?")
    assert answer.status is Status.ANSWERED
    assert "is of “plumber”" in answer.answer


def test_what_comes_next_goes_on_with_the_class(ask: Ask) -> None:
    answer = ask("What is the code of Information Systems Analyst? Is there a parrot?", "and its grade?")
    assert "Professional 9" in answer.answer


@pytest.mark.parametrize(
    "message",
    [
        "Is there a parrot for 3405?",
        "I'm a 3405. Is there a parrot?",
        "I am an Information Systems Analyst. Is there a parrot?",
        "what parrot does 3405 get",
        "3405 parrot",
    ],
)
def test_name_of_a_class_is_no_answer_to_more(ask: Ask, message: str) -> None:
    assert ask(message).status is Status.NOT_STATED


@pytest.mark.parametrize("message", ["They put me down as 3405, whatever that is worth", "my badge says 3405"])
def test_bare_code_is_told_what_it_is(ask: Ask, message: str) -> None:
    answer = ask(message)
    assert answer.status is Status.ANSWERED
    assert "is the class **Information Systems Analyst**" in answer.answer


def test_what_is_asked_goes_before_what_is_said_first(ask: Ask) -> None:
    answer = ask("I have a CDL and want to be a Crane Electrician. What does it pay?")
    assert "$71,412" in answer.answer
