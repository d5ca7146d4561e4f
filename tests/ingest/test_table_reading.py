"""From the bytes of a CSV to typed facts: what columns mean, what amounts are, and which rows are refused."""

import pytest

from ingest.classtable.errors import TableError
from ingest.classtable.reading import Table, read_table
from ingest.errors import BinaryFileError, EmptyFileError, ReadError
from vectorstore.spec import Fact
from vectorstore.vocabulary import load


def table(content: str | bytes, *, period: str = "month", **columns: str) -> Table:
    data = content.encode() if isinstance(content, str) else content
    given = {"agency": "Elm", "effective": "2020-07-01", "period": period}
    return read_table(data, "pay.csv", load(), columns=columns, **given)


def meanings(read: Table) -> dict[str, str]:
    return {column.label: column.meaning for column in read.head.columns}


def facts(read: Table, facet: str) -> list[Fact]:
    return [fact for fact in read.parsed.facts if fact.facet == facet]


def refused(read: Table) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in read.refused]


def test_each_fact_has_its_cell_and_quotes_its_row() -> None:
    text = 'Code,Class Title,Range,Min,Max,OT Status,Tool Fund\nA100,"Clerk, Chief",B,"$3,000.00",$4000,Exempt,Yes\n'
    read = table(text)
    document = read.parsed.document
    assert document.text == text
    (spec,) = read.parsed.specs
    assert (spec.class_code, spec.title, spec.revision) == ("A100", "Clerk, Chief", "2020-07-01")
    assert document.quote(spec.title_span) == "Clerk, Chief"
    row = text.split("\n")[1]
    assert all(document.quote(fact.context) == row for fact in read.parsed.facts)
    values = {fact.facet: fact.value for fact in read.parsed.facts}
    assert values == {
        "class_code": "A100",
        "title": "Clerk, Chief",
        "overtime": "Exempt",
        "label:tool fund": "Yes",
        "salary": "$3,000.00 to $4000",
    }
    (pay,) = facts(read, "salary")
    assert (pay.low, pay.high, pay.period, pay.qualifier) == (3000.0, 4000.0, "month", "Range B")
    assert all(document.quote(fact.span) == fact.value for fact in read.parsed.facts if fact is not pay)


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("class,title,low,high", "1733,CLERK,1,2", {"class": "class_code", "low": "low", "high": "high"}),
        ("Class,Class Code,Salary", "Clerk,17,9", {"Class": "title", "Class Code": "class_code", "Salary": "step"}),
        ("Job Code,Minimum Salary,Maximum Salary", "17,1,2", {"Minimum Salary": "low", "Maximum Salary": "high"}),
        ("code,Pay Range,min,max", "17,31B,1,2", {"Pay Range": "grade"}),
        ("code,Pay Range,min,max", "17,B,1,2", {"Pay Range": "range"}),
        ("Grade,Step A,Step B", "7,1,2", {"Grade": "grade", "Step A": "step", "Step B": "step"}),
        ("code,Range,low,high", "17,31,1,2\n17,32,2,3", {"Range": "range"}),
        ("code,Step,Rate", "17,1,2\n17,2,3", {"Step": "range", "Rate": "step"}),
        ("Grade,Step,Monthly Rate", "17,1,2", {"Grade": "grade", "Step": "range", "Monthly Rate": "step"}),
        ("code,Pay Period,Year,Base Pay", "17,Monthly,2020,9", {
            "Pay Period": "label:pay period", "Year": "label:year", "Base Pay": "step"}),
        ("code,wwg,bu,prob", "17,2,R1,6", {"wwg": "overtime", "bu": "unit", "prob": "probation"}),
    ],
)  # fmt: skip
def test_columns_mean_what_they_are_called(head: str, row: str, expected: dict[str, str]) -> None:
    found = meanings(table(f"{head}\n{row}\n"))
    assert {name: found[name] for name in expected} == expected


def test_a_person_says_what_a_column_means() -> None:
    text = "id,what,usd\nA1,Cook,$2500\n"
    with pytest.raises(TableError, match=r"'pay.csv', line 1: no column of class codes .*'id', 'what'.*--column"):
        table(text)
    read = table(text, id="class_code", what="title", usd="monthly salary")
    assert meanings(read) == {"id": "class_code", "what": "title", "usd": "step"}
    assert facts(read, "salary")[0].value == "$2500"
    own = table("code,special\nA1,HR\n", special="Hazard Code")
    assert facts(own, "label:hazard code")[0].value == "HR"
    with pytest.raises(TableError, match="has no column 'colour'; its columns are 'code', 'special'"):
        table("code,special\nA1,HR\n", colour="unit")


def test_amounts_too_small_for_the_period_are_for_an_hour() -> None:
    read = table("code,low,high\nA1,$19.62,$21.00\nA2,$3000,$3500\nA3,$0.00,$900\n")
    assert [fact.period for fact in facts(read, "salary")] == ["hour", "month", "month"]
    assert (read.by_size, read.least) == ((2,), 300.0)
    yearly = table("code,pay\nA1,48000\nA2,24.50\n", period="year")
    assert [fact.period for fact in facts(yearly, "salary")] == ["year", "hour"]


def test_a_column_that_names_its_period_has_it() -> None:
    read = table("code,Hourly Min,Hourly Max,Annual Min,Annual Max\nA1,20,25,41600,52000\n")
    assert [(fact.value, fact.period) for fact in facts(read, "salary")] == [
        ("$20 to $25", "hour"),
        ("$41600 to $52000", "year"),
    ]


def test_pay_for_two_weeks_is_not_pay_for_one() -> None:
    read = table("code,Bi-Weekly Low,Biweekly High,Semi-Monthly Rate\nA1,1500,1800,1700\n")
    assert [(fact.value, fact.period) for fact in facts(read, "salary")] == [
        ("$1500 to $1800", "two weeks"),
        ("$1700", "half a month"),
    ]


def test_steps_are_amounts_apart() -> None:
    read = table('Grade,Step 1,Step 2\n52,"$3,100","$3,250"\n')
    assert read.head.is_of_grades
    (spec,) = read.parsed.specs
    assert (spec.class_code, spec.title) == ("", "Grade 52")
    assert [(fact.value, fact.qualifier) for fact in facts(read, "salary")] == [
        ("$3,100", "Step 1"),
        ("$3,250", "Step 2"),
    ]


def test_a_row_that_cannot_be_taken_is_refused_by_its_line_and_the_others_are_read() -> None:
    read = table(
        "code,title,low,high\n"
        "A1,Clerk,3000,3500\n"
        ",Nobody,3000,3500\n"
        "A2,Cook,soon,3500\n"
        "A3,Guard,3500,3000\n"
        "\n"
        "A1,Clerk,3000,3500\n"
        "A4,Guide,1,2,3\n"
        "A5,Pilot,n/a,\n"
    )
    assert [spec.class_code for spec in read.parsed.specs] == ["A1", "A5"]
    assert [fact.applies_to for fact in facts(read, "salary")] == [(0,)]
    assert refused(read) == [
        (3, "nothing stands in column 'code'; give the row its class code"),
        (4, "'soon' in column 'low' is no amount of dollars; mend it, or leave the cell blank"),
        (5, "'3500' in column 'low' is more than '3000'; mend it, or leave the cell blank"),
        (7, "the same as line 2; delete one of them"),
        (8, "5 cells under 4 names; quote a cell that has the mark between cells in it"),
    ]


def test_no_pay_for_an_hour_is_as_large_as_that() -> None:
    read = table("code,pay\nA1,3000\nA2,30\n", period="hour")
    assert refused(read)[0][1].startswith("'3000' in column 'pay' is no pay for an hour; say another --period")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_the_bytes_are_read_as_those_of_any_document(encoding: str, ends: str) -> None:
    text = "Code;Title;Pay\nA1;Café Cook;2500\nA2;“Chief” Cook;3500\n".replace("\n", ends)
    read = table(text.encode(encoding))
    assert [spec.title for spec in read.parsed.specs] == ["Café Cook", "“Chief” Cook"]
    document = read.parsed.document
    assert all(document.quote(spec.title_span) == spec.title for spec in read.parsed.specs)
    assert [fact.span.line for fact in facts(read, "class_code")] == [2, 3]


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", EmptyFileError, "is empty"),
        (b" \n \n", EmptyFileError, "is empty"),
        (b"\x00\x01\x02PNG" * 40, BinaryFileError, "binary"),
        (b"code,title\n", TableError, "no row below its head on line 1"),
        (b'code,title\nA1,"Cook\n', TableError, "line 2: a quotation mark is never closed"),
        (b"name,color\nA,red\n", TableError, "no column of class codes and none of grades among 'name', 'color'"),
    ],
)
def test_what_is_no_class_table_is_refused_as_a_whole(content: bytes, error: type[ReadError], says: str) -> None:
    with pytest.raises(error, match=says) as told:
        table(content)
    assert "'pay.csv'" in str(told.value)
