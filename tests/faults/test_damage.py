"""Files of the index that are damaged behind its back: a check names it, a repair mends it or says what to do."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.vectorstore.documents import parsed, source
from tests.vectorstore.fakes import WordHashes
from vectorstore import reconcile, upkeep
from vectorstore.errors import CatalogError
from vectorstore.index import Index
from vectorstore.opening import opened
from vectorstore.spec import Viewer

ANYBODY = Viewer()
PLACES = (
    "quay pier lock bridge tower garden market school library museum theater harbor airport station depot bakery"
    " foundry quarry orchard meadow"
).split()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index whose vectors stand in graph files, and some in the log."""
    folder = tmp_path_factory.mktemp("whole")
    with Index.open(folder, WordHashes()) as index:
        for place in PLACES[:15]:
            index.put(source(place), parsed(f"Warden of {place}", place, (f"Sweeps {place}.",)), parsing="p1")
    upkeep.rebuild(folder, WordHashes(), lambda *_: None)
    with Index.open(folder, WordHashes()) as index:
        for place in PLACES[15:]:
            index.put(source(place), parsed(f"Warden of {place}", place, (f"Sweeps {place}.",)), parsing="p1")
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "data"))


def graph(folder: Path, name: str) -> Path:
    return sorted(folder.glob(f"vectors-1/*/{name}"))[0]


def cut(name: str) -> Callable[[Path], None]:
    return lambda folder: os.truncate(graph(folder, name), graph(folder, name).stat().st_size // 10)


def lose(name: str) -> Callable[[Path], None]:
    return lambda folder: graph(folder, name).unlink()


def execute(statement: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "vectors-1" / "chroma.sqlite3")) as connection:
            connection.execute(statement)
            connection.commit()

    return change


def scramble(folder: Path) -> None:
    """Point the neighbors of every vector of a graph nowhere: whoever follows them ends."""
    file = graph(folder, "data_level0.bin")
    data = bytearray(file.read_bytes())
    chance = random.Random(3)
    for _ in range(len(data) // 20):
        data[chance.randrange(len(data))] = 255
    file.write_bytes(data)


def scribble(folder: Path) -> None:
    file = folder / "vectors-1" / "chroma.sqlite3"
    data = bytearray(file.read_bytes())
    data[8192:200_000] = b"\xff" * (200_000 - 8192)
    file.write_bytes(data)


FAULTS: dict[str, Callable[[Path], None]] = {
    "a graph lost": lambda folder: shutil.rmtree(graph(folder, "header.bin").parent),
    "vectors lost": lose("data_level0.bin"),
    "names lost": lose("index_metadata.pickle"),
    "vectors cut": cut("data_level0.bin"),
    "names cut": cut("index_metadata.pickle"),
    "neighbors scrambled": scramble,
    "rows lost": execute("DELETE FROM embeddings WHERE id % 3 = 1"),
    "log lost": execute("DELETE FROM embeddings_queue"),
    "generations lost": execute("DELETE FROM embedding_metadata"),
    "segments lost": execute("DELETE FROM segments"),
    "collections lost": execute("DELETE FROM collections"),
    "everything lost": lambda folder: shutil.rmtree(folder / "vectors-1"),
    "database cut": lambda folder: os.truncate(folder / "vectors-1" / "chroma.sqlite3", 100_000),
    "database scribbled over": scribble,
}


#: One of each kind; the others take the long tier.
QUICK = ("rows lost",)


@pytest.mark.parametrize(
    "fault", [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in FAULTS]
)
def test_damage_of_the_vectors_is_named_and_mended(folder: Path, fault: str) -> None:
    FAULTS[fault](folder)
    found = upkeep.check(folder, WordHashes())
    assert found
    upkeep.repair(folder, WordHashes(), lambda *_: None)
    assert upkeep.check(folder, WordHashes()) == ()
    with Index.open(folder, WordHashes()) as index:
        for place in PLACES:
            assert index.search(f"sweeps {place}", ANYBODY)[0].entry.spec.title == f"Warden of {place}"


def change_catalog(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "catalog.sqlite3")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM chunk_words_data",
        "DELETE FROM chunk_words_docsize WHERE id % 2",
        "DROP TABLE section_words",
        "UPDATE section_words_data SET block = x'00' WHERE id > 10",
        "INSERT INTO chunk_words(chunk_words) VALUES ('delete-all')",
    ],
)
def test_damage_of_the_full_text_is_named_and_mended(folder: Path, statement: str) -> None:
    change_catalog(folder, statement)
    with opened(folder) as (_, database):
        assert reconcile.check_catalog(database, WordHashes())
        reconcile.repair_catalog(database)
        assert reconcile.check_catalog(database, WordHashes()) == ()


@pytest.mark.long
def test_a_document_whose_rows_cannot_be_read_is_named_and_ingested_again(folder: Path) -> None:
    change_catalog(
        folder, "UPDATE statements SET spans = '[[1,' WHERE source_id = (SELECT min(source_id) FROM sources)"
    )
    found = upkeep.check(folder, WordHashes())
    assert len(found) == 1
    assert "cannot be read; ingest that file again" in found[0]
    upkeep.repair(folder, WordHashes(), lambda *_: None)
    assert upkeep.check(folder, WordHashes()) == found
    with Index.open(folder, WordHashes()) as index:
        (unread,) = [state for state in index.catalog.sources() if not state.parsing]
        assert unread.path in found[0]
        index.put(source(unread.path), parsed("Warden", "W1", ("Sweeps.",)), parsing="p1")
    assert upkeep.check(folder, WordHashes()) == ()


def test_a_damaged_catalog_is_told_and_nothing_worse(folder: Path, tmp_path: Path) -> None:
    """Whatever byte is wrong, whoever opens and checks gets a result or one clear error."""
    chance = random.Random(11)
    whole = (folder / "catalog.sqlite3").read_bytes()
    told = 0
    for number in range(25):
        data = bytearray(whole)
        for _ in range(4):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        broken = Path(shutil.copytree(folder, tmp_path / f"broken-{number}"))
        (broken / "catalog.sqlite3").write_bytes(data)
        try:
            with opened(broken) as (_, database):
                told += bool(reconcile.check_catalog(database, WordHashes()))
        except CatalogError as error:
            told += 1
            assert "catalog.sqlite3" in str(error) or "cell of the catalog" in str(error)
    assert told, "no fault was noticed: the test shows nothing"


@pytest.mark.parametrize("damage", ["header", "middle"])
def test_a_catalog_beyond_repair_names_the_file_and_what_to_do(folder: Path, damage: str) -> None:
    file = folder / "catalog.sqlite3"
    data = bytearray(file.read_bytes())
    at = 0 if damage == "header" else len(data) // 2
    data[at : at + 60_000] = b"\xff" * 60_000
    file.write_bytes(data)
    with pytest.raises(CatalogError, match=r"catalog\.sqlite3.* restore the file from a copy, or move it away"):
        upkeep.repair(folder, WordHashes(), lambda *_: None)
