"""Labels with their values: in two columns, in tables, on the next line, without a colon, or of the document's own."""

import pytest

from tests.ingest.parsing import fact, parsed
from vectorstore.spec import ParsedDocument

BODY = "\n\nDEFINITION\n\nKeeps the gate.\n"


def stated(result: ParsedDocument) -> dict[str, str]:
    return {found.facet: found.value for found in result.facts}


@pytest.mark.parametrize(
    "header",
    [
        "Class Code: 1234",
        "Class Code:1234",
        "Class Code :  1234",
        "Class Code:\n1234",
        "CLASS CODE: 1234",
        "TOWN OF ELDERMERE CLASS SPECIFICATION            Class Code: 1234",
        "Unit: Gates      Class Code: 1234",
        "**Class Code:** 1234",
        "**Class Code**: 1234",
        "**Class Code** 1234",
        "__Class Code__ 1234",
        "Class Code\tStatus\n1234\tClassified",
        "Status\tClass Code\nClassified\t1234",
        "| Status | Class Code |\n|---|---|\n| Classified | 1234 |",
        "Class Code\t1234\nStatus\tClassified",
        "Status\tClassified\tClass Code\t1234",
        "Status\tClassified\tClass Code\t1234\nUnit\tGates\tSalary Grade\t52",
        "Class Code\t1234",
    ],
)
def test_a_known_label_gives_its_value(header: str) -> None:
    assert fact(parsed(f"GATE KEEPER\n\n{header}{BODY}"), "class_code").value == "1234"


def test_two_columns_of_labels_are_told_apart() -> None:
    result = parsed(f"Title:  Gate Keeper      Service: Classified \nUnit:  Gates   Salary Range: 23 {BODY}")
    assert stated(result) == {"title": "Gate Keeper", "staff_type": "Classified", "unit": "Gates", "grade": "23"}


def test_a_table_with_a_blank_first_cell_keeps_its_columns() -> None:
    result = parsed(f"GATE KEEPER\n\nClass Code\tOT Status\tSalary Grade\n\tNon-Exempt\t52{BODY}")
    assert stated(result) == {"title": "GATE KEEPER", "class_code": "", "overtime": "Non-Exempt", "grade": "52"}


@pytest.mark.parametrize("blank", ["", "--", "—", "   "])
def test_a_label_without_a_value_is_a_blank_quoting_the_label(blank: str) -> None:
    result = parsed(f"GATE KEEPER\n\nClass Code: 12\nRevised: {blank}\n{BODY}")
    found = fact(result, "revised")
    assert found.value == ""
    assert result.document.quote(found.context).startswith("Revised")


@pytest.mark.parametrize("date", ["08-07-18", "8/7/2018", "August 7, 2018", "Aug. 7, 2018"])
def test_a_date_needs_no_colon_after_its_label(date: str) -> None:
    assert fact(parsed(f"GATE KEEPER\n\nRevised {date}{BODY}"), "revised").value == "2018-08-07"


def test_a_head_without_a_cell_below_is_a_blank() -> None:
    result = parsed(f"GATE KEEPER\n\nClass Code\tStatus\tUnit\n1234\tClassified{BODY}")
    assert stated(result) == {"title": "GATE KEEPER", "class_code": "1234", "staff_type": "Classified", "unit": ""}


def test_a_row_of_the_body_that_begins_like_a_label_is_text() -> None:
    result = parsed(f"GATE KEEPER\n{BODY}\nEducation\tOf the public at the gate\n")
    assert stated(result) == {"title": "GATE KEEPER"}


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("Boot Allowance: $90 a year", "boot allowance", "$90 a year"),
        ("**Boot Allowance:** $90 a year, paid in May.", "boot allowance", "$90 a year, paid in May."),
        ("Shift Differential: 5% between 6 p.m. and 6 a.m.", "shift differential", "5% between 6 p.m. and 6 a.m."),
        ("Term of Appointment: Limited, at most three years", "term of appointment", "Limited, at most three years"),
    ],
)
@pytest.mark.parametrize("place", ["header", "end"])
def test_a_label_that_nobody_foresaw_is_kept_under_its_own_name(line: str, label: str, value: str, place: str) -> None:
    text = f"GATE KEEPER\n\n{line}{BODY}" if place == "header" else f"GATE KEEPER{BODY}\n{line}\n"
    result = parsed(text)
    assert fact(result, f"label:{label}").value == value
    assert not any(value in statement.text for statement in result.statements)


@pytest.mark.parametrize(
    "line",
    [
        "The keeper does the following: opens the gate, and then oils the hinges of it.",
        "Gates: the old one, the new one and the small one by the river, which is shut in winter, are kept.",
        "He must know: gates;",
    ],
)
def test_a_sentence_with_a_colon_is_no_label(line: str) -> None:
    result = parsed(f"GATE KEEPER{BODY}\n{line}\n")
    assert [found.facet for found in result.facts] == ["title"]
    assert any(statement.text.startswith(line[:10]) for statement in result.statements)


@pytest.mark.parametrize(
    "name", ["Gate Keeper I", "Gate Keeper II", "GATE KEEPER I", "Keeper of the Far Gate", "Gate Keeper Trainee"]
)
def test_the_name_of_a_class_is_no_label(name: str) -> None:
    text = f"GATE KEEPER I\n\nClass Code: 12\n\n{{}}\n\n**{name}:** Entry level. Opens the gate.\n\nDUTIES\n\nOpens.\n"
    for heading in ("DEFINITION OF LEVELS", "DISTINGUISHING CHARACTERISTICS"):
        result = parsed(text.format(heading))
        assert [found.facet for found in result.facts] == ["title", "class_code"]
        assert any(statement.text.startswith(name) for statement in result.statements)


def test_a_heading_is_no_label() -> None:
    result = parsed("GATE KEEPER\n\n**Essential Functions**\n\nOpens.\n\n**Salary Grade** 12\n\n**Clearances**\n")
    assert [(found.facet, found.value) for found in result.facts] == [("title", "GATE KEEPER"), ("grade", "12")]
