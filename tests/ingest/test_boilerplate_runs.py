"""What is boilerplate over several ingestions: known in every order, and left out of search."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import pipeline, storing
from ingest.report import Outcome
from tests.ingest.park import NOTICE, ids, spec
from vectorstore.index import Index
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary
from vectorstore.writing import Entry


def test_boilerplate_is_known_over_runs_and_left_out_of_search(
    tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    root = tmp_path / "specs"
    root.mkdir()
    for number in range(5):
        (root / f"{number}.txt").write_text(spec(f"Ranger of trail {number}", f"R10{number}"))
    pipeline.ingest([root], index, vocabulary)
    (root / "5.txt").write_text(spec("Ranger of the lake", "R105"))
    report = pipeline.ingest([root], index, vocabulary)
    assert report.of(Outcome.ADDED)[0].path.endswith("5.txt")
    marked = {}
    for state in index.catalog.sources():
        parsed = index.catalog.parsed(state.source_id, Viewer())
        assert parsed is not None
        marked[Path(state.path).name] = [s.text for s in parsed.statements if s.boilerplate]
    assert marked == {f"{number}.txt": [NOTICE] for number in range(6)}
    assert not any("discriminate" in found.text for found in index.search("does not discriminate", Viewer(), 20))


def test_what_is_boilerplate_does_not_depend_on_the_order_of_ingestions(
    tmp_path: Path, index: Index, vocabulary: Vocabulary
) -> None:
    root = tmp_path / "specs"
    root.mkdir()

    def marked() -> dict[str, bool]:
        found = {}
        for state in index.catalog.sources():
            parsed = index.catalog.parsed(state.source_id, Viewer())
            assert parsed is not None
            found[Path(state.path).name] = any(s.text == NOTICE for s in parsed.statements if s.boilerplate)
        return found

    for number in range(5):
        assert not any(marked().values())
        (root / f"{number}.txt").write_text(spec(f"Ranger of trail {number}", f"R10{number}"))
        pipeline.ingest([root], index, vocabulary)
    assert list(marked().values()) == [True] * 5
    assert not any("discriminate" in found.text for found in index.search("does not discriminate", Viewer(), 20))
    before = ids(index)
    (root / "4.txt").unlink()
    pipeline.ingest([root], index, vocabulary, prune=True)
    assert list(marked().values()) == [False] * 4
    assert any("discriminate" in found.text for found in index.search("does not discriminate", Viewer(), 20))
    assert ids(index).items() <= before.items()
    assert index.check() == ()


def test_a_run_that_broke_off_before_its_end_is_made_good_by_one_that_changes_nothing(
    tmp_path: Path, index: Index, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> Iterator[list[Entry]]:
        raise KeyboardInterrupt

    root = tmp_path / "specs"
    root.mkdir()
    for number in range(4):
        (root / f"{number}.txt").write_text(spec(f"Ranger of trail {number}", f"R10{number}"))
    pipeline.ingest([root], index, vocabulary)
    (root / "4.txt").write_text(spec("Ranger of the lake", "R104"))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(storing, "resettled", killed)
        pipeline.ingest([root], index, vocabulary)
    report = pipeline.ingest([root], index, vocabulary)
    assert len(report.of(Outcome.UNCHANGED)) == 5
    for state in index.catalog.sources():
        parsed = index.catalog.parsed(state.source_id, Viewer())
        assert parsed is not None
        assert [s.text for s in parsed.statements if s.boilerplate] == [NOTICE], state.path
    # What is as it was is not looked through again.
    with monkeypatch.context() as patch:
        patch.setattr(storing, "resettled", killed)
        pipeline.ingest([root], index, vocabulary)
