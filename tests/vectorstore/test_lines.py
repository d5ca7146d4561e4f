"""What many documents say at once, as a viewer may see it, until the catalog changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.parsing import parsed
from tests.vectorstore.fakes import WordHashes
from vectorstore.index import Index
from vectorstore.spec import Source, Viewer

KEEPER = """BEE KEEPER
Class Code: B1
Unit: Field Crafts

DUTIES
Lifts hives of up to 60 pounds.

REQUIREMENTS
1. Two years of experience with bees; or
2. A degree in entomology; or
3. Three years of farm work.

LICENSE
A valid driver's license is required.
"""
ANYBODY, INSIDER = Viewer(), Viewer(groups=frozenset({"public", "hr"}))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "data", WordHashes()) as opened:
        opened.put(Source("bees.txt", "bees.txt"), parsed(KEEPER), parsing="p1")
        yield opened


def test_lines_of_a_facet_stand_below_their_headings(index: Index) -> None:
    ((entry, line),) = index.catalog.lines.of_facet("license", ANYBODY)
    assert (entry.spec.title, line.heading, line.kind, line.path) == ("BEE KEEPER", "LICENSE", "license", ("LICENSE",))
    assert index.catalog.lines.quotes([(line.source_id, line.statement.span)]) == [
        "A valid driver's license is required."
    ]
    assert index.catalog.lines.quotes([("nowhere", line.statement.span)]) == [""]


def test_what_is_kept_goes_with_the_next_change(index: Index) -> None:
    assert len(index.catalog.lines.of_facet("license", ANYBODY)) == 1
    hidden = Source("spy.txt", "spy.txt", audience="hr")
    index.put(hidden, parsed(KEEPER.replace("BEE KEEPER", "SPY").replace("B1", "S9")), parsing="p1")
    assert len(index.catalog.lines.of_facet("license", ANYBODY)) == 1
    assert len(index.catalog.lines.of_facet("license", INSIDER)) == 2
    index.remove(hidden.source_id)
    assert len(index.catalog.lines.of_facet("license", INSIDER)) == 1


def test_or_joins_a_run(index: Index) -> None:
    runs = {tuple(one.text for one in run) for run in index.catalog.lines.joined().values()}
    (run,) = runs
    assert [text.split()[0] for text in run] == ["Two", "A", "Three"]


def test_words_units_and_values_are_found(index: Index) -> None:
    lines = index.catalog.lines
    assert [line.heading for _, line in lines.saying(("farm",), ANYBODY)] == ["REQUIREMENTS"]
    assert [line.heading for _, line in lines.measuring("pound", ANYBODY)] == ["DUTIES"]
    assert lines.measuring("mile", ANYBODY) == ()
    assert lines.values(["unit", "department"], ANYBODY) == {"field craft": ("unit",)}
    assert lines.headed(["lic"], ANYBODY)[0][1].heading == "LICENSE"
