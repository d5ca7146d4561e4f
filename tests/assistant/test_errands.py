"""Errands are sent to the pages that do them, and questions in the same words are answered."""

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.errands import errand_of
from assistant.standing import Standing
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load


@pytest.fixture(scope="module")
def standing(assistant: Assistant) -> Standing:
    return assistant.standing(Viewer())


@pytest.mark.parametrize(
    ("message", "page"),
    [
        ("Draft a spec for a Senior Crane Electrician", "Drafts"),
        ("Write a new job description like Crane Electrician", "Drafts"),
        ("Could you please revise the class specification of Accountant II?", "Drafts"),
        ("How do I write a class specification?", "Drafts"),
        ("Which specs have gendered wording?", "Checks"),
        ("Check the spec of Permit Technician", "Checks"),
        ("What’s wrong with the spec of Permit Technician?", "Checks"),
    ],
)
def test_an_errand_is_sent_where_it_is_done(assistant: Assistant, message: str, page: str) -> None:
    answer = assistant.ask(message).answer
    assert answer.status is Status.OUT_OF_SCOPE
    # By its name: below which path the pages stand is for the links of the pages to say.
    assert answer.notice and f"“{page}”" in answer.notice and "/" not in answer.notice
    assert not answer.citations and "contact" not in answer.answer


@pytest.mark.parametrize(
    "message",
    [
        "What does a Drafting Technician do?",
        "Who drafts plans?",
        "Who reviews drafts of reports?",
        "Does a Crane Electrician draft specifications?",
        "I draft technical specifications and check drawings. What is my class?",
        "Write specifications for pumps: which class does that?",
        "Check the Crane Electrician spec: is a license required?",
        "Can you check what the spec of Crane Electrician says about pay?",
        "Which specs have no class code?",
        "Which specs were not revised since 2010?",
        "Make a list of specs without a code",
    ],
)
def test_a_question_in_the_same_words_is_no_errand(standing: Standing, message: str) -> None:
    assert errand_of(standing.reader.scan(message)[1], load().errands) is None


def test_an_errand_leaves_the_conversation_as_it_was(assistant: Assistant) -> None:
    first = assistant.ask("What is the class code of the Permit Technician?")
    assistant.ask("Check its spec", conversation_id=first.conversation_id)
    drafted = assistant.ask("Draft a spec for a Falconer", conversation_id=first.conversation_id)
    assert drafted.answer.status is Status.OUT_OF_SCOPE
    again = assistant.ask("and the license?", conversation_id=first.conversation_id)
    assert "Permit Technician" in again.answer.answer
