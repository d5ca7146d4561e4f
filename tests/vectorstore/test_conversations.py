"""Conversations keep their turns in order until they are forgotten."""

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.vectorstore.fakes import WordHashes
from vectorstore.conversations import Conversations, Latest
from vectorstore.errors import CatalogError, ConversationMovedError
from vectorstore.index import Index, Kept

DAY = 86_400.0


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


@dataclass
class Clock:
    """Seconds that only a test lets pass."""

    now: float = 1e9

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(index: Index, clock: Clock) -> Conversations:
    """Conversations that are kept for ten days."""
    return Conversations(index._database, 10, clock)


def test_an_expired_one_is_unknown_to_everybody(kept: Conversations, clock: Clock) -> None:
    conversation = kept.create()
    kept.append(conversation, "m1", "?", "{}")
    clock.now += 9 * DAY
    kept.append(conversation, "m2", "?", "{}")
    clock.now += 10 * DAY
    assert len(kept.get(conversation) or ()) == 2, "kept from the last turn on"
    clock.now += 1
    assert kept.get(conversation) is None
    assert kept.latest(conversation) is None
    assert not kept.append(conversation, "m3", "?", "{}")
    assert not kept.forget(conversation)


def test_a_sweep_deletes_what_has_expired_and_nothing_else(kept: Conversations, clock: Clock) -> None:
    old, empty = kept.create(), kept.create()
    kept.append(old, "m1", "?", "{}")
    clock.now += 5 * DAY
    young = kept.create()
    kept.append(young, "m2", "?", "{}")
    clock.now += 5 * DAY + 1
    assert kept.sweep() == 2
    assert kept.sweep() == 0
    clock.now -= 5 * DAY
    assert kept.get(old) is None
    assert kept.get(empty) is None
    assert [turn.message_id for turn in kept.get(young) or ()] == ["m2"]


def test_what_has_expired_goes_with_the_next_request_of_any_kind(index: Index, clock: Clock) -> None:
    asking = (
        lambda kept: kept.create(),
        lambda kept: kept.get("nobody"),
        lambda kept: kept.latest("nobody"),
        lambda kept: kept.append("nobody", "m", "?", "{}"),
    )
    for ask in asking:
        kept = Conversations(index._database, 10, clock)
        expiring = kept.create()
        clock.now += 11 * DAY
        kept._next_sweep = 0.0
        ask(kept)
        assert not _has(index, expiring)


def test_the_index_sweeps_when_it_is_opened(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        Conversations(index._database, clock=lambda: time.time() - 8 * DAY).create()
    with Index.open(tmp_path, WordHashes(), kept=Kept(days=9)) as index:
        assert _count(index) == 1
    with Index.open(tmp_path, WordHashes(), kept=Kept(days=7)) as index:
        assert _count(index) == 0


def test_a_request_sweeps_now_and_then(index: Index, kept: Conversations, clock: Clock) -> None:
    Conversations(index._database, 10, lambda: clock.now - 11 * DAY).create()
    young = kept.create()
    assert _count(index) == 1, "the first one sweeps"
    clock.now += 11 * DAY
    assert kept.get(young) is None
    assert _count(index) == 1, "the next one does not, for an hour"


def test_none_are_kept_for_no_days(index: Index, clock: Clock) -> None:
    none = Conversations(index._database, 0, clock)
    conversation = none.create()
    assert not none.are_kept
    assert none.get(conversation) is None
    clock.now += 1
    assert none.sweep() == 1


def test_what_is_forgotten_or_swept_is_gone_from_the_files(tmp_path: Path, clock: Clock) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        kept = Conversations(index._database, 10, clock)
        for n in range(30):
            kept.append(kept.create(), f"m{n}", f"kestrel {n} " * 500, f"osprey {n} " * 500, f"heron {n}")
        forgotten = kept.create()
        kept.append(forgotten, "m", "wagtail " * 2000, "bittern " * 2000, "dipper")
        assert b"kestrel 7 " in _written(index)
        assert b"wagtail" in _written(index)
        kept.forget(forgotten)
        assert not [word for word in (b"wagtail", b"bittern", b"dipper") if word in _written(index)]
        clock.now += 11 * DAY
        assert kept.sweep() == 30
        assert not [word for word in (b"kestrel", b"osprey", b"heron") if word in _written(index)]


def test_a_reader_in_the_way_makes_nobody_wait_and_what_is_forgotten_goes_when_it_ends(
    index: Index, kept: Conversations
) -> None:
    conversation = kept.create()
    kept.append(conversation, "m1", "wagtail", "{}")
    with index._database.read() as first, index._database.read() as second:
        for connection in (first, second):
            connection.exec_driver_sql("SELECT count(*) FROM turns").scalar_one()
        assert kept.forget(conversation)
        assert b"wagtail" in _written(index), "nobody may take from a reader what it reads"
    assert b"wagtail" not in _written(index)
    assert kept.get(conversation) is None


def test_a_writer_in_the_way_empties_the_log_when_it_ends(index: Index, kept: Conversations) -> None:
    conversation = kept.create()
    kept.append(conversation, "m1", "wagtail", "{}")
    with index._database.read() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM turns").scalar_one()
        kept.forget(conversation)
        reader.rollback()
        with index._database.write():
            assert b"wagtail" in _written(index)
        assert b"wagtail" not in _written(index)


def test_what_a_killed_process_forgot_goes_when_the_index_is_opened(tmp_path: Path) -> None:
    with Index.open(tmp_path / "one", WordHashes()) as index, index._database.read() as reader:
        conversation = index.conversations.create()
        index.conversations.append(conversation, "m1", "wagtail", "{}")
        reader.exec_driver_sql("SELECT count(*) FROM turns").scalar_one()
        index.conversations.forget(conversation)
        # What a kill leaves behind: the files as they are now, and no lock.
        shutil.copytree(tmp_path / "one", tmp_path / "two", ignore=shutil.ignore_patterns("*.lock", "owner*"))
    with Index.open(tmp_path / "two", WordHashes()) as index:
        assert b"wagtail" not in _written(index)


def test_the_oldest_turn_goes_when_there_are_too_many(
    index: Index, kept: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vectorstore.conversations.MOST_TURNS", 3)
    conversation = kept.create()
    for n in range(5):
        kept.append(conversation, f"m{n}", f"wagtail {n}", "{}", str(n), after=n)
    assert [turn.message_id for turn in kept.get(conversation) or ()] == ["m2", "m3", "m4"]
    assert kept.latest(conversation) == Latest(5, "4")
    assert [n for n in range(5) if b"wagtail %d" % n in _written(index)] == [2, 3, 4]


def test_a_turn_after_an_outdated_state_is_refused(kept: Conversations) -> None:
    conversation = kept.create()
    assert kept.latest(conversation) == Latest()
    kept.append(conversation, "m1", "?", "{}", "one", after=0)
    with pytest.raises(ConversationMovedError, match="read it again"):
        kept.append(conversation, "m2", "?", "{}", "other", after=0)
    assert kept.latest(conversation) == Latest(1, "one")


_WRITER = """
import sys
from pathlib import Path
from vectorstore.conversations import Conversations
from vectorstore.database import Database
from vectorstore.errors import ConversationMovedError
kept = Conversations(Database(Path(sys.argv[1])))
for n in range(25):
    while True:
        latest = kept.latest(sys.argv[2])
        try:
            kept.append(sys.argv[2], f"{sys.argv[3]}{n}", "?", "{}", latest.state + sys.argv[3], after=latest.turns)
            break
        except ConversationMovedError:
            continue
"""


def test_two_processes_keep_one_order_and_lose_nothing(index: Index) -> None:
    conversation = index.conversations.create()
    command = [sys.executable, "-c", _WRITER, str(index._database.path), conversation]
    running = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [process.wait(60) for process in running] == [0, 0]
    turns = index.conversations.get(conversation) or ()
    for name in "ab":
        own = [turn.message_id for turn in turns if turn.message_id.startswith(name)]
        assert own == [f"{name}{n}" for n in range(25)]
    # Each state was made of the one before it.
    assert all(turn.state == turns[at - 1].state + turn.message_id[0] for at, turn in enumerate(turns) if at)
    assert len(turns[-1].state) == 50


def _has(index: Index, conversation: str) -> bool:
    query = "SELECT count(*) FROM conversations WHERE conversation_id = ?"
    with index._database.read() as connection:
        return bool(connection.exec_driver_sql(query, (conversation,)).scalar_one())


def _written(index: Index) -> bytes:
    """All that stands in the files of the database."""
    path = index._database.path
    return b"".join(found.read_bytes() for found in path.parent.glob(f"{path.name}*"))


def _count(index: Index) -> int:
    with index._database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar_one())
