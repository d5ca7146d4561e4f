"""The bytes of what was ingested come and go with the documents they are of."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.vectorstore.documents import parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.errors import CatalogError
from vectorstore.index import Index
from vectorstore.originals import Original
from vectorstore.spec import ParsedDocument, Viewer, document_id

PAGE = b"<p>Tends the hives.</p>" * 50
NEWER = b"%PDF-1.4 \xff\x00"


def made_of(content: bytes) -> ParsedDocument:
    made = parsed("Bee Keeper", "B200", ("Tends the hives of the park.",))
    return replace(made, document=replace(made.document, document_id=document_id(content)))


def put(index: Index, path: str, content: bytes, *, agency: str = "Lake", audience: str = "public") -> str:
    at = source(path, agency=agency, audience=audience)
    index.put(at, made_of(content), parsing="p1", original=Original.packed(content))
    return at.source_id


def kept(data: Path) -> int:
    with closing(sqlite3.connect(data / "catalog.sqlite3")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM originals").fetchone()
    return int(count)


def test_an_original_goes_with_the_last_source_of_its_document(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        one, other = put(index, "a.html", PAGE), put(index, "b.html", PAGE, agency="Hill")
        hidden = put(index, "c.html", PAGE, agency="Moor", audience="board")
        assert kept(tmp_path) == 1
        assert index.catalog.original(one, Viewer()) == index.catalog.original(other, Viewer()) == PAGE
        # Who may not read a source is not given its bytes either, though another source has the same.
        assert index.catalog.original(hidden, Viewer()) is None and not index.catalog.has_original(hidden, Viewer())
        assert index.catalog.original("nobody", Viewer()) is None
        index.remove(hidden)
        index.remove(one)
        assert index.catalog.original(other, Viewer()) == PAGE
        # Marked anew, it is put without its bytes, and keeps them.
        index.put(source("b.html", agency="Hill"), made_of(PAGE), parsing="p2")
        assert index.catalog.has_original(other, Viewer())
        put(index, "b.html", NEWER, agency="Hill")
        assert (index.catalog.original(other, Viewer()), kept(tmp_path)) == (NEWER, 1)
        index.remove(other)
        assert kept(tmp_path) == 0
        assert index.check() == ()


def test_a_damaged_one_is_named_and_read_again(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes()) as index:
        bees, wasps = put(index, "bees.html", PAGE), put(index, "wasps.pdf", NEWER)
        with closing(sqlite3.connect(tmp_path / "catalog.sqlite3")) as connection, connection:
            connection.execute("UPDATE originals SET content = ? WHERE packing = 'deflate'", (b"no deflate",))
            connection.execute("INSERT INTO originals VALUES ('nobody', '', x'00')")
        with pytest.raises(CatalogError, match="original of a document is damaged"):
            index.catalog.original(bees, Viewer())
        told = index.check()
        assert "the original of 'bees.html' is damaged; ingest that file again" in told
        assert "originals that belong to no document: 1" in told
        index.repair()
        assert index.check() == ()
        assert index.catalog.original(bees, Viewer()) is None
        assert index.catalog.original(wasps, Viewer()) == NEWER
        assert {state.path: state.parsing for state in index.catalog.sources()} == {"bees.html": "", "wasps.pdf": "p1"}


def test_what_gets_no_smaller_is_kept_as_it_is() -> None:
    assert Original.packed(NEWER) == Original("", NEWER)
    packed = Original.packed(PAGE)
    assert packed.packing == "deflate" and 10 * len(packed.content) < len(PAGE)
    assert packed.unpacked() == PAGE
