"""Series documents in the layouts of different agencies: which classes they describe, and what is said of which."""

import pytest

from tests.ingest.parsing import parsed, statement
from tests.ingest.properties import check
from vectorstore.spec import ParsedDocument


def read(text: str, name: str = "spec.txt") -> ParsedDocument:
    result = parsed(text, name)
    check(result)
    return result


def classes(result: ParsedDocument) -> list[tuple[str, str]]:
    return [(spec.title, spec.class_code) for spec in result.specs]


def values(result: ParsedDocument, facet: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(fact.value, fact.applies_to) for fact in result.facts if fact.facet == facet]


def said(result: ParsedDocument, *parts: str) -> list[tuple[int, ...]]:
    return [statement(result, part).applies_to for part in parts]


class TestOneTitleForSeveral:
    """A header whose one title stands for several classes, each with its code."""

    @pytest.mark.parametrize(
        "header",
        [
            "REEF WARDEN I/II\n\nClass Code: 1234 (I), 1235 (II)\n",
            "REEF WARDEN I/II\n\nClass Code: 1234/1235\n",
            "REEF WARDEN I AND II\n\nClass Codes: 1234, 1235\n",
            "REEF WARDEN I/II\n\nClass Codes: I: 1234, II: 1235\n",
            "REEF WARDEN I\nREEF WARDEN II\n\nClass Codes: 1234, 1235\n",
            "REEF WARDEN I\nREEF WARDEN II\n\nClass Codes: 1234 (Reef Warden I); 1235 (Reef Warden II)\n",
            "REEF WARDEN I/II\n\nClass Code: 1234 - Reef Warden I\nClass Code: 1235 - Reef Warden II\n",
        ],
    )
    def test_the_codes_tell_the_classes(self, header: str) -> None:
        result = read(
            f"TOWN OF SAMPLETON\n\n{header}\nDEFINITION\n\nGuards reefs.\n\nMINIMUM QUALIFICATIONS\n\n"
            "For Level I: A swim test.\n\nIn addition to the above, Level II: A boat.\n\nLICENSE\n\nA diver's card.\n"
        )
        titles = [(title.upper(), code) for title, code in classes(result)]
        assert titles == [("REEF WARDEN I", "1234"), ("REEF WARDEN II", "1235")]
        assert values(result, "class_code") == [("1234", (0,)), ("1235", (1,))]
        assert said(result, "Guards", "A swim test", "A boat", "diver's card") == [(), (0,), (1,), ()]

    def test_titles_that_share_an_end(self) -> None:
        result = read(
            "CITY OF EXAMPLE BAY\n\nASSISTANT/ASSOCIATE TIDE PLANNER\n\nClass Code: 410/411\nSalary Range: 30/34\n"
            "Salary: $40,000 (Assistant), $50,000 (Associate)\nFLSA: Non-Exempt (Assistant), Exempt (Associate)\n\n"
            "CLASS CHARACTERISTICS\n\nAssistant Tide Planner is the entry level. Incumbents read tides.\n"
            "Associate Tide Planner is the journey level. Incumbents tell them.\n\nREQUIREMENTS\n\n"
            "Assistant Tide Planner: School. Associate Tide Planner: Two years of tides.\n"
        )
        assert classes(result) == [("ASSISTANT TIDE PLANNER", "410"), ("ASSOCIATE TIDE PLANNER", "411")]
        assert values(result, "grade") == [("30", (0,)), ("34", (1,))]
        assert values(result, "overtime") == [("Non-Exempt", (0,)), ("Exempt", (1,))]
        assert values(result, "salary") == [("$40,000", (0,)), ("$50,000", (1,))]
        assert said(result, "read tides", "tell them", "School", "Two years") == [(0,), (1,), (0,), (1,)]

    @pytest.mark.parametrize("code", ["4400", "4400/A", "(to be assigned)", ""])
    def test_without_a_code_each_it_is_one_class(self, code: str) -> None:
        result = read(f"REEF CLERK I/II\n\nClass Code: {code}\nRevised: 3/15/2020\n\nDEFINITION\n\nCounts reefs.\n")
        assert [spec.title for spec in result.specs] == ["REEF CLERK I/II"]

    def test_no_sentence_is_lost_that_looks_like_a_closing_label(self) -> None:
        result = read(
            "# Reef Clerk I/II\n\n**Class Code:** 44\n\n## Requirements\n\n**Reef Clerk I:** School.\n\n"
            "**Reef Clerk II:** One year of reefs.\n",
            "spec.md",
        )
        assert said(result, "School", "One year") == [(), ()]


class TestTables:
    def test_columns_that_gaps_part_and_a_code_that_is_not_printed(self) -> None:
        result = read(
            "COUNTY OF MODEL\n\nKELP COOK SERIES\n\n"
            "Class Title             Class Code    Salary Grade    FLSA\n"
            "----------------------  ------------  --------------  ----------\n"
            "Kelp Cook, Assistant    KC1           21              Non-Exempt\n"
            "Kelp Cook                             24              Non-Exempt\n"
            "Kelp Cook, Senior       KC3           28              Exempt\n\n"
            "REQUIREMENTS\n\nAssistant Kelp Cook\n\nNone.\n\nKelp Cook\n\nOne year.\n\nSr. Kelp Cook\n\nThree years.\n"
        )
        assert classes(result) == [("Kelp Cook, Assistant", "KC1"), ("Kelp Cook", ""), ("Kelp Cook, Senior", "KC3")]
        assert {spec.series for spec in result.specs} == {"KELP COOK SERIES"}
        assert values(result, "grade") == [("21", (0,)), ("24", (1,)), ("28", (2,))]
        assert values(result, "class_code") == [("KC1", (0,)), ("", (1,)), ("KC3", (2,))]
        assert said(result, "None", "One year", "Three years") == [(0,), (1,), (2,)]

    def test_a_title_that_goes_on_in_the_row_below(self) -> None:
        result = read(
            "COUNTY OF MODEL\n\nClass Title\tCode\tUnit\nReef Nurse I\tN1\tA\nSupervising Coastal\nReef Nurse\tN2\tB\n"
            "\nREQUIREMENTS\n\nReef Nurse I\n\nA card.\n\nSupervising Coastal Reef Nurse\n\nTwo cards.\n"
        )
        assert classes(result) == [("Reef Nurse I", "N1"), ("Supervising Coastal Reef Nurse", "N2")]
        assert {spec.series for spec in result.specs} == {""}, "the head of a table is the title of no series"
        assert said(result, "A card", "Two cards") == [(0,), (1,)]

    @pytest.mark.parametrize("name", ["spec.txt", "spec.html"])
    def test_columns_that_are_classes(self, name: str) -> None:
        head = "Title\tCode\nDune Pilot Trainee\t10\nDune Pilot\t20\n"
        body = "\tDune Pilot Trainee\tDune Pilot\nEducation\tHigh school diploma\tCollege\nLicense\tNone\tA dune card\n"
        text = f"DUNE PILOT SERIES\n\n{head}\nMINIMUM QUALIFICATIONS\n\n{body}\nDUTIES\n\nGuides dunes.\n"
        if name == "spec.html":
            text = (
                "<h1>Dune Pilot Series</h1>{}<h2>Minimum Qualifications</h2>{}<h2>Duties</h2><p>Guides dunes.".format(
                    *(
                        "<table>" + "".join(f"<tr>{_cells(row)}" for row in rows.splitlines()) + "</table>"
                        for rows in (head, body)
                    )
                )
            )
        result = read(text, name)
        assert said(result, "diploma", "College", "dune card", "Guides") == [(0,), (1,), (1,), ()]
        assert "license" in statement(result, "dune card").facets
        assert not [s for s in result.statements if "Dune Pilot" in s.text], "a row of titles says nothing"
        for chunk in result.chunks:
            assert not ("diploma" in chunk.text and "College" in chunk.text), "a chunk speaks of one class"


def _cells(row: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in row.split("\t"))


class TestBlocks:
    @pytest.mark.parametrize(
        ("block", "name"),
        [
            ("Class Title: {}\nClass Code: {}\nSalary Grade: {}\n\n", "spec.txt"),
            ("Class Code: {1}\nClass Title: {0}\nSalary Grade: {2}\n\n", "spec.txt"),
            ("Title: {}            Code: {}\nGrade: {}\n\n", "spec.txt"),
            ("# {}\n\n**Class Code:** {}\n**Salary Grade:** {}\n\n", "spec.md"),
        ],
    )
    def test_labels_of_its_own_head_each_class(self, block: str, name: str) -> None:
        sign = "## " if name == "spec.md" else ""
        body = f"{sign}DEFINITION\n\n{{}} pumps.\n\n{sign}REQUIREMENTS\n\n{{}} of pumps.\n\n"
        result = read(
            block.format("Pump Hand", "501", "20")
            + body.format("Cleans", "A year")
            + block.format("Chief Pump Hand", "502", "30")
            + body.format("Assigns", "Five years"),
            name,
        )
        assert classes(result) == [("Pump Hand", "501"), ("Chief Pump Hand", "502")]
        assert values(result, "class_code") == [("501", (0,)), ("502", (1,))]
        assert values(result, "grade") == [("20", (0,)), ("30", (1,))]
        assert said(result, "Cleans", "A year", "Assigns", "Five years") == [(0,), (0,), (1,), (1,)]

    def test_a_class_that_is_only_mentioned_is_none(self) -> None:
        result = read(
            "Class Title: Pump Clerk\nClass Code: 1010\n\nDUTIES\n\nOpens mail.\n\nRELATED CLASSES\n\n"
            "Class Title: Chief Pump Clerk\nClass Code: 1020\n\nClass Title: Pump Manager\nClass Code: 1030\n"
        )
        assert classes(result) == [("Pump Clerk", "1010")]
        assert values(result, "class_code") == [("1010", ())]
        assert statement(result, "1020")


class TestLeads:
    HEADER = "LOCK CREW SERIES\n\nTrainee Lock Hand    900\nJourney Lock Hand    901\nLead Lock Hand    902\n\n"

    @pytest.mark.parametrize(
        "body",
        [
            "Trainee: Learns.\n\nJourney: Locks.\n\nLead: Assigns.\n",
            "Trainee Level\n\nLearns.\n\nJourney Level\n\nLocks.\n\nLead Level\n\nAssigns.\n",
            "- Trainee Lock Hand – Learns.\n- Journey Lock Hand – Locks.\n- Lead Lock Hand – Assigns.\n",
            "Trainee Lock Hand: Learns; Journey Lock Hand: Locks; Lead Lock Hand: Assigns.\n",
            "At the Trainee level, learns. At the Journey level, Locks. When assigned to the Lead level, Assigns.\n",
            "The Trainee Lock Hand learns. Learns. The Journey Lock Hand is it. Locks. Lead Lock Hand. Assigns.\n",
            "Trainee Lock Hand - This is the entry level. Learns.\n\nJourney Lock Hand - This is it. Locks.\n\n"
            "Lead Lock Hand - This is the lead. Assigns.\n",
        ],
    )
    def test_a_sentence_or_an_item_may_turn_to_a_class(self, body: str) -> None:
        result = read(f"{self.HEADER}DISTINGUISHING CHARACTERISTICS\n\n{body}\nDUTIES\n\nSweeps.\n")
        spoken = {
            word: {s.applies_to for s in result.statements if word in s.text.lower()}
            for word in ("learns", "locks", "assigns", "sweeps")
        }
        assert spoken == {"learns": {(0,)}, "locks": {(1,)}, "assigns": {(2,)}, "sweeps": {()}}

    def test_a_bold_class_heads_its_paragraph(self) -> None:
        result = read(
            "# Lock Hand I/II\n\n**Class Code:** 1/2\n\n## Distinguishing Characteristics\n\n"
            "**Lock Hand I** - This is the entry level. Sweeps.\n\n"
            "**Lock Hand II** This is the journey level. Locks.\n\n"
            "## Requirements\n\n**Lock Hand I:** School.\n\n**Lock Hand II:** A year.\n",
            "spec.md",
        )
        assert said(result, "Sweeps", "Locks", "School", "A year") == [(0,), (1,), (0,), (1,)]

    def test_headings_of_levels_below_a_heading_that_means_something(self) -> None:
        result = read(
            "LOCK COUNSEL A/B/C\n\nClass Code: 41 (A), 42 (B), 43 (C)\n\nREQUIREMENTS\n\nAll levels: The bar.\n\n"
            "Level A: None.\n\nLevels B and C: Two years.\n\nLevel C: Appeals.\n"
        )
        assert said(result, "The bar", "None", "Two years", "Appeals") == [(), (0,), (1, 2), (2,)]


class TestNoSeries:
    @pytest.mark.parametrize(
        "header",
        [
            "Table of Contents\n\nDefinition ........ 1\nDuties ........ 2\nTerms of Definition ........ 3\n",
            "Contents\n\nSluice Guard I ........ 3\nSluice Guard II ........ 5\n",
            "Examination weights:\nWritten Test . . . . . 60\nWritten Exercise . . . . . 40\n\nInterview    10\n",
        ],
    )
    def test_pages_and_weights_are_no_codes(self, header: str) -> None:
        result = read(f"SLUICE GUARD\n\nClass Code: 80\n\n{header}\nDUTIES\n\nGuards sluices.\n")
        assert classes(result) == [("SLUICE GUARD", "80")]

    def test_a_spec_of_one_class_may_head_what_it_says_of_others(self) -> None:
        result = read(
            "SLUICE CLERK II\n\nClass Code: 80\n\nDEFINITION\n\nCounts.\n\nDISTINGUISHING CHARACTERISTICS\n\n"
            "SLUICE CLERK I\n\nEntry level.\n\nSLUICE CLERK II\n\nJourney level.\n\nEXPERIENCE\n\nOne year.\n"
        )
        assert classes(result) == [("SLUICE CLERK II", "80")]
        assert {s.path[0] for s in result.sections if "CLERK" in s.heading} == {"DISTINGUISHING CHARACTERISTICS"}
        assert statement(result, "One year").facets[0] == "experience"
