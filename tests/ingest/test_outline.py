"""The outline: which lines are headings, what they mean, how they nest, and that nothing of the text is lost."""

from pathlib import Path
from textwrap import dedent

import pytest

from ingest.lines import read_lines
from ingest.outline import sections
from ingest.readers import read
from tests.ingest.parsing import document, example_files, words
from tests.ingest.properties import check_tiling
from vectorstore.spec import Document, Section


def outline(text: str, name: str = "spec.txt") -> tuple[Section, ...]:
    return of_document(document(dedent(text), name))


def of_document(made: Document) -> tuple[Section, ...]:
    return sections(made, read_lines(made), words())


def tree(found: tuple[Section, ...]) -> list[tuple[str, str]]:
    """Path and kind of each section."""
    return [(" > ".join(section.path), section.kind) for section in found]


def test_capitals_head_sections_and_title_case_heads_what_is_below_them() -> None:
    found = outline("""\
        TOWN OF ELDERMERE
        GATE KEEPER

        DEFINITION
        Keeps the gate.

        MINIMUM QUALIFICATIONS

        Knowledge of:
        Gates.

        Ability to:
        Open them.

        WORKING CONDITIONS
        Outdoors.
        """)
    assert tree(found) == [
        ("", ""),
        ("DEFINITION", "definition"),
        ("MINIMUM QUALIFICATIONS", "requirements"),
        ("MINIMUM QUALIFICATIONS > Knowledge of", "knowledge"),
        ("MINIMUM QUALIFICATIONS > Ability to", "abilities"),
        ("WORKING CONDITIONS", "environment"),
    ]


def test_the_body_is_what_stands_below_the_heading_and_the_end_covers_the_subsections() -> None:
    made = document("MINIMUM QUALIFICATIONS\n\nBe kind.\n\nKnowledge of:\nGates.\n\nLICENSE\n\nNone.\n")
    qualifications, knowledge, license_ = of_document(made)
    assert made.quote(qualifications.heading_span) == "MINIMUM QUALIFICATIONS"
    assert made.quote(qualifications.body) == "Be kind."
    assert made.quote(knowledge.body) == "Gates."
    assert qualifications.end == knowledge.end == license_.heading_span.start
    assert license_.end == len(made.text)


@pytest.mark.parametrize(
    "heading",
    [
        "DUTIES",
        "DUTIES:",
        "Duties:",
        "**DUTIES**",
        "**Duties:**",
        "__Duties__",
        "## Duties",
        "IV. DUTIES",
        "B. Duties:",
    ],
)
def test_a_heading_is_known_however_it_is_printed(heading: str) -> None:
    name = "spec.md" if heading.startswith("#") else "spec.txt"
    found = outline(f"GATE KEEPER\n\n{heading}\n\nKeeps the gate.\n", name)
    assert [(s.kind, s.heading.lower()) for s in found if s.heading] == [("duties", "duties")]


@pytest.mark.parametrize(
    ("line", "heading", "rest"),
    [
        ("**Experience** Two years as a clerk.", "Experience", "Two years as a clerk."),
        ("**Experience:** Two years as a clerk.", "Experience", "Two years as a clerk."),
        ("Experience: Two years as a clerk.", "Experience", "Two years as a clerk."),
        ("KNOWLEDGE: gates and hinges.", "KNOWLEDGE", "gates and hinges."),
        ("KNOWLEDGE of gates and hinges.", "KNOWLEDGE of", "gates and hinges."),
        ("ABILITY to open gates.", "ABILITY to", "open gates."),
        ("**Knowledge** of gates and hinges.", "Knowledge of", "gates and hinges."),
        ("**Ability** to open gates.", "Ability to", "open gates."),
    ],
)
def test_a_heading_may_run_into_its_paragraph(line: str, heading: str, rest: str) -> None:
    made = document(f"GATE KEEPER\n\n**Essential Functions**\n\nKeeps the gate.\n\n{line}\n")
    *_, last = of_document(made)
    assert (last.heading, made.quote(last.heading_span).replace("** ", " ")) == (heading, heading)
    assert made.quote(last.body) == rest


@pytest.mark.parametrize(
    "line",
    [
        "KNOWLEDGE is required to open gates.",
        "The duties of the class: many.",
        "He must know: gates.",
        "Experience matters.",
        "$20,000 A YEAR, 40 HOURS",
        "TESTS. . . . . . . . . . 100%",
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    found = outline(f"GATE KEEPER\n\nDUTIES\n\nKeeps the gate.\n\n{line}\n")
    assert [section.heading for section in found if section.heading] == ["DUTIES"]


def test_labels_of_the_header_are_no_headings() -> None:
    found = outline("GATE KEEPER\n\nSalary Grade: 12\nFLSA Status: Exempt\n\nDEFINITION\nKeeps the gate.\n")
    assert [section.heading for section in found] == ["", "DEFINITION"]


def test_notes_stand_below_the_section_that_they_follow() -> None:
    found = outline(
        "REQUIREMENTS\n\nTwo years.\n\nNOTES:\n\n1. See below.\n\nSELECTION PROCESS\n\nA test.\n\nNOTE:\n\nX.\n"
    )
    assert tree(found) == [
        ("REQUIREMENTS", "requirements"),
        ("REQUIREMENTS > NOTES", "notes"),
        ("SELECTION PROCESS", "selection"),
        ("SELECTION PROCESS > NOTE", "notes"),
    ]


def test_an_empty_heading_holds_what_belongs_to_it_though_it_is_printed_alike() -> None:
    found = outline("""\
        Employment Standards:

        Education: High school.

        Experience: One year.

        License:

        Working Conditions:

        Outdoors.
        """)
    assert tree(found) == [
        ("Employment Standards", "requirements"),
        ("Employment Standards > Education", "education"),
        ("Employment Standards > Experience", "experience"),
        ("Employment Standards > License", "license"),
        ("Working Conditions", "environment"),
    ]


def test_an_empty_heading_holds_nothing_that_does_not_belong_to_it() -> None:
    found = outline(
        "**Definition**\n\nKeeps it.\n\n**Clearances**\n\n**Education**\n\nNone.\n\n**Salary Grade**\n\n12\n"
    )
    assert [section.parent for section in found] == [None] * 4


def test_an_empty_heading_of_the_formats_own_holds_the_levels_that_it_is_told_for() -> None:
    levels = "## Keeper I\n### Either\nA year.\n## Keeper II\nTwo.\n"
    found = marked(f"## Requirements\n{levels}## Duties\nOpens.\n## Boots\nOld.\n")
    assert [section.path for section in found] == [
        ("Requirements",),
        ("Requirements", "Keeper I"),
        ("Requirements", "Keeper I", "Either"),
        ("Requirements", "Keeper II"),
        ("Duties",),
        ("Boots",),
    ]


def test_a_heading_with_headings_of_its_own_is_not_empty() -> None:
    found = marked("## Requirements\n### Either I\nA year.\n## Knowledge and Abilities\nOf gates.\n")
    assert [section.parent for section in found] == [None, 0, None]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Minimum Qualifications for", "Keeper of the Gate"),
        ("Minimum Qualifications for Keeper", "(Harbor and Bridges) Class"),
        ("Minimum Qualifications for Keeper (Harbor and", "Bridges)"),
        ("Knowledge", "and abilities"),
        ("Knowledge and Abilities for", "Keeper of the Gate"),
    ],
)
def test_a_heading_that_breaks_off_goes_on_with_the_next_one(upper: str, lower: str) -> None:
    (found,) = outline(f"<h2>{upper}</h2><h2>{lower}</h2><p>A year.", "spec.html")
    assert found.heading == f"{upper} {lower}"
    assert found.kind in ("requirements", "knowledge")


@pytest.mark.parametrize("lower", ["Keeper of the Gate", "(Harbor and Bridges) Class"])
def test_a_heading_that_does_not_break_off_stands_alone(lower: str) -> None:
    found = outline(f"<h2>Minimum Qualifications</h2><h2>{lower}</h2><p>A year.", "spec.html")
    assert [section.heading for section in found] == ["Minimum Qualifications", lower]


@pytest.mark.parametrize("sign", ["____", "* * *", "and", "OR", "II.", "E. )", "(a)"])
def test_a_sign_of_the_format_before_a_rule_a_joint_or_a_number_heads_nothing(sign: str) -> None:
    found = marked(f"## Duties\n\nOpens.\n\n## {sign}\n\nCloses.\n")
    assert [section.heading for section in found] == ["Duties"]


def marked(markdown: str) -> tuple[Section, ...]:
    return of_document(document(markdown, "spec.md"))


def test_an_unknown_label_below_a_known_one_heads_its_paragraph_too() -> None:
    found = outline("Requirements:\n\nExperience: One year.\n\nTyping: Forty words a minute.\n\nDuties:\n\nTypes.\n")
    assert tree(found)[1:3] == [("Requirements > Experience", "experience"), ("Requirements > Typing", "")]


def test_a_heading_that_the_vocabulary_does_not_know_is_a_section_without_kind() -> None:
    found = outline("DUTIES\n\nKeeps the gate.\n\nUNIFORM AND BOOTS\n\nGiven.\n")
    assert tree(found) == [("DUTIES", "duties"), ("UNIFORM AND BOOTS", "")]


def test_a_heading_over_two_lines_is_one() -> None:
    found = outline("DUTIES\n\nKeeps it.\n\nTHE GATE IS OPEN TO ALL\nWHO KNOCK ON IT\n\nSo it is.\n")
    assert [section.heading for section in found] == ["DUTIES", "THE GATE IS OPEN TO ALL"]


def test_without_any_known_heading_whatever_looks_like_one_cuts_the_text() -> None:
    found = outline("GATE KEEPER\n\nTHE WORK\n\nGates.\n\nTHE DAY\n\nLong.\n\nTHE BENCH\n\nShort.\n")
    assert [section.heading for section in found] == ["", "THE WORK", "THE DAY", "THE BENCH"]


def test_a_text_without_headings_is_all_header() -> None:
    made = document("This class was abolished.\nIt has no incumbents.\n")
    (header,) = of_document(made)
    assert made.quote(header.body) == "This class was abolished.\nIt has no incumbents."


def test_a_page_header_in_capitals_is_no_heading() -> None:
    page = "GATE KEEPER, SENIOR\n\nClass Code\tStatus\tPages\n\tClassified\t{} of 3\n\n"
    text = page.format(1) + "DUTIES\n\n- Opens.\n\n" + page.format(2) + "- Closes.\n\n" + page.format(3) + "- Locks.\n"
    found = outline(text)
    assert [section.heading for section in found] == ["", "DUTIES"]


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_sections_tile_the_text_below_the_header(path: Path) -> None:
    made = read(path.read_bytes(), path.name)
    check_tiling(made, of_document(made))
