"""The log of the vectors comes into their graphs in a copy, and the folder in use is never written over."""

import logging
import shutil
from pathlib import Path

import pytest

from tests.vectorstore.documents import CLASSES, parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore import settling
from vectorstore.chroma_files import in_log
from vectorstore.index import Index
from vectorstore.spec import Viewer

ANYBODY = Viewer()


def put_all(index: Index) -> None:
    for title, (code, duties) in CLASSES.items():
        index.put(source(title), parsed(title, code, duties), parsing="p1")


def graphs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/index_metadata.pickle"))


@pytest.fixture
def short_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "LONGEST", 5)


@pytest.mark.usefixtures("short_log")
def test_a_long_log_is_settled_when_the_index_is_closed(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        put_all(index)
        assert in_log(tmp_path / "vectors") > 5
        assert not graphs(tmp_path), "Chroma wrote over graphs that are in use"
    assert not (tmp_path / "vectors").exists()
    assert len(graphs(tmp_path / "vectors-1")) == 2
    assert in_log(tmp_path / "vectors-1") <= 2
    with Index.open(tmp_path, WordHashes()) as index:
        assert index.check() == ()
        for title, (_, duties) in CLASSES.items():
            assert index.search(duties[0], ANYBODY)[0].entry.spec.title == title


def test_a_short_log_stays(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        put_all(index)
    assert (tmp_path / "vectors").exists()
    assert not graphs(tmp_path / "vectors")


@pytest.mark.usefixtures("short_log")
def test_without_room_for_a_copy_the_log_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with caplog.at_level(logging.WARNING), Index.open(tmp_path, WordHashes()) as index:
        put_all(index)
        monkeypatch.setattr(shutil, "copytree", full)
    assert "No space left on device" in caplog.text
    monkeypatch.undo()
    with Index.open(tmp_path, WordHashes()) as index:
        assert index.check() == ()


def test_what_a_deleted_collection_left_behind_is_swept(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        put_all(index)
    left = tmp_path / "vectors" / "01234567-89ab-cdef-0123-456789abcdef"
    left.mkdir()
    (left / "header.bin").write_bytes(b"old")
    with Index.open(tmp_path, WordHashes()) as index:
        assert index.check() == ()
    assert not left.exists()
