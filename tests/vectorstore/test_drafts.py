"""Every version of a draft is kept, of two who change it the slower is told, and nothing is lost by an upgrade."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vectorstore.fakes import WordHashes
from tests.vectorstore.test_conversations import Clock
from vectorstore.database import SCHEMA_VERSION
from vectorstore.drafts import Drafts, Outlined
from vectorstore.errors import DraftMovedError
from vectorstore.index import Index
from vectorstore.upgrading import STEPS

FIRST = Outlined("d1", 1, "Lamp Lighter", "L1", "Isles", "draft", "s9")
SECOND = replace(FIRST, version=2, title="Lamp Lighter II", status="review")
WORDS = "lapwings and wagtails"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drafts(index: Index, clock: Clock) -> Drafts:
    return Drafts(index._database, clock)


def test_every_version_stays_and_lists_show_the_last(drafts: Drafts, clock: Clock) -> None:
    drafts.add(FIRST, "one", "ann", "created")
    drafts.add(replace(FIRST, draft_id="d2"), "other", "ann", "created")
    clock.now += 5
    drafts.put(SECOND, "two", "ben", "edit")
    assert [drafts.get("d1"), drafts.get("d1", 1), drafts.get("d1", 3), drafts.get("d3")] == ["two", "one", None, None]
    assert drafts.get("d1", 10**30) is None
    (newest, older), total = drafts.page()
    assert (total, older.draft_id) == (2, "d2")
    assert {name: getattr(newest, name) for name in Outlined.__dataclass_fields__} == {
        name: getattr(SECOND, name) for name in Outlined.__dataclass_fields__
    }
    assert (newest.created, newest.changed, newest.changed_by) == (clock.now - 5, clock.now, "ben")
    assert [(e.version, e.by, e.what, e.at) for e in drafts.events("d1")] == [
        (1, "ann", "created", clock.now - 5),
        (2, "ben", "edit", clock.now),
    ]


def test_the_slower_of_two_is_told_and_stores_nothing(drafts: Drafts) -> None:
    drafts.add(FIRST, "one", "ann", "created")
    drafts.put(SECOND, "two", "ben", "edit")
    with pytest.raises(DraftMovedError, match="has version 2 by now, not 1") as told:
        drafts.put(replace(SECOND, title="Otherwise"), "three", "ann", "edit")
    assert (told.value.version, drafts.get("d1"), len(drafts.events("d1"))) == (2, "two", 2)
    with pytest.raises(DraftMovedError) as told:
        drafts.delete("d1", 1, "ann", "deleted")
    assert told.value.version == 2


def test_what_is_deleted_is_gone_from_the_file_and_stays_noted(index: Index, drafts: Drafts) -> None:
    drafts.add(FIRST, WORDS, "ann", "created")
    drafts.put(SECOND, WORDS * 2000, "ann", "edit")
    drafts.delete("d1", 2, "ben", "deleted")
    assert (drafts.get("d1"), drafts.get("d1", 1), drafts.page()) == (None, None, ((), 0))
    assert [event.what for event in drafts.events("d1")] == ["created", "edit", "deleted"]
    path = index._database.path
    assert not any(WORDS.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with pytest.raises(DraftMovedError, match="any more"):
        drafts.put(replace(SECOND, version=3), "three", "ann", "edit")


def test_a_database_of_schema_7_is_upgraded_to_the_very_tables_of_a_new_one(tmp_path: Path) -> None:
    with Index.open(tmp_path / "new", WordHashes()) as index:
        new = _shape(index._database.path)
    path = tmp_path / "old" / "catalog.sqlite3"
    with Index.open(path.parent, WordHashes()) as index:
        conversation = index.conversations.create()
        index.conversations.append(conversation, "m1", "?", "{}")
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("draft_versions", "draft_events", "drafts"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE meta SET value = 7 WHERE key = 'schema'")
    with Index.open(path.parent, WordHashes()) as index:
        turns = index.conversations.get(conversation)
        assert turns is not None and [turn.message_id for turn in turns] == ["m1"]
        index.drafts.add(FIRST, "one", "ann", "created")
    assert _shape(path) == new
    with Index.open(path.parent, WordHashes()) as index:
        assert index.drafts.get("d1") == "one"


def test_every_schema_with_drafts_has_a_way_to_this_one() -> None:
    assert set(range(7, SCHEMA_VERSION)) <= STEPS.keys()


def _shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Columns, foreign keys and indexes of every table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        pragmas = ("table_info", "foreign_key_list", "index_list")
        return {
            f"{pragma} {table}": sorted(map(tuple, connection.execute(f"PRAGMA {pragma}({table})")), key=repr)
            for table in tables
            for pragma in pragmas
        }
