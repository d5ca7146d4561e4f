"""Codes and grades against the class tables of the agency."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.draft.checks.check import check_specs
from assistant.draft.checks.context import Context
from assistant.draft.checks.pasted import specs_of
from assistant.draft.checks.rules import load
from assistant.engine import Assistant
from assistant.opening import open_index
from assistant.settings import Settings
from ingest.classtable.importing import TableTask, perform
from tests.assistant.draft.checks.conftest import SOUND, Found
from tests.assistant.service.real import ingested
from vectorstore.spec import Viewer
from vectorstore.vocabulary import Vocabulary

_COUNTY = "Marlow County"
_TABLES = {
    "classes-2020.csv": (
        "2020-07-01",
        "Class Code,Title,Salary Grade\nM2041,ACCOUNTING TECHNICIAN,19\nM2030,HARBOR CLERK,21\n",
    ),
    "classes-2022.csv": ("2022-07-01", "Class Code,Title,Salary Grade\nM2041,ACCOUNTING TECHNICIAN,23\n"),
    "grades-2022.csv": ("2022-07-01", "Salary Grade,Minimum,Maximum\n23,3900,4800\n31,5000,6100\n"),
}


@pytest.fixture(scope="module")
def tabled(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Iterator[Context]:
    """The rules over the examples, with two tables of classes and one of grades of the county."""
    root = tmp_path_factory.mktemp("graded")
    folder = Path(shutil.copytree(ingested().name, root / "data"))
    with open_index(Settings(data_dir=folder)) as index:
        for name, (day, text) in _TABLES.items():
            (root / name).write_text(text)
            told = perform(TableTask(str(root / name), _COUNTY, day, "month"), index, vocabulary)
            assert told.refused == ()
        yield Context(Assistant(index, vocabulary, Settings(data_dir=folder)).standing(Viewer()), load())


def test_a_spec_without_a_code_is_found_at_its_title(found: Found) -> None:
    (one,) = found(SOUND.replace("Class Code: M2030\n", ""), "no_code")
    assert (one.quote, one.class_code, one.severity) == ("Harbor Clerk", "", "error")
    assert found(SOUND, "no_code") == ()


def test_without_a_table_no_code_is_unknown(found: Found) -> None:
    assert found(SOUND, "unknown_code", agency=_COUNTY) == ()


def test_a_code_that_no_table_has_is_told_with_the_date_of_the_newest(found: Found, tabled: Context) -> None:
    (one,) = found(SOUND.replace("M2030", "M9999"), "unknown_code", tabled, _COUNTY)
    assert one.message.startswith("The newest class table of the agency, of 2022-07-01, has no class M9999.")
    assert found(SOUND.replace("M2030", "M9999"), "unknown_code", tabled, "Another County") == ()


def test_a_code_that_the_newest_table_dropped_is_told_with_both_dates(found: Found, tabled: Context) -> None:
    (one,) = found(SOUND, "unknown_code", tabled, _COUNTY)
    assert "in the class table of 2020-07-01 and no more in that of 2022-07-01" in one.message


def test_a_grade_that_the_class_table_contradicts_is_told_with_the_row(tabled: Context) -> None:
    specs = [spec for spec in tabled.specs if spec.entry.spec.class_code == "M2041"]
    (one,) = check_specs(specs, tabled, {"unknown_grade"})
    assert "says grade 19, and the class table of 2022-07-01 says 23" in one.message
    assert "19" in one.quote
    assert [origin.source for origin in one.also] == ["classes-2022.csv"]
    assert "23" in one.also[0].quote


@pytest.mark.parametrize(("grade", "known"), [("31", True), ("Classified 31", True), ("77", False)])
def test_a_grade_that_no_table_of_grades_has_is_unknown(tabled: Context, grade: str, known: bool) -> None:
    text = SOUND.replace("M2030", "M2777").replace("Salary Grade: 21", f"Salary Grade: {grade}")
    found = check_specs(specs_of(text, tabled.vocabulary, _COUNTY), tabled, {"unknown_grade"})
    assert [f"“{grade}”" in one.message for one in found] == ([] if known else [True])
