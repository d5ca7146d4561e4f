"""A history is read back to a bound, and nothing of it is stored."""

import pytest

from assistant.answer import Answer, Status
from assistant.engine import Assistant
from assistant.history import MOST_CHARACTERS, MOST_MESSAGES, read_of
from assistant.question import Question
from vectorstore.index import Index
from vectorstore.spec import Viewer


def test_last_messages_are_read_in_order() -> None:
    history = [f"message {n}" for n in range(MOST_MESSAGES + 5)]
    assert read_of(history, 4000) == history[5:]


def test_older_ones_than_fit_are_left_out() -> None:
    history = ["the oldest", "b" * (MOST_CHARACTERS - 3), "c" * 3]
    assert read_of(history, MOST_CHARACTERS) == history[1:]
    assert read_of(["a" * (MOST_CHARACTERS + 1)], MOST_CHARACTERS * 2) == []


def test_what_would_have_been_refused_is_no_message() -> None:
    assert read_of(["code?", "  ", "x" * 11, "salary?"], 10) == ["code?", "salary?"]


def test_conversation_or_history(assistant: Assistant) -> None:
    reply = assistant.ask("Crane Electrician salary")
    with pytest.raises(ValueError, match="not both"):
        assistant.ask("and its license?", conversation_id=reply.conversation_id, history=["Crane Electrician salary"])


def test_nothing_is_stored_of_a_history(assistant: Assistant, example_index: Index) -> None:
    with example_index._database.read() as connection:
        count = "SELECT (SELECT count(*) FROM conversations) + (SELECT count(*) FROM turns)"
        before = connection.exec_driver_sql(count).scalar_one()
        reply = assistant.ask("and its license?", history=["Crane Electrician salary"])
    with example_index._database.read() as connection:
        assert connection.exec_driver_sql(count).scalar_one() == before
    assert (reply.conversation_id, reply.answer.status) == (None, Status.ANSWERED)
    assert "driver’s license" in reply.answer.answer


def test_only_messages_that_leave_the_class_open_are_answered_again(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer_to = assistant._answering._answer_to

    def counted(question: Question, message: str, viewer: Viewer) -> Answer:
        asked.append(message)
        return answer_to(question, message, viewer)

    monkeypatch.setattr(assistant._answering, "_answer_to", counted)
    assistant.ask("and the pay?", history=["salary of the Crane Electrician", "and the Wharf Carpenter?", "thanks"])
    assert asked == ["and the pay?"]
    asked.clear()
    assistant.ask("and the pay?", history=["who pulls swimmers and kayakers out of the water?", "license?"])
    assert asked == ["who pulls swimmers and kayakers out of the water?", "and the pay?"]
