"""What was ingested is kept to the byte, where it is more than its text."""

from pathlib import Path

from ingest.original import original
from ingest.pipeline import ingest
from tests.ingest.paper import Paper
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load

SPEC = "<h1>Lamp Keeper</h1><p>Class Code: Q7</p><h2>Duties</h2><p>Trims the wicks of the lamps.</p>"


def files(folder: Path) -> dict[str, bytes]:
    paper = Paper()
    for place, line in enumerate(("HARBOR PILOT", "Class Code: H3", "DUTIES", "Guides vessels to their berths.")):
        paper.text(72, 72 + 30 * place, line, bold=place in (0, 2))
    made = {
        "lamp.html": SPEC.encode(),
        "pilot.pdf": paper.content(),
        "clerk.txt": b"CLERK\nClass Code: C1\n\nDUTIES\nFiles.",
    }
    folder.mkdir()
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return made


def kept(index: Index) -> dict[str, bytes | None]:
    states = index.catalog.sources()
    return {Path(state.path).name: index.catalog.original(state.source_id, Viewer()) for state in states}


def test_originals_come_and_go_with_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "specs"
    made = files(folder)
    with Index.open(tmp_path / "data", WordHashes()) as index:
        ingest([folder], index, load(), dry_run=True)
        assert kept(index) == {}
        ingest([folder], index, load())
        assert kept(index) == {**made, "clerk.txt": None}
        newer = made["lamp.html"].replace(b"Trims", b"Cleans")
        (folder / "lamp.html").write_bytes(newer)
        (folder / "pilot.pdf").unlink()
        ingest([folder], index, load(), prune=True)
        assert kept(index) == {"lamp.html": newer, "clerk.txt": None}
        # Written over after it was read: its bytes are not those of the text.
        (state,) = [one for one in index.catalog.sources() if one.path.endswith(".html")]
        parsed = index.catalog.parsed(state.source_id, Viewer())
        assert parsed is not None and original(state.path, parsed) is not None
        (folder / "lamp.html").write_bytes(made["lamp.html"])
        assert original(state.path, parsed) is None
        (folder / "lamp.html").unlink()
        assert original(state.path, parsed) is None
        assert index.check() == ()
