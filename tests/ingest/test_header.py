"""Whose class a document describes: title, aliases, agency, code, and the levels of a series."""

import pytest

from tests.ingest.parsing import parsed
from vectorstore.spec import ClassSpec, DocumentType, ParsedDocument

BODY = "\n\nDEFINITION\n\nKeeps the gate.\n"


def only(result: ParsedDocument) -> ClassSpec:
    (spec,) = result.specs
    return spec


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("GATE KEEPER", "GATE KEEPER"),
        ("TOWN OF ELDERMERE\n\nGATE KEEPER", "GATE KEEPER"),
        ("Eldermere Gate District\nJOB DESCRIPTION\nGate Keeper", "Gate Keeper"),
        ("**JOB DESCRIPTION**\n**Eldermere Gate District**\n\n**GATE KEEPER**", "GATE KEEPER"),
        ("# Eldermere County\n\n## Gate Keeper", "Gate Keeper"),
        ("GATE KEEPER CLASS SPECIFICATION", "GATE KEEPER"),
        (
            "CLASSIFICATION DESCRIPTION Job Code: G1\nTitle:  Gate Keeper, Senior Staff Type: Fixed",
            "Gate Keeper, Senior",
        ),
        ("Class Title:\nGate Keeper", "Gate Keeper"),
        ("Class Code: G1\nGATE KEEPER", "GATE KEEPER"),
        ("Gate Keeper, Harbor Authority\nEldermere Gate District Specification", "Gate Keeper, Harbor Authority"),
        ("GATE KEEPER          TOWN OF ELDERMERE", "GATE KEEPER"),
        ("(Open to all)\nGATE KEEPER (SEASONAL)", "GATE KEEPER (SEASONAL)"),
    ],
)
def test_the_title_is_found(header: str, title: str) -> None:
    result = parsed(header + BODY)
    assert only(result).title == title
    assert " ".join(result.document.quote(only(result).title_span).split()) == title


@pytest.mark.parametrize(
    ("header", "agency"),
    [
        ("TOWN OF ELDERMERE\nGATE KEEPER", "TOWN OF ELDERMERE"),
        ("GATE KEEPER\nEldermere Gate District", "Eldermere Gate District"),
        ("ELDERMERE COUNTY CLASS SPECIFICATION     Class Code: G1\nTitle: Gate Keeper", "ELDERMERE COUNTY"),
        ("GATE KEEPER\nClass Code: G1", ""),
        ("Gate Keeper, Harbor Authority\nClass Code: G1", ""),
        ("Gate Keeper\nEldermere County, Harbor Department", "Eldermere County, Harbor Department"),
        ("Gate Keeper\nEldermere Personnel Board Specification", "Eldermere Personnel Board"),
    ],
)
def test_the_agency_is_found(header: str, agency: str) -> None:
    assert parsed(header + BODY).agency == agency


@pytest.mark.parametrize(
    ("header", "aliases"),
    [
        ("GATE KEEPER\n(Formerly Gate Clerk)", ("Gate Clerk",)),
        ("GATE KEEPER\n(Class Title of Gate Clerk)", ("Gate Clerk",)),
        ("GATE KEEPER\nFormer Title: Gate Clerk", ("Gate Clerk",)),
        ("GATE KEEPER\nWorking Title: Gate Boss", ("Gate Boss",)),
        ("GATE KEEPER\n(Open to all)", ()),
    ],
)
def test_other_titles_are_aliases_and_not_the_title(header: str, aliases: tuple[str, ...]) -> None:
    spec = only(parsed(header + BODY))
    assert (spec.title, spec.aliases) == ("GATE KEEPER", aliases)


def test_a_former_code_is_not_the_code() -> None:
    assert only(parsed("GATE KEEPER\nFormer Class Code: 99\nClass Code: 12" + BODY)).class_code == "12"


def test_a_footer_below_the_header_changes_no_code() -> None:
    footer = "Class Code 21 . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . 04-11-09\n"
    assert only(parsed(f"GATE KEEPER\nClass Code: 12{BODY}{footer}")).class_code == "12"


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("GATE KEEPER I/II", ("3511", "3512")),
        ("GATE KEEPER I, II", ("3511", "3512")),
        ("Gate Keeper I & II", ("3511", "3512")),
    ],
)
def test_a_series_has_a_class_for_each_level(printed: str, codes: tuple[str, ...]) -> None:
    result = parsed(f"{printed}\n\nClass Codes: 3511 (I), 3512 (II)\nSalary Grade: T18 (I), T22 (II){BODY}")
    core = printed[:11]
    assert [(s.title, s.class_code) for s in result.specs] == [(f"{core} I", codes[0]), (f"{core} II", codes[1])]
    grades = [(f.value, f.applies_to) for f in result.facts if f.facet == "grade"]
    assert grades == [("T18", (0,)), ("T22", (1,))]


def test_levels_without_codes_of_their_own_are_one_class() -> None:
    assert only(parsed(f"GATE KEEPER I/II\nClass Code: 12{BODY}")).title == "GATE KEEPER I/II"


def test_a_document_without_a_title_is_named_by_its_file() -> None:
    result = parsed("this class keeps gates, and no line of it is a title.\n", "gate_keeper G1.txt")
    assert only(result).title == "gate keeper G1"
    assert only(result).title_span.start == only(result).title_span.end == 0
    assert [fact.facet for fact in result.facts] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"GATE KEEPER{BODY}", DocumentType.SPECIFICATION),
        (f"GATE KEEPER\nOpen Date: 03-16-18{BODY}", DocumentType.BULLETIN),
        (f"GATE KEEPER{BODY}\nHOW TO APPLY\n\nBy mail.\n\nSELECTION PROCESS\n\nA test.\n", DocumentType.BULLETIN),
        ("GATE KEEPER\n\nThis class was abolished in 2011.\n", DocumentType.STUB),
        (f"GATE KEEPER{BODY}\nNOTES\n\nThe old class was abolished.\n", DocumentType.SPECIFICATION),
    ],
)
def test_the_type_of_the_document_is_told(text: str, kind: DocumentType) -> None:
    assert parsed(text).type is kind
