"""Notes of what found no answer have words only as long as the settings keep them."""

from pathlib import Path

from assistant.noting import Notes
from vectorstore.database import Database
from vectorstore.inbox import Inbox, Noted


def test_words_that_were_kept_are_overwritten_once_none_are_to_be(tmp_path: Path) -> None:
    database = Database(tmp_path / "inbox.sqlite3")
    inbox = Inbox(database)
    with Notes.opened(inbox, words=True) as notes:
        notes.take(Noted("unanswered", "m1", question="wagtails asked"))
        inbox.put(Noted("feedback", "m2", rating="down", comment="wagtails said"))
        notes.written()
    with Notes.opened(inbox, words=True):
        assert {item.question + item.comment for item in inbox.page()[0]} == {"wagtails asked", "wagtails said"}
    with Notes.opened(inbox, words=False):
        items, total = inbox.page()
        assert (total, {item.question + item.comment for item in items}) == (2, {""})
        files = [path.read_bytes() for path in tmp_path.glob("inbox.sqlite3*")]
        assert files and not any(b"wagtails" in file for file in files), "the log has nothing of it either"
    database.close()
