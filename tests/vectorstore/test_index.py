"""What is put into the index is found, exactly as it was put, until it is removed; with every embedder."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vectorstore.documents import AGENCY, CLASSES, parsed, series, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.embedder import Embedder
from vectorstore.errors import VectorsError
from vectorstore.index import Index
from vectorstore.kinds import DESCRIBING
from vectorstore.spec import Source, Viewer
from vectorstore.writing import Entry

ANYBODY = Viewer()


@pytest.fixture(params=["hashed words", "bundled model"])
def any_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """The same documents under each embedder."""
    model: Embedder = WordHashes() if request.param == "hashed words" else request.getfixturevalue("embedder")
    with Index.open(tmp_path / "data", model) as opened:
        for title, (code, duties) in CLASSES.items():
            opened.put(source(f"specs/{title}.txt"), parsed(title, code, duties), parsing="p1")
        yield opened


def titles(index: Index, viewer: Viewer = ANYBODY) -> list[str]:
    return [entry.spec.title for entry in index.catalog.entries(viewer)]


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
        bees = source("specs/Bee Keeper.txt")
        assert any_index.remove(bees.source_id)
        assert not any_index.remove(bees.source_id)
        assert "Bee Keeper" not in titles(any_index)
        found = {passage.entry.spec.title for passage in any_index.search("hives and honey", ANYBODY, limit=50)}
        assert "Bee Keeper" not in found
        assert "Bee Keeper" not in {
            one.entry.spec.title for one in any_index.rank_classes((), "tends the hives", ANYBODY, limit=50)
        }

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
            "2 vectors of chunks belong to no document",
            "vectors of 1 replaced or unfinished documents were not swept",
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


class TestRanking:
    @pytest.fixture
    def ladder(self, index: Index) -> Index:
        levels = {"Guide I": ("G1", ("Shows the caves.",)), "Guide II": ("G2", ("Trains other guides.",))}
        index.put(source("guides"), series(("Answers questions of visitors.",), levels), parsing="p1")
        return index

    def test_a_statement_speaks_for_the_classes_that_it_applies_to(self, ladder: Index) -> None:
        ranked = ladder.rank_classes((), "trains other guides", ANYBODY)
        assert ranked[0].entry.spec.title == "Guide II"
        assert [said.text for said in ranked[0].statements] == ["Trains other guides."]
        assert "Trains other guides." not in [said.text for said in ranked[1].statements]

    def test_a_shared_statement_speaks_for_all(self, ladder: Index) -> None:
        ranked = ladder.rank_classes((), "answers questions of visitors", ANYBODY)
        assert {one.entry.spec.title for one in ranked} == {"Guide I", "Guide II"}
        assert {said.text for one in ranked for said in one.statements} == {"Answers questions of visitors."}

    def test_only_the_facets_asked_for_count(self, stocked: Index) -> None:
        duties = stocked.rank_classes((), "two years of such work", ANYBODY)
        assert {facet for one in duties for said in one.statements for facet in said.facets} <= DESCRIBING
        required = stocked.rank_classes((), "two years of such work", ANYBODY, facets=frozenset({"requirements"}))
        assert {said.text for one in required for said in one.statements} == {"Needs two years of such work."}

    def test_each_clause_is_won_by_its_own_statement_best_first(self, stocked: Index) -> None:
        clauses = ("files letters", "finds old maps for visitors")
        ranked = stocked.rank_classes(clauses, "files letters and finds old maps for visitors", ANYBODY)[0]
        assert [said.text for said in ranked.statements] == [
            "Finds old maps for visitors.",
            "Files the letters of the council.",
        ]

    def test_only_the_newest_revision_of_a_class_is_ranked(self, index: Index) -> None:
        for year, duty in (("2015", "Rows the boat."), ("2019", "Steers the motor boat."), ("2011", "Pulls the raft.")):
            index.put(source(year), parsed("Ferry Pilot", "F1", (duty,), revision=year), parsing="p1")
        ranked = index.rank_classes((), "rows the boat", ANYBODY, limit=10)
        assert [one.entry.spec.revision for one in ranked] == ["2019"]

    @pytest.mark.parametrize("query", ["", "   ", "\n"])
    def test_nothing_asked_finds_nothing(self, stocked: Index, query: str) -> None:
        assert stocked.rank_classes((), query, ANYBODY) == ()
        assert stocked.search(query, ANYBODY) == ()
        assert stocked.rank_classes(("hives",), "hives", ANYBODY, limit=0) == ()

    def test_an_empty_index_finds_nothing(self, index: Index) -> None:
        assert index.rank_classes((), "hives", ANYBODY) == ()
        assert index.search("hives", ANYBODY) == ()

    def test_candidates_of_the_vector_index_rank_as_all_statements_do(self, stocked: Index, tmp_path: Path) -> None:
        with Index.open(tmp_path / "large", WordHashes(), exact=3) as large:
            for title, (code, duties) in CLASSES.items():
                large.put(source(f"specs/{title}.txt"), parsed(title, code, duties), parsing="p1")
            for _, duties in CLASSES.values():
                few = stocked.rank_classes(duties, duties[0], ANYBODY)
                many = large.rank_classes(duties, duties[0], ANYBODY)
                assert [(r.entry.spec_id, r.statements) for r in many] == [(r.entry.spec_id, r.statements) for r in few]
                assert [r.score for r in many] == pytest.approx([r.score for r in few], abs=1e-4)
            large.remove(source("specs/Bee Keeper.txt").source_id)
            assert "Bee Keeper" not in {r.entry.spec.title for r in large.rank_classes((), "hives", ANYBODY, limit=9)}


class TestWhileItChanges:
    def test_readers_see_one_version_or_the_other_while_one_writes(self, stocked: Index) -> None:
        bees = source("specs/Bee Keeper.txt")
        versions = [parsed("Bee Keeper", "B200", (f"Tends hive number {n}.",)) for n in range(12)]
        texts = {version.document.text for version in versions} | {stocked.catalog.text(bees.source_id, ANYBODY)}

        def write() -> None:
            for version in versions:
                stocked.put(bees, version, parsing="p1")

        def read(_: int) -> None:
            found = stocked.catalog.parsed(bees.source_id, ANYBODY)
            assert found is not None
            assert found.document.text in texts
            assert all(found.document.quote(said.span) == said.text for said in found.statements)
            ranked = stocked.rank_classes((), "tends hive", ANYBODY)
            assert "Bee Keeper" in {one.entry.spec.title for one in ranked}
            for passage in stocked.search("tends hive", ANYBODY, limit=3):
                assert passage.entry.spec.title in CLASSES

        with ThreadPoolExecutor(4) as pool:
            writing = pool.submit(write)
            for _ in pool.map(read, range(40)):
                pass
            writing.result()
        assert stocked.catalog.text(bees.source_id, ANYBODY) == versions[-1].document.text
        assert stocked.check() == ()


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
