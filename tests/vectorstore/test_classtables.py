"""What codes, grades and tables share, whichever way they are written."""

import pytest

from vectorstore.classtables import grade_key, superseded
from vectorstore.joining import row_key
from vectorstore.roster import Live
from vectorstore.spec import CatalogEntry, ClassSpec, DocumentType, Span


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("0742", "742", True),
        ("J-0742", "j742", True),
        ("742", "7420", False),
        ("J742", "742", False),
        ("0", "000", True),
        ("A-10", "A1-0", True),
    ],
)
def test_a_row_is_of_the_code_that_a_spreadsheet_left_of_it(first: str, second: str, same: bool) -> None:
    assert (row_key(first) == row_key(second)) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Salary Grade 052", "52", True),
        ("Range No. 23", "Grade 23", True),
        ("PS-14", "Pay Grade PS 14", True),
        ("PS-14", "14", False),
        ("Grade 5", "Grade 52", False),
    ],
)
def test_grades_compare_without_the_words_for_one(first: str, second: str, same: bool) -> None:
    assert (grade_key(first) == grade_key(second)) is same


def table(name: str, effective: str, *codes: str, agency: str = "elm") -> Live:
    rows = [ClassSpec(at, code, Span(0, 0, 1), code, revision=effective) for at, code in enumerate(codes)]
    kind = DocumentType.TABLE
    entries = [CatalogEntry(f"{name}{row.ordinal}", "c", name, name, name, agency, kind, row) for row in rows]
    return Live(name, "g", "public", agency, tuple(entries), name, is_table=True)


def test_a_newer_table_takes_the_place_of_one_that_it_has_half_of() -> None:
    old, other = table("old", "2019-07-01", "1", "2", "3", "4"), table("other", "2019-01-01", "8", "9")
    assert superseded([old, other, table("new", "2020-07-01", "01", "2", "5")]) == {"old"}
    assert superseded([old, other, table("new", "2020-07-01", "1", "5", "6")]) == set()
    assert superseded([old, other, table("new", "2019-07-01", "1", "2", "3")]) == set()
    assert superseded([old, other, table("new", "2020-07-01", "1", "2", "3", agency="oak")]) == set()
