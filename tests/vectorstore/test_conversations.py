"""Conversations keep their turns in order until they are forgotten."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vectorstore.fakes import WordHashes
from vectorstore.errors import CatalogError
from vectorstore.index import Index


def test_turns_come_back_in_order_with_their_state(index: Index) -> None:
    conversation = index.conversations.create()
    assert index.conversations.append(conversation, "m1", "Who steers?", '{"answer": "The pilot."}', '{"class": 1}')
    assert index.conversations.append(conversation, "m2", "And the bees? 🐝", "{}")
    turns = index.conversations.get(conversation)
    assert turns is not None
    assert [(turn.message_id, turn.question, turn.reply, turn.state) for turn in turns] == [
        ("m1", "Who steers?", '{"answer": "The pilot."}', '{"class": 1}'),
        ("m2", "And the bees? 🐝", "{}", ""),
    ]
    assert 0 < turns[0].said <= turns[1].said


def test_a_new_one_is_empty_and_an_unknown_one_is_none(index: Index) -> None:
    assert index.conversations.get(index.conversations.create()) == ()
    assert index.conversations.get("nobody") is None
    assert not index.conversations.append("nobody", "m1", "?", "{}")


def test_a_forgotten_one_is_gone_with_its_turns(index: Index) -> None:
    kept, gone = index.conversations.create(), index.conversations.create()
    index.conversations.append(kept, "m1", "?", "{}")
    index.conversations.append(gone, "m2", "?", "{}")
    assert index.conversations.forget(gone)
    assert not index.conversations.forget(gone)
    assert index.conversations.get(gone) is None
    assert len(index.conversations.get(kept) or ()) == 1
    # The message's id is free again: its row is really gone.
    assert index.conversations.append(kept, "m2", "?", "{}")


def test_a_message_id_is_used_once(index: Index) -> None:
    conversation = index.conversations.create()
    index.conversations.append(conversation, "m1", "?", "{}")
    with pytest.raises(CatalogError, match="UNIQUE"):
        index.conversations.append(conversation, "m1", "again?", "{}")
    assert len(index.conversations.get(conversation) or ()) == 1


def test_many_threads_lose_no_turn(index: Index) -> None:
    conversation = index.conversations.create()
    with ThreadPoolExecutor(8) as pool:
        said = pool.map(lambda n: index.conversations.append(conversation, f"m{n}", f"{n}?", "{}"), range(40))
    assert all(said)
    turns = index.conversations.get(conversation) or ()
    assert sorted(turn.message_id for turn in turns) == sorted(f"m{n}" for n in range(40))


def test_they_outlive_the_process_that_had_them(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        conversation = index.conversations.create()
        index.conversations.append(conversation, "m1", "?", "{}")
    with Index.open(tmp_path, WordHashes()) as index:
        assert len(index.conversations.get(conversation) or ()) == 1
