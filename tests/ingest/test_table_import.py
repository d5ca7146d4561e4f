"""Class tables in a real index: which classes their rows are of, what replaces what, and what leaves them alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.classtable.errors import TableError
from ingest.classtable.importing import TableTask, perform
from ingest.classtable.report import TableReport
from ingest.pipeline import ingest
from ingest.report import Outcome
from tests.vectorstore.fakes import WordHashes
from vectorstore import upkeep
from vectorstore.index import Index
from vectorstore.spec import CatalogEntry, Viewer
from vectorstore.vocabulary import Vocabulary

ANYBODY = Viewer()
SPEC = """{title}

Class Code: {code}
FLSA Status: {flsa}
{more}
DEFINITION

Under direction of the chief ranger, looks after the {title} of the district and what belongs to it.

EXAMPLES OF DUTIES

1. Walks around the {title} at dawn and mends what the storms have broken there.
2. Keeps records of visitors and of storms.
"""
PAY = """code,title,range,low,high,flsa,unit
0100,PARK RANGER,A,3000,3500,Non-exempt,R1
0100,PARK RANGER,B,3200,3700,Non-exempt,R1
W200,"GAME WARDEN, NORTH",,4000,4500,Non-exempt,R2
Z900,LION TAMER,,5000,5500,Exempt,R9
"""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "data", WordHashes()) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "specs"
    root.mkdir()
    write(root, "Park Ranger", "100", "Non-exempt")
    write(root, "Game Warden", "W-200", "Exempt")
    write(root, "Bee Keeper", "B300", "Exempt")
    return root


def write(folder: Path, title: str, code: str, flsa: str, more: str = "") -> None:
    (folder / f"{title}.txt").write_text(SPEC.format(title=title.upper(), code=code, flsa=flsa, more=more))


def load_table(
    index: Index, vocabulary: Vocabulary, path: Path, text: str | None = None, effective: str = "2020-07-01"
) -> TableReport:
    if text is not None:
        path.write_text(text)
    return perform(TableTask(str(path), "Elm", effective, "month"), index, vocabulary)


def named(index: Index, title: str) -> CatalogEntry:
    return next(entry for entry in index.catalog.entries(ANYBODY) if entry.spec.title.casefold() == title.casefold())


def pay(index: Index, title: str) -> list[tuple[str, str, str]]:
    """Date, range and amounts of every row of a class."""
    rows = index.catalog.rows_of(named(index, title), ANYBODY)
    return [(row.effective, fact.qualifier, fact.value) for row in rows for fact in row.facts if fact.facet == "salary"]


RANGER = [("2020-07-01", "range A", "$3000 to $3500"), ("2020-07-01", "range B", "$3200 to $3700")]


@pytest.mark.parametrize("table_first", [True, False])
def test_rows_are_of_the_class_of_their_code_whichever_came_first(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path, table_first: bool
) -> None:
    if table_first:
        load_table(index, vocabulary, tmp_path / "pay.csv", PAY)
    ingest([folder], index, vocabulary, agency="Elm")
    if not table_first:
        load_table(index, vocabulary, tmp_path / "pay.csv", PAY)
    assert pay(index, "Park Ranger") == RANGER
    assert pay(index, "Game Warden") == [("2020-07-01", "", "$4000 to $4500")]
    assert pay(index, "Bee Keeper") == []
    assert [row.spec.title for row in index.catalog.tables.unlisted(ANYBODY)] == ["LION TAMER"]
    # A row is no class of its own: not in lists, and its title is no other name of its class.
    assert {entry.spec.title for entry in index.catalog.entries(ANYBODY)} == {
        "PARK RANGER",
        "GAME WARDEN",
        "BEE KEEPER",
    }
    assert "GAME WARDEN, NORTH" not in {title for titles in index.catalog.titles(ANYBODY).values() for title in titles}
    (conflict,) = index.catalog.conflicts(ANYBODY)
    assert (conflict.kind, conflict.title, conflict.other_title) == ("table", "GAME WARDEN, NORTH", "GAME WARDEN")
    assert index.check() == ()


def test_what_differs_between_table_and_specs_is_told(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
) -> None:
    ingest([folder], index, vocabulary, agency="Elm")
    told = load_table(index, vocabulary, tmp_path / "pay.csv", PAY)
    assert (told.outcome, told.rows, told.classes, told.refused) == ("added", 4, 3, ())
    found = told.differences
    assert [(one.facet, one.class_code, one.line, one.table, one.spec) for one in found.found] == [
        ("title", "W-200", 4, "GAME WARDEN, NORTH", "GAME WARDEN"),
        ("overtime", "W-200", 4, "Non-exempt", "Exempt"),
    ]
    assert [(one.class_code, one.title, one.line) for one in found.unknown_codes] == [("Z900", "LION TAMER", 5)]
    assert [one.title for one in found.without_row] == ["BEE KEEPER"]
    assert TableReport.from_dict(told.as_dict()) == told


def test_a_dry_run_tells_the_same_and_writes_nothing(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
) -> None:
    ingest([folder], index, vocabulary, agency="Elm")
    (tmp_path / "pay.csv").write_text(PAY)
    task = TableTask(str(tmp_path / "pay.csv"), "Elm", "2020-07-01", "month", dry_run=True)
    before = index.catalog.changed()
    rehearsed = perform(task, index, vocabulary)
    assert index.catalog.changed() == before
    assert replace(perform(replace(task, dry_run=False), index, vocabulary), dry_run=True) == rehearsed
    assert pay(index, "Park Ranger") == RANGER


def test_the_same_file_of_the_same_date_is_replaced_and_another_date_stands_beside_it(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
) -> None:
    ingest([folder], index, vocabulary, agency="Elm")
    path = tmp_path / "pay.csv"
    load_table(index, vocabulary, path, PAY)
    assert load_table(index, vocabulary, path, PAY.replace("3000", "3050")).outcome == "replaced"
    assert pay(index, "Park Ranger") == [("2020-07-01", "range A", "$3050 to $3500"), RANGER[1]]
    assert load_table(index, vocabulary, path, PAY.replace("3000", "3100"), "2021-07-01").outcome == "added"
    assert [date for date, *_ in pay(index, "Park Ranger")] == ["2020-07-01"] * 2 + ["2021-07-01"] * 2
    # The very bytes under another date: the date was wrong.
    again = load_table(index, vocabulary, path, effective="2021-08-01")
    assert (again.outcome, again.replaced) == ("replaced", ("2021-07-01",))
    assert [date for date, *_ in pay(index, "Park Ranger")] == ["2020-07-01"] * 2 + ["2021-08-01"] * 2
    gone = perform(TableTask(str(path), "Elm", "2020-07-01", remove=True), index, vocabulary)
    assert (gone.outcome, gone.replaced, gone.rows) == ("removed", ("2020-07-01",), 4)
    assert [date for date, *_ in pay(index, "Park Ranger")] == ["2021-08-01"] * 2
    with pytest.raises(TableError, match="no table of 2020-07-01 was taken from"):
        perform(TableTask(str(path), "Elm", "2020-07-01", remove=True), index, vocabulary)


def test_an_ingestion_leaves_tables_alone(index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path) -> None:
    ingest([folder], index, vocabulary, agency="Elm")
    table = folder / "pay.csv"
    load_table(index, vocabulary, table, PAY)
    # Loading a table gives the next ingestion nothing to do.
    assert index.is_compared()
    write(folder, "Lake Keeper", "L400", "Exempt")
    told = ingest([folder], index, vocabulary, agency="Elm", prune=True)
    assert {file.path: file.outcome for file in told.files if file.path.endswith(".csv")} == {
        str(table): Outcome.SKIPPED
    }
    table.unlink()
    told = ingest([folder], index, vocabulary, agency="Elm", prune=True)
    assert (told.gone, [file for file in told.files if file.outcome is Outcome.REMOVED]) == ((), [])
    # Neither does a folder that is gone altogether, or another agency's name.
    ingest([folder], index, vocabulary, agency="Oak", prune=True)
    ingest([folder], index, vocabulary, agency="Elm", prune=True)
    assert pay(index, "Park Ranger") == RANGER


@pytest.mark.long
def test_a_table_survives_a_rebuild_and_a_repair(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
) -> None:
    ingest([folder], index, vocabulary, agency="Elm")
    load_table(index, vocabulary, tmp_path / "pay.csv", PAY)
    assert index.repair() == ()
    index.close()
    data = tmp_path / "data"
    assert upkeep.check(data, WordHashes()) == ()
    upkeep.rebuild(data, WordHashes(), lambda *_: None)
    with Index.open(data, WordHashes()) as again:
        assert pay(again, "Park Ranger") == RANGER
        assert again.check() == ()


def test_two_classes_of_one_code_have_the_rows_of_their_titles(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
) -> None:
    write(folder, "Night Guard", "0100", "Exempt")
    ingest([folder], index, vocabulary, agency="Elm")
    load_table(index, vocabulary, tmp_path / "pay.csv", PAY + "100,NIGHT GUARD,,2000,2500,Exempt,R5\n")
    assert pay(index, "Park Ranger") == RANGER
    assert pay(index, "Night Guard") == [("2020-07-01", "", "$2000 to $2500")]


def test_facts_of_a_facet_are_of_the_newest_table_and_say_whose_source_they_stand_in(
    index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
) -> None:
    ingest([folder], index, vocabulary, agency="Elm")
    load_table(index, vocabulary, tmp_path / "old.csv", PAY + "B300,BEE KEEPER,,1000,1500,Exempt,R7\n", "2019-07-01")
    newer = PAY.replace(",R1", ",R4")
    load_table(index, vocabulary, tmp_path / "new.csv", newer)
    # A table of something else, of few classes, takes nobody's place.
    load_table(index, vocabulary, tmp_path / "other.csv", "code,unit,union hall\nW200,R8,North\n", "2021-01-01")
    found = index.catalog.tables.held("unit", ANYBODY)
    said = {(held.entry.spec.title, held.fact.value) for held in found}
    # The newest table has no row of the bee keeper any more.
    assert said == {("PARK RANGER", "R4"), ("GAME WARDEN", "R8")}
    for held in found:
        text = index.catalog.text(held.holder.source_id, ANYBODY)
        assert text is not None
        assert text[held.fact.span.start : held.fact.span.end] == held.fact.value
        assert held.holder.type == "table"
    stated = {(held.entry.spec.title, held.holder.type.value, held.fact.value) for held in
              index.catalog.tables.held("overtime", ANYBODY)}  # fmt: skip
    assert ("GAME WARDEN", "specification", "Exempt") in stated
    assert ("GAME WARDEN", "table", "Non-exempt") in stated
    assert index.catalog.tables.own_labels(ANYBODY) == {"label:union hall"}


class TestAgencies:
    def test_a_part_of_the_name_is_enough_where_it_fits_one(
        self, index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
    ) -> None:
        ingest([folder], index, vocabulary, agency="Parks Board of Elm County")
        (tmp_path / "pay.csv").write_text(PAY)
        for given in ("", "County of Elm", "parks board OF ELM county"):
            task = TableTask(str(tmp_path / "pay.csv"), given, "2020-07-01", "month")
            assert perform(task, index, vocabulary).agency == "Parks Board of Elm County"
        assert pay(index, "Park Ranger") == RANGER
        other = perform(replace(task, agency="Oak"), index, vocabulary)
        assert other.notes[0].startswith("No spec is of the agency 'Oak', so no row joins one")
        assert pay(index, "Park Ranger") == RANGER

    def test_where_there_are_several_one_is_to_be_named(
        self, index: Index, vocabulary: Vocabulary, folder: Path, tmp_path: Path
    ) -> None:
        ingest([folder / "Park Ranger.txt"], index, vocabulary, agency="Elm")
        ingest([folder / "Game Warden.txt"], index, vocabulary, agency="Oak")
        (tmp_path / "pay.csv").write_text(PAY)
        task = TableTask(str(tmp_path / "pay.csv"), "", "2020-07-01", "month")
        with pytest.raises(TableError, match=r"of several agencies \(Elm; Oak\); name one with --agency"):
            perform(task, index, vocabulary)
        perform(replace(task, agency="Elm"), index, vocabulary)
        assert pay(index, "Park Ranger") == RANGER
        assert pay(index, "Game Warden") == []
        # Whoever may see one agency alone sees its table alone.
        ranger = named(index, "Park Ranger")
        assert index.catalog.rows_of(ranger, Viewer(agency="Oak")) == ()
        assert index.catalog.tables.unlisted(Viewer(agency="Oak")) == ()


@pytest.mark.parametrize("day", ["", "2020", "2020-7-1", "2020-02-30", "July 1, 2020", "20200701"])
def test_a_table_holds_from_a_day_on(index: Index, vocabulary: Vocabulary, tmp_path: Path, day: str) -> None:
    with pytest.raises(TableError, match="--effective YYYY-MM-DD"):
        load_table(index, vocabulary, tmp_path / "pay.csv", PAY, day)
    assert index.catalog.roster().tables == {}


def test_a_table_without_a_good_row_is_not_stored(index: Index, vocabulary: Vocabulary, tmp_path: Path) -> None:
    load_table(index, vocabulary, tmp_path / "pay.csv", PAY)
    told = load_table(index, vocabulary, tmp_path / "pay.csv", "code,pay\nA1,soon\n")
    assert (told.outcome, told.rows, [row.line for row in told.refused]) == ("refused", 0, [2])
    assert [len(live.entries) for live in index.catalog.roster().tables.values()] == [4]
