"""A message from a page about a class is about that class where it names none."""

import pytest

from assistant.answer import Reply, Status
from assistant.engine import Assistant

LICENSE = "what license does it need?"


def codes(reply: Reply) -> set[str]:
    assert reply.answer.status is Status.ANSWERED
    return {citation.class_code for citation in reply.answer.citations}


@pytest.mark.parametrize("about", ["Crane Electrician", "4121", "spec_id"])
def test_what_names_no_class_is_about_the_page(assistant: Assistant, about: str) -> None:
    if about == "spec_id":
        about = assistant.called("4121").entries[0].spec_id
    assert codes(assistant.ask(LICENSE, about=about)) == {"4121"}
    assert codes(assistant.ask("salary", about=about)) == {"4121"}


def test_what_names_a_class_is_about_that(assistant: Assistant) -> None:
    named = assistant.ask("What does a Wharf Carpenter earn?", about="Crane Electrician")
    assert "4121" not in codes(named)
    then = assistant.ask(LICENSE, about="Crane Electrician", conversation_id=named.conversation_id)
    # The page is the same: the conversation goes on.
    assert codes(then) == codes(named)


def test_another_page_is_what_comes_next_is_about(assistant: Assistant) -> None:
    first = assistant.ask("salary", about="Wharf Carpenter")
    then = assistant.ask("and here?", about="Crane Electrician", conversation_id=first.conversation_id)
    assert codes(then) == {"4121"}
    left = assistant.ask("what does it do?", conversation_id=first.conversation_id)
    assert codes(left) == {"4121"}


def test_a_history_is_read_from_the_page_on(assistant: Assistant) -> None:
    stored = assistant.ask("salary", about="Crane Electrician")
    stored = assistant.ask(LICENSE, about="Crane Electrician", conversation_id=stored.conversation_id)
    sent = assistant.ask(LICENSE, about="Crane Electrician", history=["salary"])
    assert sent.answer == stored.answer


@pytest.mark.parametrize("about", ["Lighthouse Painter", "Accounting Technician", "", "\0" * 40])
def test_a_name_of_no_class_or_of_several_is_left_out(assistant: Assistant, about: str) -> None:
    assert assistant.ask(LICENSE, about=about).answer == assistant.ask(LICENSE).answer


def test_the_agency_tells_which_class_of_that_title_is_meant(assistant: Assistant) -> None:
    reply = assistant.ask("class code?", about="Accounting Technician", agency="Marlow County")
    assert codes(reply) == {"M2041"}
