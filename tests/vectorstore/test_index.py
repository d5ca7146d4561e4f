"""What is put into the index is found, exactly as it was put, until it is removed; with every embedder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectorstore.documents import AGENCY, CLASSES, parsed, series, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.embedder import Embedder
from vectorstore.errors import VectorsError
from vectorstore.index import Index
from vectorstore.spec import Source, Viewer
from vectorstore.writing import Entry

ANYBODY = Viewer()


@pytest.fixture(scope="module", params=["hashed words", "bundled model"])
def any_index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The same documents under each embedder."""
    model: Embedder = WordHashes() if request.param == "hashed words" else request.getfixturevalue("embedder")
    with Index.open(tmp_path_factory.mktemp("data"), model) as opened:
        for title, (code, duties) in CLASSES.items():
            opened.put(source(f"specs/{title}.txt"), parsed(title, code, duties), parsing="p1")
        yield opened


def titles(index: Index, viewer: Viewer = ANYBODY) -> list[str]:
    return [entry.spec.title for entry in index.catalog.entries(viewer)]


def found(index: Index, query: str) -> set[str]:
    """Titles of all classes that search, ranking or the catalog can find."""
    titles = {passage.entry.spec.title for passage in index.search(query, ANYBODY, limit=50)}
    titles |= {ranked.entry.spec.title for ranked in index.rank_classes((), query, ANYBODY, limit=50)}
    return titles | {entry.spec.title for entry in index.catalog.entries(ANYBODY)}


class TestAnyEmbedder:
    def test_a_search_finds_the_passage_with_its_span(self, any_index: Index) -> None:
        passages = any_index.search("who looks after the hives and honey?", ANYBODY)
        best = passages[0]
        text = any_index.catalog.text(best.entry.source_id, ANYBODY)
        assert text is not None
        assert best.entry.spec.title == "Bee Keeper"
        assert best.section.heading == "DUTIES"
        assert best.text == text[best.span.start : best.span.end]
        assert "Tends the hives" in best.text
        assert [passage.score for passage in passages] == sorted((p.score for p in passages), reverse=True)

    def test_boilerplate_is_not_found(self, any_index: Index) -> None:
        passages = any_index.search("Everybody is welcome to apply.", ANYBODY, limit=50)
        assert {passage.section.heading for passage in passages} == {"DUTIES", "REQUIREMENTS"}

    @pytest.mark.parametrize(("title", "duties"), [(title, duties) for title, (_, duties) in CLASSES.items()])
    def test_a_described_duty_finds_its_class(self, any_index: Index, title: str, duties: tuple[str, ...]) -> None:
        ranked = any_index.rank_classes(duties, " ".join(duties), ANYBODY)
        assert ranked[0].entry.spec.title == title
        assert {said.text for said in ranked[0].statements} == set(duties)
        assert ranked[0].similarity > 0.95
        assert ranked[0].overlap == pytest.approx(1)
        assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)

    def test_what_is_removed_is_found_no_more(self, any_index: Index) -> None:
        lamps = source("specs/Lamp Lighter.txt")
        any_index.put(lamps, parsed("Lamp Lighter", "L1", ("Lights the lamps at dusk.",)), parsing="p1")
        assert found(any_index, "lights the lamps") >= {"Lamp Lighter"}
        assert any_index.remove(lamps.source_id)
        assert not any_index.remove(lamps.source_id)
        assert found(any_index, "lights the lamps") == set(CLASSES)

    def test_all_parts_agree(self, any_index: Index) -> None:
        assert any_index.check() == ()


class TestPut:
    def test_everything_comes_back_as_it_was_put(self, index: Index) -> None:
        first, second = parsed("Ferry Pilot", "F100", CLASSES["Ferry Pilot"][1]), parsed("Bee Keeper", "B200")
        both = series(("Answers questions.",), {"Clerk I": ("C1", ("Files.",)), "Clerk II": ("C2", ("Checks.",))})
        for path, document in (("a", first), ("b", second), ("c", both)):
            index.put(source(path), document, parsing="p1")
            assert index.catalog.parsed(source(path).source_id, ANYBODY) == document
            assert index.catalog.source(source(path).source_id, ANYBODY) == source(path)

    def test_a_changed_document_replaces_the_old_one_in_all_parts(self, stocked: Index) -> None:
        bees = source("specs/Bee Keeper.txt")
        before = stocked.catalog.changed()
        stocked.put(bees, parsed("Bee Keeper", "B200", ("Paints the hives blue.",)), parsing="p2")
        assert stocked.catalog.changed() > before
        assert stocked.rank_classes((), "paints blue", ANYBODY)[0].entry.source_id == bees.source_id
        assert not any("honey" in p.text for p in stocked.search("harvests honey in autumn", ANYBODY, limit=50))
        won = [s.text for one in stocked.rank_classes((), "harvests honey", ANYBODY, limit=50) for s in one.statements]
        assert not any("honey" in text for text in won)
        assert stocked.check() == ()

    def test_many_are_put_as_each_alone(self, tmp_path: Path, hashes: WordHashes) -> None:
        entries = [Entry(source(title), parsed(title, *spec), "p1") for title, spec in CLASSES.items()]
        entries.append(Entry(source("Bee Keeper"), parsed("Bee Keeper", "B200", ("Paints the hives.",)), "p1"))
        with Index.open(tmp_path / "many", hashes) as many, Index.open(tmp_path / "alone", WordHashes()) as alone:
            many.put_many(entries)
            for entry in entries:
                alone.put(entry.source, entry.parsed, parsing=entry.parsing)
            assert [(e.spec_id, many.catalog.parsed(e.source_id, ANYBODY)) for e in many.catalog.entries(ANYBODY)] == [
                (e.spec_id, alone.catalog.parsed(e.source_id, ANYBODY)) for e in alone.catalog.entries(ANYBODY)
            ]
            assert many.check() == alone.check() == ()
        assert len(hashes.embedded) == len(set(hashes.embedded)), "a text that stands twice was embedded twice"

    def test_nothing_put_changes_nothing(self, index: Index) -> None:
        index.put_many([])
        assert index.catalog.changed() == 0

    def test_a_failing_embedder_leaves_the_old_version(self, stocked: Index, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise VectorsError("no room")

        monkeypatch.setattr(stocked._vectors.statements, "upsert", fail)
        with pytest.raises(VectorsError, match="no room"):
            stocked.put(source("specs/Bee Keeper.txt"), parsed("Wasp Keeper", "B200"), parsing="p1")
        monkeypatch.undo()
        assert "Bee Keeper" in titles(stocked)
        assert "Wasp Keeper" not in titles(stocked)
        left = (
            "replaced or unfinished documents whose vectors were not swept: 1",
            "vectors of chunks that belong to no document: 2",
        )
        assert stocked.check() == left
        assert stocked.repair() == left
        assert stocked.check() == ()

    def test_old_vectors_that_cannot_be_deleted_are_not_found_and_go_later(
        self, stocked: Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_: object) -> None:
            raise VectorsError("busy")

        monkeypatch.setattr(stocked._vectors.chunks, "delete_generations", fail)
        stocked.put(source("specs/Bee Keeper.txt"), parsed("Bee Keeper", "B200", ("Paints.",)), parsing="p1")
        assert "busy" in caplog.text
        assert not any("honey" in passage.text for passage in stocked.search("honey", ANYBODY, limit=50))
        assert len(stocked.check()) == 3
        monkeypatch.undo()
        stocked.put(source("new"), parsed("Lamp Lighter"), parsing="p1")
        assert stocked.check() == ()

    def test_a_document_without_classes_or_text_is_kept(self, index: Index) -> None:
        index.put(source("empty"), series((), {}), parsing="p1")
        assert titles(index) == []
        assert index.catalog.source(source("empty").source_id, ANYBODY) is not None
        assert index.search("anything", ANYBODY) == ()
        assert index.check() == ()


def test_vectors_of_another_embedder_are_refused_and_made_again(tmp_path: Path) -> None:
    with Index.open(tmp_path, WordHashes("one")) as index:
        index.put(source("a"), parsed("Ferry Pilot", "F1", ("Steers.",)), parsing="p1")
    with pytest.raises(VectorsError, match="made by 'one', the embedder is 'two'"):
        Index.open(tmp_path, WordHashes("two"))
    for file in sorted((tmp_path / "vectors").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    (tmp_path / "vectors").rmdir()
    with Index.open(tmp_path, WordHashes("two", 64)) as index:
        assert len(index.check()) == 3
        index.repair()
        assert index.check() == ()
        assert [state.embedder for state in index.catalog.sources()] == ["two"]
        assert index.search("steers", ANYBODY)


def test_the_ledger_tells_what_was_ingested_and_with_what(stocked: Index) -> None:
    states = {state.path: state for state in stocked.catalog.sources()}
    bees = parsed("Bee Keeper", "B200", CLASSES["Bee Keeper"][1])
    state = states["specs/Bee Keeper.txt"]
    assert (state.document_id, state.agency, state.parsing, state.embedder) == (
        bees.document.document_id, AGENCY, "p1", "word-hashes",
    )  # fmt: skip
    assert state.source_id == Source("specs/Bee Keeper.txt", "x", AGENCY).source_id
