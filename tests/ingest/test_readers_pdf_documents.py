"""PDF: whole documents, the shipped examples and the real bulletins, parsed."""

from functools import cache
from pathlib import Path

import pytest

from tests.ingest.make_pdf import EXAMPLES, FILES
from tests.ingest.parsing import fact, parsed_file, section, statement
from vectorstore.folding import fold
from vectorstore.spec import ParsedDocument


class TestExamples:
    @pytest.mark.parametrize("name", FILES)
    def test_a_shipped_example_is_what_its_maker_makes(self, name: str) -> None:
        assert (EXAMPLES / name).read_bytes() == FILES[name](), "run `python -m tests.ingest.make_pdf`"

    def test_a_header_table_gives_its_facts(self) -> None:
        result = parsed_file(EXAMPLES / "M6231 Irrigation Specialist.pdf")
        assert result.agency == "MARLOW COUNTY"
        assert result.specs[0].title == "IRRIGATION SPECIALIST"
        facts = {facet: fact(result, facet).value for facet in ("class_code", "grade", "overtime", "revised")}
        assert facts == {"class_code": "M6231", "grade": "31", "overtime": "Non-exempt", "revised": "2019-04-12"}

    def test_labels_in_two_columns_give_theirs(self) -> None:
        result = parsed_file(EXAMPLES / "berthing-coordinator.pdf")
        facts = {facet: fact(result, facet).value for facet in ("class_code", "grade", "overtime", "established")}
        assert facts == {"class_code": "3229", "grade": "27", "overtime": "Exempt", "established": "2012-05-14"}

    def test_a_list_that_a_page_breaks_is_one_list(self) -> None:
        result = parsed_file(EXAMPLES / "M6231 Irrigation Specialist.pdf")
        knowledge = section(result, "Knowledge of")
        items = [one for one in result.statements if one.section == knowledge.ordinal]
        assert [one.marker for one in items] == ["-", "-", "-"]
        assert {one.span.page for one in items} == {1, 2}
        assert [span.page for span in result.document.running] == [1, 2, 2]

    def test_words_cut_by_lines_are_whole(self) -> None:
        result = parsed_file(EXAMPLES / "berthing-coordinator.pdf")
        assert "visiting vessels so that" in statement(result, "assigns berths").text


#: The real bulletins that exist as text too, of the same revision, but for the first: its text was revised later.
TWINS = {
    "2018_July_Jul_6_HOUSING_INSPECTOR_4243_070618": "HOUSING INSPECTOR 4243 070618 REV 010819",
    "2016_October_2016_oct_28_ELECTRICAL_TESTER_7512": "ELECTRICAL TESTER 7512 102816",
    "2017_march_2017_March_3_SECRETARY_1116": "SECRETARY 1116 030317",
    "2017_october_2017_Oct_13_ELECTRICIAN_3863_101317": "ELECTRICIAN 3863 101317",
    "2018_December_Dec_14_MECHANICAL_ENGINEERING_DRAFTING_TECHNICIAN_7551_121418": (
        "MECHANICAL ENGINEERING DRAFTING TECHNICIAN 7551 121418"
    ),
    "2018_January_Jan_26_SUPERINTENDENT_OF_RECREATION_AND_PARKS_OPERATIONS_2472_012618": (
        "SUPERINTENDENT OF RECREATION AND PARKS OPERATIONS 2472 012618"
    ),
    "2018_July_Jul_6_SENIOR_ADMINISTRATIVE_ANALYST_1541_070618": "SENIOR ADMINISTRATIVE ANALYST 1541 070618",
    "2018_June_Jun_1_ADMINISTRATIVE_ANALYST_1590_060118": "ADMINISTRATIVE ANALYST 1590 060118",
    "2018_June_Jun_27_CRIME_AND_INTELLIGENCE_ANALYST_2236_062918": "CRIME AND INTELLIGENCE ANALYST  2236  062918",
    "2018_November_Nov_30_ELECTRICAL_ENGINEERING_DRAFTING_TECHNICIAN_7532_113018": (
        "ELECTRICAL ENGINEERING DRAFTING TECHNICIAN 7532 113018"
    ),
}


@cache
def twins(corpora: Path, name: str) -> tuple[ParsedDocument, ParsedDocument]:
    folder = corpora / "la_bulletins"
    return parsed_file(folder / "pdf" / f"{name}.pdf"), parsed_file(folder / f"{TWINS[name]}.txt")


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


class TestRealBulletins:
    def test_all_are_read_with_title_code_and_opening_date(self, corpora: Path) -> None:
        paths = sorted((corpora / "la_bulletins" / "pdf").glob("*.pdf"))
        assert len(paths) == 23
        for path in paths:
            result = parsed_file(path)
            (spec,) = result.specs
            assert spec.class_code in path.name
            assert fold(spec.title) in fold(path.name.replace("_", " "))
            assert [one.value[2:4] for one in result.facts if one.facet == "opened"] == [path.name[2:4]]
            assert {result.document.quote(span)[:8] for span in result.document.running} <= {
                "Class Co",
                "AN EQUAL",
                "For addi",
            }

    @pytest.mark.parametrize("name", TWINS)
    def test_one_says_what_its_text_says(self, corpora: Path, name: str) -> None:
        pdf, text = twins(corpora, name)
        assert pdf.specs[0].class_code == text.specs[0].class_code
        assert fold(pdf.specs[0].title) == fold(text.specs[0].title)
        assert [one.value for one in pdf.facts if one.facet == "opened"] == [
            one.value for one in text.facts if one.facet == "opened"
        ]
        kinds = [{one.kind for one in result.sections if one.kind != "notice"} for result in (pdf, text)]
        assert kinds[0] == kinds[1]

    @pytest.mark.parametrize("name", list(TWINS)[1:])
    def test_of_the_same_revision_statements_and_facts_are_the_same(self, corpora: Path, name: str) -> None:
        pdf, text = twins(corpora, name)
        assert [(one.facet, one.value) for one in pdf.facts] == [(one.facet, one.value) for one in text.facts]
        said = [{letters(one.text) for one in result.statements} for result in (pdf, text)]
        assert len(said[0] & said[1]) >= 0.96 * max(map(len, said))
