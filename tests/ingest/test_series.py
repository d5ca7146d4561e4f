"""Series documents: their classes, and which parts speak of which."""

import pytest

from tests.ingest.parsing import parsed, section, statement
from tests.ingest.properties import check
from vectorstore.spec import Fact, ParsedDocument

TABLE = "Class Code\tClass\n401\tGate Keeper I\n402\tGate Keeper II\n403\tSenior Gate Keeper\n"
TITLES = ["Gate Keeper I", "Gate Keeper II", "Senior Gate Keeper"]
HEADER = f"PORT OF EXAMPLE\n\nGATE KEEPER SERIES\n\n{TABLE}\n"


def series(body: str, header: str = HEADER, name: str = "spec.txt") -> ParsedDocument:
    result = parsed(f"{header}\n{body}", name)
    check(result)
    return result


def facts(result: ParsedDocument, facet: str) -> list[Fact]:
    return [fact for fact in result.facts if fact.facet == facet]


def scopes(result: ParsedDocument) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(" > ".join(one.path), one.kind, one.applies_to) for one in result.sections if one.heading]


class TestClasses:
    def test_a_table_lists_them_with_their_codes(self) -> None:
        result = series("DUTIES\n\nOpens gates.\n")
        assert [(spec.title, spec.class_code) for spec in result.specs] == list(
            zip(TITLES, ["401", "402", "403"], strict=True)
        )
        assert {spec.series for spec in result.specs} == {"GATE KEEPER SERIES"}
        for spec in result.specs:
            assert result.document.quote(spec.title_span) == spec.title

    def test_each_row_is_what_is_quoted_for_its_class(self) -> None:
        result = series("DUTIES\n\nOpens gates.\n")
        second = facts(result, "class_code")[1]
        assert (second.value, second.applies_to) == ("402", (1,))
        assert result.document.quote(second.context) == "402\tGate Keeper II"

    @pytest.mark.parametrize(
        "lines",
        [
            "Gate Keeper I    401\nGate Keeper II    402\nSenior Gate Keeper    403",
            "401 - Gate Keeper I\n402 - Gate Keeper II\n403 - Senior Gate Keeper",
            "Gate Keeper I (401)\nGate Keeper II (402)\nSenior Gate Keeper (403)",
            "Gate Keeper I (Class Code: 401)\nGate Keeper II (Class Code: 402)\nSenior Gate Keeper (Class Code: 403)",
            "Gate Keeper I . . . . . 401\nGate Keeper II . . . . . 402\nSenior Gate Keeper . . . . . 403",
        ],
    )
    def test_lines_list_them_as_well(self, lines: str) -> None:
        result = series("DUTIES\n\nOpens gates.\n", f"GATE KEEPER SERIES\n\n{lines}\n")
        assert [(spec.title, spec.class_code) for spec in result.specs] == list(
            zip(TITLES, ["401", "402", "403"], strict=True)
        )
        assert [fact.applies_to for fact in facts(result, "class_code")] == [(0,), (1,), (2,)]

    @pytest.mark.parametrize(
        "lines",
        [
            "Class Code: 401\nSalary Grade: 23",
            "Written Test . . . . 60\nInterview . . . . 40",
            "Gate Keeper I    401\nGate Keeper II    401",
            "Gate Keeper I    401",
        ],
    )
    def test_other_lines_list_none(self, lines: str) -> None:
        result = series("DUTIES\n\nOpens gates.\n", f"GATE KEEPER\n\n{lines}\n")
        assert len(result.specs) == 1
        assert result.specs[0].series == ""

    def test_a_header_table_of_one_row_is_no_series(self) -> None:
        result = series("DUTIES\n\nOpens gates.\n", "Class Title\tClass Code\tGrade\nGate Keeper I\t401\t23\n")
        assert [(spec.title, spec.class_code, spec.series) for spec in result.specs] == [("Gate Keeper I", "401", "")]

    def test_what_is_told_of_an_end_is_no_part_of_a_title(self) -> None:
        table = TABLE.replace("Keeper II", "Keeper II (abolished 06/04/2015)")
        result = series("DUTIES\n\nOpens gates.\n", f"GATE KEEPER SERIES\n\n{table}")
        assert [spec.title for spec in result.specs] == TITLES
        (ended,) = facts(result, "abolished")
        assert (ended.value, ended.applies_to) == ("2015-06-04", (1,))

    def test_a_second_table_tells_of_each_class_by_its_title(self) -> None:
        body = (
            "DUTIES\n\nOpens gates.\n\nCLASS HISTORY\n\n"
            "Class\tDate Established\tDate Revised\n"
            "Gate Keeper I\t07/01/1990\t--\nGate Keeper II\t07/01/1990\t02/03/1999\n"
            "Senior Gate Keeper\t05/06/2001\t--\n"
        )
        result = series(body)
        assert [(f.value, f.applies_to) for f in facts(result, "established")] == [
            ("1990-07-01", (0,)),
            ("1990-07-01", (1,)),
            ("2001-05-06", (2,)),
        ]
        assert [(f.value, f.applies_to) for f in facts(result, "revised")] == [
            ("", (0,)),
            ("1999-02-03", (1,)),
            ("", (2,)),
        ]
        assert [spec.revision for spec in result.specs] == ["1990-07-01", "1999-02-03", "2001-05-06"]
        assert not [s for s in result.statements if "07/01/1990" in s.text], "a row of values is no statement"


class TestScopes:
    def test_headings_of_classes_below_a_heading_of_a_kind(self) -> None:
        result = series(
            "DEFINITION OF LEVELS\n\nGate Keeper I\n\nLearns to open gates.\n\nGate Keeper II\n\nOpens gates.\n\n"
            "MINIMUM QUALIFICATIONS\n\nGate Keeper I and II\n\nA year at a gate.\n\n"
            "Senior Gate Keeper:\n\nThree years at a gate.\n\nAll Levels:\n\nGood eyes.\n"
        )
        assert scopes(result) == [
            ("DEFINITION OF LEVELS", "levels", ()),
            ("DEFINITION OF LEVELS > Gate Keeper I", "definition", (0,)),
            ("DEFINITION OF LEVELS > Gate Keeper II", "definition", (1,)),
            ("MINIMUM QUALIFICATIONS", "requirements", ()),
            ("MINIMUM QUALIFICATIONS > Gate Keeper I and II", "requirements", (0, 1)),
            ("MINIMUM QUALIFICATIONS > Senior Gate Keeper", "requirements", (2,)),
            ("MINIMUM QUALIFICATIONS > All Levels", "requirements", ()),
        ]
        assert statement(result, "A year").applies_to == (0, 1)
        assert statement(result, "Good eyes").applies_to == ()

    def test_parts_of_a_class_speak_of_it(self) -> None:
        result = series(
            "MINIMUM QUALIFICATIONS\n\nGATE KEEPER I\n\nEducation:\n\nSchool.\n\n"
            "GATE KEEPER II\n\nExperience: A year at a gate.\n\nDUTIES\n\nOpens gates.\n"
        )
        assert statement(result, "School").applies_to == (0,)
        assert statement(result, "A year").applies_to == (1,)
        assert statement(result, "Opens").applies_to == ()

    def test_a_class_may_be_run_into_its_paragraph(self) -> None:
        result = series("MINIMUM QUALIFICATIONS\n\nGate Keeper I: A year.\n\nGate Keeper II: Two years at a gate.\n")
        assert statement(result, "A year").applies_to == (0,)
        assert statement(result, "Two years").applies_to == (1,)

    def test_headings_above_one_another_share_what_is_below(self) -> None:
        result = series(
            "<h2>Abilities</h2><h2>Gate Keeper II</h2><h2>Senior Gate Keeper</h2><p>Lifts gates.</p>",
            "<h1>Gate Keeper Series</h1><table><tr><th>Code<th>Class<tr><td>401<td>Gate Keeper I"
            "<tr><td>402<td>Gate Keeper II<tr><td>403<td>Senior Gate Keeper</table>",
            "spec.html",
        )
        assert statement(result, "Lifts").applies_to == (1, 2)

    def test_a_block_for_each_class(self) -> None:
        result = series(
            "GATE KEEPER I\n\nDEFINITION\n\nLearns.\n\nDUTIES\n\nSweeps.\n\n"
            "GATE KEEPER II\n\nDEFINITION\n\nOpens.\n\nDUTIES\n\nOils.\n\n"
            "SENIOR GATE KEEPER\n\nDEFINITION\n\nLeads.\n\nDUTIES\n\nTrains.\n"
        )
        assert [(one.path, one.applies_to) for one in result.sections if one.kind == "duties"] == [
            (("GATE KEEPER I", "DUTIES"), (0,)),
            (("GATE KEEPER II", "DUTIES"), (1,)),
            (("SENIOR GATE KEEPER", "DUTIES"), (2,)),
        ]
        assert statement(result, "Leads").applies_to == (2,)

    def test_a_heading_of_a_kind_may_name_its_class(self) -> None:
        result = series(
            "Minimum Qualifications for Senior Gate Keeper:\n\nThree years.\n\nGate Keeper I - Duties\n\nSweeps.\n"
        )
        assert section(result, "Minimum Qualifications for Senior Gate Keeper").applies_to == (2,)

    def test_a_specialty_that_no_heading_names_is_spoken_of_by_its_level(self) -> None:
        table = "Code\tClass\n1\tTide Analyst I\n2\tTide Analyst I (Charts)\n3\tTide Analyst II\n"
        result = series(
            "DEFINITION OF LEVELS\n\nTide Analyst I\n\nReads tides.\n\nTide Analyst II\n\nTells tides.\n\n"
            "SPECIAL REQUIREMENTS\n\nTide Analyst I\n\nA boat.\n\nTide Analyst I (Charts)\n\nA pen.\n",
            f"TIDE ANALYST SERIES\n\n{table}",
        )
        assert statement(result, "Reads").applies_to == (0, 1)
        assert statement(result, "A boat").applies_to == (0,)
        assert statement(result, "A pen").applies_to == (1,)

    def test_what_nobody_knows_stands_beside_the_classes_and_ends_what_is_said_of_one(self) -> None:
        result = series(
            "<h2>Minimum Qualifications</h2><h2>Gate Keeper I</h2><p>A year.</p><h2>Odd Ranges</h2><p>Ten.</p>"
            "<h2>Gate Keeper II</h2><p>Two years.</p>",
            "<h1>Gate Keeper Series</h1><table><tr><th>Code<th>Class<tr><td>401<td>Gate Keeper I"
            "<tr><td>402<td>Gate Keeper II</table>",
            "spec.html",
        )
        assert scopes(result) == [
            ("Minimum Qualifications", "requirements", ()),
            ("Minimum Qualifications > Gate Keeper I", "requirements", (0,)),
            ("Minimum Qualifications > Odd Ranges", "", ()),
            ("Minimum Qualifications > Gate Keeper II", "requirements", (1,)),
        ]

    def test_without_a_list_of_classes_no_heading_names_any(self) -> None:
        result = series("DUTIES\n\nGate Keeper II\n\nOpens gates.\n", "GATE KEEPER II\n")
        assert all(not one.applies_to for one in result.sections)

    def test_chunks_name_the_classes_that_they_speak_of(self) -> None:
        result = series("DUTIES\n\nGate Keeper II:\n\nOpens gates.\n\nAll Levels:\n\nSweeps.\n")
        own = [chunk for chunk in result.chunks if chunk.applies_to]
        assert [(chunk.applies_to, chunk.text.splitlines()[0]) for chunk in own] == [
            ((1,), "Gate Keeper II > DUTIES > Gate Keeper II")
        ]
