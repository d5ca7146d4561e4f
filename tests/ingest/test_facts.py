"""Typed facts: what the header, value sections and salary sections state, in the order they are printed."""

from pathlib import Path

import pytest

from tests.ingest.parsing import example_files, fact, parsed, parsed_file
from vectorstore.spec import Fact, ParsedDocument

SPEC = """\
GATE KEEPER
Class Code: 1234
Open Date: 03-16-18
REVISED: 04-01-18

ANNUAL SALARY

$71,412 to $88,740 and $78,905 to $98,052
The salary in the Harbor Department is $94,273 (flat-rated).

DUTIES

Opens the gate.

APPLICATION DEADLINE

The last day to apply is FRIDAY, MARCH 30, 2018, at 5:00 p.m. Tests begin on May 1, 2018.

FLSA STATUS

Non Exempt

PROBATIONARY PERIOD

SALARY GRADE

Classified 17

Uniform Allowance: $450 a year
"""


def of(result: ParsedDocument, facet: str) -> list[Fact]:
    return [found for found in result.facts if found.facet == facet]


def test_facts_come_in_the_order_of_the_document_after_the_title() -> None:
    result = parsed(SPEC)
    assert [(found.facet, found.value) for found in result.facts] == [
        ("title", "GATE KEEPER"),
        ("class_code", "1234"),
        ("opened", "2018-03-16"),
        ("revised", "2018-04-01"),
        ("salary", "$71,412 to $88,740"),
        ("salary", "$78,905 to $98,052"),
        ("salary", "$94,273 (flat-rated)"),
        ("closes", "2018-03-30"),
        ("overtime", "Non Exempt"),
        ("probation", ""),
        ("grade", "Classified 17"),
        ("label:uniform allowance", "$450 a year"),
    ]


def test_a_fact_is_quoted_with_its_label() -> None:
    result = parsed(SPEC)
    quotes = {found.facet: result.document.quote(found.context) for found in result.facts}
    assert quotes["class_code"] == "Class Code: 1234"
    assert quotes["grade"] == "SALARY GRADE\n\nClassified 17"
    assert quotes["probation"] == "PROBATIONARY PERIOD"
    assert quotes["salary"] == "The salary in the Harbor Department is $94,273 (flat-rated)."
    assert quotes["closes"].startswith("The last day to apply is FRIDAY, MARCH 30, 2018")


def test_amounts_have_their_ends_their_period_and_their_department() -> None:
    amounts = [(f.low, f.high, f.period, f.qualifier) for f in of(parsed(SPEC), "salary")]
    assert amounts == [
        (71412, 88740, "year", ""),
        (78905, 98052, "year", ""),
        (94273, 94273, "year", "Harbor Department"),
    ]


def test_the_revision_is_the_newest_date_that_is_no_deadline() -> None:
    assert parsed(SPEC).specs[0].revision == "2018-04-01"


@pytest.mark.parametrize(
    ("line", "facet", "value", "period"),
    [
        ("Hourly Rate: $29.14 - $36.88", "salary", "$29.14 - $36.88", "hour"),
        ("Monthly Salary: $3,412 - $3,761", "salary", "$3,412 - $3,761", "month"),
        ("Salary Range: $20 to $30 an hour", "salary", "$20 to $30", "hour"),
        ("Salary: Range 23", "grade", "Range 23", ""),
        ("Salary Range: 23", "grade", "23", ""),
        ("Pay Grade: PS-14", "grade", "PS-14", ""),
    ],
)
def test_pay_is_dollars_or_a_grade(line: str, facet: str, value: str, period: str) -> None:
    found = fact(parsed(f"GATE KEEPER\n{line}\n\nDUTIES\n\nOpens.\n"), facet)
    assert (found.value, found.period) == (value, period)
    assert (found.low is not None) == (facet == "salary")


@pytest.mark.parametrize(
    ("body", "facets"),
    [
        ("Classified 17", ["grade"]),
        ("Range 23 (steps A-E)", ["grade"]),
        ("$20 to $30 an hour", ["salary"]),
        ("See the pay plan of the town, which the council sets each year.", []),
    ],
)
def test_a_salary_section_may_name_a_grade_or_nothing(body: str, facets: list[str]) -> None:
    result = parsed(f"GATE KEEPER\n\nDUTIES\n\nOpens.\n\nSALARY RANGE\n\n{body}\n")
    assert [found.facet for found in result.facts if found.facet != "title"] == facets


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("Applications must be received by THURSDAY, JULY 12, 2018.", ["2018-07-12"]),
        ("From 8:00 a.m. Friday, November 30, 2018 to 11:59 p.m., Thursday, December 13, 2018", ["2018-12-13"]),
        ("Open March 1, 2020 through March 14, 2020.", ["2020-03-14"]),
        (
            "Applications are taken:\n\nFrom May 1, 2019 to May 3, 2019\nFrom June 1, 2019 to June 3, 2019",
            ["2019-05-03", "2019-06-03"],
        ),
        ("Applications must be received by May 3, 2019.\n\nThe test is on June 1, 2019.", ["2019-05-03"]),
        ("Filing may close at any time.", []),
        ("Continuous since 2017.", []),
    ],
)
def test_a_deadline_is_the_last_day_of_each_filing_period(body: str, days: list[str]) -> None:
    result = parsed(f"GATE KEEPER\n\nDUTIES\n\nOpens.\n\nAPPLICATION DEADLINE\n\n{body}\n")
    assert [found.value for found in of(result, "closes")] == days


def test_a_label_that_the_vocabulary_knows_counts_below_the_header_too() -> None:
    result = parsed("GATE KEEPER\n\nDUTIES\n\nOpens.\n\nAdopted: 10/01/17\nRevised: 02/11/20\n")
    assert [(f.facet, f.value) for f in result.facts][1:] == [("adopted", "2017-10-01"), ("revised", "2020-02-11")]
    assert result.specs[0].revision == "2020-02-11"


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_the_value_of_every_fact_stands_in_its_quote(path: Path) -> None:
    result = parsed_file(path)
    for found in result.facts:
        quote = " ".join(result.document.quote(found.span).split())
        assert found.value in ("", quote) or found.value[:4].isdigit() or found.facet == "title", found
