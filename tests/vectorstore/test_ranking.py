"""Classes are ranked by their own statements, in their newest revision, and while documents change."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.vectorstore.documents import AGENCY, CLASSES, parsed, series, source
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index, Kept
from vectorstore.kinds import DESCRIBING, EMBEDDED
from vectorstore.roster import Roster
from vectorstore.spec import Viewer
from vectorstore.vocabulary import load
from vectorstore.writing import Entry

ANYBODY = Viewer()


def test_what_is_ranked_are_facets_of_the_vocabulary() -> None:
    assert set(EMBEDDED) <= set(load().facets)


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

    def test_only_the_newest_revision_of_a_class_is_found(self, index: Index) -> None:
        for year, duty in (("2015", "Rows the boat."), ("2019", "Steers the motor boat."), ("2011", "Pulls the raft.")):
            index.put(source(year), parsed("Ferry Pilot", "F1", (duty,), revision=year), parsing="p1")
        ranked = index.rank_classes((), "rows the boat", ANYBODY, limit=10)
        assert [one.entry.spec.revision for one in ranked] == ["2019"]
        assert {passage.entry.spec.revision for passage in index.search("rows the boat", ANYBODY)} == {"2019"}
        index.remove(source("2019").source_id)
        assert index.search("rows the boat", ANYBODY)[0].entry.spec.revision == "2015"

    def test_old_revisions_do_not_crowd_out_what_is_current(self, index: Index) -> None:
        old = [
            Entry(source(f"{year}"), parsed("Ferry Pilot", "F1", ("Rows the boat.",), revision=f"{year}"), "p1")
            for year in range(1900, 1980)
        ]
        index.put_many([*old, Entry(source("b"), parsed("Bee Keeper", "B1", ("Rows to the hives by boat.",)), "p1")])
        found = index.search("rows the boat", ANYBODY, limit=4)
        assert {(p.entry.spec.title, p.entry.spec.revision) for p in found} == {
            ("Ferry Pilot", "1979"),
            ("Bee Keeper", ""),
        }

    @pytest.mark.parametrize("query", ["", "   ", "\n"])
    def test_nothing_asked_finds_nothing(self, stocked: Index, query: str) -> None:
        assert stocked.rank_classes((), query, ANYBODY) == ()
        assert stocked.search(query, ANYBODY) == ()
        assert stocked.rank_classes(("hives",), "hives", ANYBODY, limit=0) == ()

    def test_an_empty_index_finds_nothing(self, index: Index) -> None:
        assert index.rank_classes((), "hives", ANYBODY) == ()
        assert index.search("hives", ANYBODY) == ()

    def test_what_is_warm_is_read_no_more(self, stocked: Index, monkeypatch: pytest.MonkeyPatch) -> None:
        stocked.warm()
        monkeypatch.setattr(stocked._vectors.statements, "get", None)
        assert stocked.rank_classes((), "harvests honey", ANYBODY)[0].entry.spec.title == "Bee Keeper"

    def test_candidates_of_the_vector_index_rank_as_all_statements_do(self, stocked: Index, tmp_path: Path) -> None:
        with Index.open(tmp_path / "large", WordHashes(), kept=Kept(exact=3)) as large:
            for title, (code, duties) in CLASSES.items():
                large.put(source(f"specs/{title}.txt"), parsed(title, code, duties), parsing="p1")
            for _, duties in CLASSES.values():
                few = stocked.rank_classes(duties, duties[0], ANYBODY)
                many = large.rank_classes(duties, duties[0], ANYBODY)
                assert [(r.entry.spec_id, r.statements) for r in many] == [(r.entry.spec_id, r.statements) for r in few]
                assert [r.score for r in many] == pytest.approx([r.score for r in few], abs=1e-4)
            one_agency = Viewer(agency=AGENCY)
            large.put(
                source("x", agency="Elsewhere"),
                parsed("Ferry Pilot", "F1", ("Steers.",), agency="Elsewhere"),
                parsing="p1",
            )
            assert {r.entry.agency for r in large.rank_classes((), "steers", one_agency, limit=9)} == {AGENCY}
            large.remove(source("specs/Bee Keeper.txt").source_id)
            assert "Bee Keeper" not in {r.entry.spec.title for r in large.rank_classes((), "hives", ANYBODY, limit=9)}


class TestNearness:
    def test_each_line_has_its_nearest_statement_of_each_class(self, stocked: Index) -> None:
        lines = ("Harvests honey.", "Files the letters of the council.")
        near = stocked.nearness(lines, " ".join(lines), ANYBODY)
        assert sorted(entry.spec.title for entry in near.entries) == sorted(CLASSES)
        best = near.lines.argmax(axis=0)
        assert [near.entries[at].spec.title for at in best] == ["Bee Keeper", "Archive Clerk"]
        for at, line in zip(best, range(2), strict=True):
            document = stocked.catalog.parsed(near.entries[at].source_id, ANYBODY)
            assert document is not None
            said = document.statements[near.statements[at, line]].text
            assert set(lines[line].lower().rstrip(".").split()) <= set(said.lower().rstrip(".").split())

    def test_what_a_viewer_may_not_see_is_near_nothing(self, stocked: Index) -> None:
        stocked.put(source("w", audience="hr"), parsed("Wasp Keeper", "W1", ("Harvests honey.",)), parsing="p1")
        near = stocked.nearness((), "harvests honey", ANYBODY)
        assert "Wasp Keeper" not in {entry.spec.title for entry in near.entries}
        assert near.lines.shape == (len(CLASSES), 0)

    def test_a_line_of_a_document_is_not_embedded_again(self, stocked: Index, hashes: WordHashes) -> None:
        keeper = next(entry for entry in stocked.catalog.entries(ANYBODY) if entry.spec.title == "Bee Keeper")
        lines = (*CLASSES["Bee Keeper"][1], "Counts the hives of others.")
        anew = stocked.nearness(lines, "harvests honey", ANYBODY)
        hashes.embedded.clear()
        near = stocked.nearness(lines, "harvests honey", ANYBODY, source_id=keeper.source_id)
        assert hashes.embedded == ["Counts the hives of others.", "harvests honey"]
        assert near.lines == pytest.approx(anew.lines, abs=1e-6)
        assert near.statements.tolist() == anew.statements.tolist()

    def test_a_class_without_a_statement_that_counts_is_as_far_as_can_be(self, index: Index) -> None:
        assert index.nearness(("Rows.",), "rows", ANYBODY).entries == ()
        index.put(source("s"), parsed("Stone", "S1", ()), parsing="p1")
        near = index.nearness(("Rows.",), "rows", ANYBODY)
        assert (near.lines.tolist(), near.statements.tolist()) == ([[0.0]], [[-1]])


class TestWhileItChanges:
    def test_a_read_that_is_overtaken_starts_over_and_at_last_has_writers_wait(self, stocked: Index) -> None:
        seen: list[int] = []

        def read(roster: Roster) -> int:
            seen.append(roster.number)
            if not stocked._writing.locked():
                stocked.put(source("new"), parsed("Lamp Lighter", "X1", (f"Lights {len(seen)}.",)), parsing="p1")
            return roster.number

        assert stocked.catalog.settled(read) == stocked.catalog.changed()
        assert len(seen) == len(set(seen)) > 2

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
