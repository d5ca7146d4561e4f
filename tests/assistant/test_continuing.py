"""A list is gone on with by messages that are the rest of a question."""

import pytest

from assistant.conditions import Asked, Compared, Not, OfAgency, Valued, leaves
from assistant.continuing import THEN
from assistant.engine import Assistant
from assistant.literals import Operator
from assistant.reading import Reader

EXEMPT = "Which classes are exempt in Marlow County?"


def _list(reader: Reader, *messages: str) -> tuple[str, ...] | None:
    listed: tuple[str, ...] | None = messages[:1]
    for message in messages[1:]:
        listed = reader.continuing.on(listed, message) if listed else None
    return listed


@pytest.mark.parametrize(
    "message", ["And in Tern Harbor?", "what about the port district", "in Tern Harbor", "and the port's?"]
)
def test_what_is_said_of_the_same_thing_takes_its_place(reader: Reader, message: str) -> None:
    listed = _list(reader, EXEMPT, message)
    assert listed == (EXEMPT, message)
    found = list(leaves(reader.continuing.of(listed).tree))  # type: ignore[union-attr]
    assert {type(one) for one in found} == {OfAgency, Valued}
    assert [one.agency.casefold() for one in found if isinstance(one, OfAgency)] == ["tern harbor port district"]


@pytest.mark.parametrize(
    "message",
    [
        "which of those need a degree?",
        "only those that require a degree",
        "do any of them require a degree",
        "and which require a degree",
        "And which of those require a degree?",
    ],
)
def test_anything_else_narrows_the_list(reader: Reader, message: str) -> None:
    selection = reader.continuing.of(_list(reader, EXEMPT, message) or ())
    assert selection is not None
    assert [type(one) for one in leaves(selection.tree)] in ([OfAgency, Valued, Asked], [Valued, OfAgency, Asked])


def test_a_bare_date_is_of_the_facet_that_was_spoken_of(reader: Reader) -> None:
    for message in ("and in 2012?", "2012?", "what about 2012", "those of 2012"):
        selection = reader.continuing.of(_list(reader, "Which classes were revised in 2016?", message) or ())
        assert selection is not None, message
        assert [
            (one.facet, one.operator, one.value) for one in leaves(selection.tree) if isinstance(one, Compared)
        ] == [("revised", Operator.IN, "2012")]


def test_the_opposite_denies_what_was_said_last(reader: Reader) -> None:
    selection = reader.continuing.of(
        _list(reader, "Which classes require a driver's license?", "and those that don't?") or ()
    )
    assert selection is not None
    assert isinstance(selection.tree, Not)


def test_by_what_has_an_order_puts_in_order_and_by_anything_else_in_groups(reader: Reader) -> None:
    ordered = reader.continuing.of(_list(reader, EXEMPT, "sort them by grade", "lowest first") or ())
    assert ordered is not None
    assert ordered.order is not None
    assert (ordered.order.facet, ordered.order.greatest, ordered.group) == ("grade", False, "")
    grouped = reader.continuing.of(_list(reader, EXEMPT, "by unit") or ())
    assert grouped is not None
    assert (grouped.order, grouped.group) == (None, "unit")


@pytest.mark.parametrize("message", ["which ones?", "list them", "how many is that?", "and how many?"])
def test_a_list_is_asked_for_again(reader: Reader, message: str) -> None:
    assert _list(reader, EXEMPT, message) == (EXEMPT,)


@pytest.mark.parametrize(
    "message",
    [
        "and the pay?",
        "what does a Crane Electrician earn?",
        "does it require a license?",
        "and the senior one?",
        "thanks",
        "why?",
        "is there a pension?",
    ],
)
def test_what_asks_for_something_else_goes_on_with_no_list(reader: Reader, message: str) -> None:
    assert _list(reader, EXEMPT, message) is None


def test_a_message_that_changes_nothing_any_more_is_forgotten(reader: Reader) -> None:
    question = "Which classes were established in 1988?"
    assert _list(reader, question, "and in 1994?", "in Marlow County", "and in 2003?") == (
        question, "in Marlow County", "and in 2003?",
    )  # fmt: skip


def test_pages_of_a_list_that_was_gone_on_with_are_of_all_of_it(assistant: Assistant) -> None:
    conversation = assistant.ask(EXEMPT).conversation_id
    answer = assistant.ask("And in Tern Harbor?", conversation_id=conversation).answer
    page = assistant.items(f"{EXEMPT}{THEN}And in Tern Harbor?", offset=0, limit=1)
    assert page is not None
    assert (page.total, page.items) == (2, answer.items[:1])
    assert page.next is not None
    assert "%E2%86%92" in page.next
