"""The database opens what is ours, refuses what is not, and every failure below is our error."""

import sqlite3
from pathlib import Path

import pytest

from tests.vectorstore.documents import parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.database import Database
from vectorstore.errors import CatalogError
from vectorstore.index import Index
from vectorstore.spec import Viewer

ANYBODY = Viewer()


def test_another_schema_is_refused_by_name(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index, index._database.write() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 99 WHERE key = 'schema'")
    with pytest.raises(CatalogError, match=r"schema version 99, this program reads \d+"):
        Index.open(tmp_path, WordHashes())


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_text("Dear diary, " * 200)
    with pytest.raises(CatalogError, match="not a database"):
        Index.open(tmp_path, WordHashes())


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "catalog.sqlite3") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(CatalogError, match="of another program"):
        Index.open(tmp_path, WordHashes())


def test_a_data_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(CatalogError, match="choose another"):
        Index.open(tmp_path / "data", WordHashes())


def test_after_any_refusal_the_folder_is_free(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_text("Dear diary, " * 200)
    for _ in range(2):
        with pytest.raises(CatalogError):
            Index.open(tmp_path, WordHashes())
    (tmp_path / "catalog.sqlite3").unlink()
    with Index.open(tmp_path, WordHashes()) as index:
        assert index.check() == ()


@pytest.mark.parametrize("table", ["sources", "specs", "statements", "chunks", "meta", "aliases", "turns"])
def test_whatever_fails_below_is_our_error(stocked: Index, table: str) -> None:
    """A database that lost a table fails in each read and write, and always as ours."""
    stocked.catalog.entries(ANYBODY)
    with stocked._database.write() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO lost")
    with pytest.raises(CatalogError, match=r"catalog\.sqlite3"):
        stocked.catalog.titles(ANYBODY)
        stocked.conversations.append(stocked.conversations.create(), "m", "?", "{}")
        stocked.put(source("x"), parsed("Lamp Lighter", "X1", ("Lights.",)), parsing="p1")


def test_half_a_character_is_refused_as_ours(index: Index) -> None:
    conversation = index.conversations.create()
    with pytest.raises(CatalogError, match="surrogates not allowed"):
        index.conversations.append(conversation, "m1", "\ud83d", "{}")
    assert index.conversations.get(conversation) == ()


def test_damage_that_the_driver_cannot_even_tell_is_told_as_damage(tmp_path: Path) -> None:
    file = tmp_path / "catalog.sqlite3"
    Database(file).close()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"tablemetameta", b"tablem\xe9tameta"))
    assert file.read_bytes() != whole
    with pytest.raises(CatalogError, match="it is damaged"):
        Database(file)
