"""The inbox keeps what was noted for a time, and no words of what was forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.vectorstore.fakes import WordHashes
from tests.vectorstore.test_conversations import DAY, Clock
from vectorstore.conversations import Conversations
from vectorstore.inbox import Inbox, Noted
from vectorstore.index import Index

WORDS = "wagtails and lapwings"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(index: Index, clock: Clock) -> Inbox:
    """An inbox that keeps items for ten days."""
    return Inbox(index._database, 10, clock)


def test_items_come_back_whole_the_newest_first(inbox: Inbox, clock: Clock) -> None:
    first = Noted("unanswered", "m1", "", "not_stated", "license", "s1", "Pilot", "P1", "Isles", "https://a.gov")
    inbox.put(first)
    clock.now += 1
    inbox.put(Noted("feedback", "m1", rating="down", reason="wrong", question="who?", comment="no"))
    (newest, oldest), total = inbox.page()
    assert total == 2
    assert (newest.kind, newest.rating, newest.reason, newest.comment) == ("feedback", "down", "wrong", "no")
    assert (oldest.at, oldest.done) == (clock.now - 1, False)
    assert all(getattr(oldest, name) == getattr(first, name) for name in Noted.__dataclass_fields__)


def test_pages_and_choices_of_items_are_whole(inbox: Inbox, clock: Clock) -> None:
    for number in range(5):
        inbox.put(Noted("feedback" if number % 2 else "unanswered", f"m{number}"))
        clock.now += 1
    assert inbox.mark(inbox.page(limit=1)[0][0].id, True)
    assert [item.message_id for item in inbox.page(limit=2, offset=2)[0]] == ["m2", "m1"]
    assert [item.message_id for item in inbox.page("unanswered")[0]] == ["m4", "m2", "m0"]
    assert [item.message_id for item in inbox.page("unanswered", False)[0]] == ["m2", "m0"]
    assert inbox.page(None, True)[1] == 1
    assert inbox.page("feedback", offset=9) == ((), 2)


def test_what_is_said_again_replaces_and_is_new(inbox: Inbox) -> None:
    inbox.put(Noted("feedback", "m1", rating="down"))
    inbox.mark(inbox.page()[0][0].id, True)
    inbox.put(Noted("feedback", "m1", rating="up"))
    (item,), _ = inbox.page()
    assert (item.rating, item.done) == ("up", False)
    inbox.put(Noted("unanswered", "m1"))
    inbox.take_back("feedback", "m1")
    assert [item.kind for item in inbox.page()[0]] == ["unanswered"]
    inbox.take_back("feedback", "never")


def test_an_item_is_marked_and_unmarked(inbox: Inbox) -> None:
    inbox.put(Noted("feedback", "m1", rating="up"))
    item = inbox.page()[0][0]
    assert inbox.mark(item.id, True)
    assert inbox.get(item.id) == replace(item, done=True)
    assert inbox.mark(item.id, False)
    assert inbox.get(item.id) == item
    assert not inbox.mark("never", True)
    assert inbox.get("never") is None


def test_what_has_expired_is_gone(inbox: Inbox, clock: Clock) -> None:
    inbox.put(Noted("feedback", "old"))
    old = inbox.page()[0][0]
    clock.now += 10 * DAY
    inbox.put(Noted("feedback", "young"))
    assert inbox.page()[1] == 2
    clock.now += 1
    assert [item.message_id for item in inbox.page()[0]] == ["young"]
    assert inbox.get(old.id) is None
    assert not inbox.mark(old.id, True)
    assert (inbox.sweep(), inbox.sweep()) == (1, 0)


def test_kept_for_no_day_nothing_is(index: Index) -> None:
    none = Inbox(index._database, 0)
    none.put(Noted("feedback", "m1"))
    assert none.page() == ((), 0)
    assert index.inbox.page() == ((), 0), "it was not even written"


def stored(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("catalog.sqlite3*")))


def test_words_of_a_forgotten_conversation_are_overwritten(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        talk, other = index.conversations.create("https://a.gov"), index.conversations.create()
        index.conversations.append(talk, "m1", "?", "{}")
        for message, of in (("m1", talk), ("m2", talk), ("m3", other)):
            index.inbox.put(Noted("unanswered", message, of, "not_stated", question=f"{WORDS} {message}"))
        index.inbox.put(Noted("feedback", "m1", talk, rating="down", comment=f"{WORDS} comment"))
        assert not index.conversations.forget(talk), "it is another page's"
        assert WORDS in {item.comment[: len(WORDS)] for item in index.inbox.page()[0]}
        assert index.conversations.forget(talk, "https://a.gov")
        items, total = index.inbox.page()
        assert total == 4, "what became of the answers is kept"
        assert {item.message_id for item in items if item.question or item.comment} == {"m3"}
        # Words that come late are left out.
        index.inbox.put(Noted("unanswered", "m9", talk, question=f"{WORDS} late", comment=f"{WORDS} late"))
        assert not index.inbox.page()[0][0].question
    file = stored(tmp_path)
    assert f"{WORDS} m3".encode() in file, "or this proves nothing"
    assert [word for word in ("m1", "m2", "comment", "late") if f"{WORDS} {word}".encode() in file] == []


def test_words_that_are_taken_back_are_overwritten(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        for word in ("first", "second"):
            index.inbox.put(Noted("feedback", "m1", rating="up", comment=f"{WORDS} {word}"))
        index.inbox.take_back("feedback", "m1")
    file = stored(tmp_path)
    assert WORDS.encode() not in file


def test_a_conversation_is_of_one_page(index: Index) -> None:
    talks: Conversations = index.conversations
    own, embedded = talks.create(), talks.create("https://a.gov")
    for talk in (own, embedded):
        talks.append(talk, f"m {talk}", "?", "{}")
    for talk, origin in ((own, ""), (embedded, "https://a.gov")):
        for stranger in {"", "https://a.gov", "https://b.gov"} - {origin}:
            assert talks.get(talk, stranger) is None
            assert talks.latest(talk, stranger) is None
            assert talks.turn(f"m {talk}", stranger) is None
            assert not talks.forget(talk, stranger)
        found = talks.turn(f"m {talk}", origin)
        assert found is not None
        assert (found[0], found[1].question) == (talk, "?")
        assert len(talks.get(talk, origin) or ()) == 1
        assert talks.forget(talk, origin)
