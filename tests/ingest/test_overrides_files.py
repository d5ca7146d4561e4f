"""Which files of overrides hold for a document, and what a bad one is told."""

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from ingest import pipeline
from ingest.errors import OverridesError
from ingest.overrides import NAME
from ingest.overrides_file import read_overrides
from ingest.report import Outcome
from tests.ingest.corrected import (
    CORRECT,
    VOCABULARY,
    entry,
    held,
    ingested,
    outcomes,
    two_specs_apart,
)
from tests.ingest.park import spec
from vectorstore.index import Index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_specs_apart(tmp_path / "specs")


def test_the_nearest_file_holds_whichever_part_is_ingested_and_a_named_one_instead(
    folder: Path, index: Index, tmp_path: Path
) -> None:
    (folder / "field" / NAME).write_text('[[alias]]\nclass = "W200"\ntitles = ["Deer Counter"]\n')
    report = ingested(folder, index, CORRECT + '[[alias]]\nclass = "W200"\ntitles = ["Elk Counter"]\n')
    assert entry(index, "warden.md").spec.aliases == ("Deer Counter",)
    assert [(Path(one.file).parent.name, len(one.applied)) for one in report.overrides] == [
        ("field", 1),
        ("specs", 1),
        ("specs", 0),
    ]
    part = pipeline.ingest([folder / "ranger.txt"], index, VOCABULARY)
    assert (outcomes(part), held(part)) == ({"ranger.txt": "unchanged"}, {2: ["ranger.txt"]})
    named = tmp_path / "mine.toml"
    named.write_text('[agency]\n"field" = "City of Oak"\n')
    report = pipeline.ingest([folder], index, VOCABULARY, overrides=named)
    assert entry(index, "warden.md").agency == "City of Oak"
    assert entry(index, "ranger.txt").spec.class_code == "R100"
    skipped = report.of(Outcome.SKIPPED)
    assert [file.reason for file in skipped] == ["not read: --overrides names another file"] * 2


def test_members_of_an_archive_stand_below_it(folder: Path, index: Index) -> None:
    with ZipFile(folder / "more.zip", "w") as packed:
        packed.writestr("coast/pilot.txt", spec("Ferry Pilot", "F1"))
    report = ingested(folder, index, '[agency]\n"more.zip/coast" = "Harbor of Elm"\n')
    assert (entry(index, "pilot.txt").agency, held(report)) == ("Harbor of Elm", {2: ["pilot.txt"]})


BAD = {
    "[agency\n": "line 1, column 8",
    '[agency]\n"field" = 3\n': "line 2: the agency of 'field' must be a name",
    '[agency]\n"../x" = "Elm"\n': "line 2: '../x' must be a path below the folder",
    "agency = 3\n": "line 1: [agency] has lines such as",
    '\n[classes]\nx = "y"\n': "line 2: unknown table 'classes'; it may have [agency], [[alias]]",
    '[correct]\nclass = "R100"\n': "line 1: write [[correct]], in double brackets",
    '[[retire]]\nclass = "R100"\nreason = "x"\n': "line 1: [[retire]] needs `date`",
    '[[retire]]\nclass = "R100"\ndate = "soon"\nreason = "x"\n': "line 3: [[retire]] date 'soon' is none",
    '[[alias]]\nclass = "R"\ntitles = ["x"]\n[[alias]]\nclass = "W"\ntitles = "C"\n': "line 4: [[alias]] needs",
    '[[alias]]\ntitles = ["Clerk"]\n': "line 1: [[alias]] needs `class`, a code or title as printed, or `file`",
    '[[alias]]\nclass = "R100"\ncolor = "red"\n': "line 3: [[alias]] has no 'color'; it may have agency, class",
    CORRECT.replace("class code", "shoe size"): "line 4: [[correct]] fact 'shoe size' is none that is kept",
    CORRECT.replace('"R101"', "true"): "line 5: [[correct]] value must be words",
    CORRECT.replace('reason = "typing error, HR memo of 2019-02-01."', ""): "line 2: [[correct]] needs `reason`",
    CORRECT + CORRECT: "class_code of R100 is given twice, on line 2, too",
    CORRECT.replace("class code", "salary"): "line 5: [[correct]] value 'R101' is no pay",
    CORRECT.replace("class code", "revised"): "line 5: [[correct]] value 'R101' is no date",
}


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_bad_file_stops_the_run_and_names_the_line(text: str, folder: Path, index: Index) -> None:
    with pytest.raises(OverridesError) as raised:
        ingested(folder, index, text)
    assert BAD[text] in str(raised.value)
    assert str(folder / NAME) in str(raised.value)
    assert index.catalog.sources() == ()


def test_the_example_of_the_readme_is_read(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    path = tmp_path / NAME
    path.write_text(readme.partition("```toml\n")[2].partition("```")[0])
    file = read_overrides(path, VOCABULARY)
    assert [one.says for one in (*file.agencies, *file.entries)] == [
        "clerical is of City of Example",
        "class code of J1001 is J1010: typing error, HR memo of 2019-02-01",
        "Microfilm Clerk was retired on 2020-01-31: nobody holds it",
        "J1010 is also called Bookkeeper",
    ]


def test_what_stands_above_the_data_folder_is_not_for_what_was_sent_to_it(tmp_path: Path, index: Index) -> None:
    sent = tmp_path / "data" / "uploads" / "park"
    sent.mkdir(parents=True)
    (sent / "ranger.txt").write_text(spec("Park Ranger", "R100"))
    (tmp_path / NAME).write_text("[[correct]] broken")
    report = pipeline.ingest([sent], index, VOCABULARY)
    assert (outcomes(report), report.overrides) == ({"ranger.txt": "added"}, ())


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give a file away")
def test_a_file_of_another_user_above_the_documents_holds_for_nothing(folder: Path, index: Index) -> None:
    (folder / NAME).write_text(CORRECT)
    os.chown(folder / NAME, 65534, 65534)
    assert pipeline.ingest([folder], index, VOCABULARY).overrides == ()
    os.chown(folder, 65534, 65534)
    (told,) = pipeline.ingest([folder], index, VOCABULARY).overrides
    assert [Path(path).name for path in told.applied] == ["ranger.txt"]
