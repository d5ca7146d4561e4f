"""Statements: sentences, items and parts of long duties, each in its section with its spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentences
from tests.ingest.parsing import lines_of, parsed, section, statement


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Opens gates.  Oils them.", ["Opens gates.", "Oils them."]),
        ("Opens gates (e.g. the old one). Oils them.", ["Opens gates (e.g. the old one).", "Oils them."]),
        ("By 5:00 p.m. Friday. See Rule No. 5.", ["By 5:00 p.m. Friday.", "See Rule No. 5."]),
        ("See J. Doe, U.S. Office. Bring 2.5 keys.", ["See J. Doe, U.S. Office.", "Bring 2.5 keys."]),
        ('He said "stop." Then he went.', ['He said "stop."', "Then he went."]),
        ("Is it open? (It is.) Good!", ["Is it open?", "(It is.)", "Good!"]),
        ("Written Test . . . . . . . . Qualifying", ["Written Test . . . . . . . . Qualifying"]),
        ("Interview. . . . . 100%", ["Interview. . . . . 100%"]),
        ("(One year may do.) and Possession of keys.", ["(One year may do.)", "and Possession of keys."]),
        ("opens gates. oils them.", ["opens gates. oils them."]),
        ("Oils them. OR", ["Oils them. OR"]),
        ("Oils them. Or opens them.", ["Oils them.", "Or opens them."]),
        ("no end", ["no end"]),
        ("", []),
    ],
)
def test_a_text_is_cut_at_the_ends_of_its_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet="aB. ?!;)(1\"'"))
def test_sentences_lose_only_white_space(text: str) -> None:
    text = " ".join(text.split())
    assert "".join(cut(text)).replace(" ", "") == text.replace(" ", "")


SPEC = """\
TOWN OF ELDERMERE
GATE KEEPER

Class Code: 1234
(Open to all who knock)

DUTIES

1. Opens the gate; closes it at night.
2. Keeps the book of those who come and go by day and by night; counts the tolls of carts and of people on foot; and
   locks the chest.

REQUIREMENTS

1. One year as a helper; or
2. Two years as a clerk, and
3. Good eyesight.

Adopted: 07/01/17
Boot Allowance: $90 a year
"""


def test_long_duties_are_cut_at_their_clauses_and_short_ones_are_not() -> None:
    result = parsed(SPEC)
    duties = section(result, "DUTIES").ordinal
    assert [(s.marker, s.text) for s in result.statements if s.section == duties] == [
        ("1.", "Opens the gate; closes it at night."),
        ("2.", "Keeps the book of those who come and go by day and by night;"),
        ("", "counts the tolls of carts and of people on foot;"),
        ("", "locks the chest."),
    ]


def test_items_know_how_they_are_joined() -> None:
    result = parsed(SPEC)
    requirements = section(result, "REQUIREMENTS").ordinal
    assert [s.group for s in result.statements if s.section == requirements] == ["or", "and", ""]


def test_a_statement_stands_where_it_says() -> None:
    result = parsed(SPEC)
    found = statement(result, "locks the chest")
    assert result.document.quote(found.span) == "locks the chest."
    assert lines_of(result.document, statement(result, "Keeps the book").span) == (10, 10)
    assert [result.document.quote(number.span) for number in statement(result, "Two years").numbers] == ["Two years"]


def test_titles_labels_and_values_are_no_statements() -> None:
    texts = [s.text for s in parsed(SPEC).statements]
    assert texts[0] == "(Open to all who knock)"
    assert not any(word in text for text in texts for word in ("ELDERMERE", "GATE KEEPER", "1234", "Adopted", "Boot"))


def test_a_label_that_is_all_its_section_says_is_a_statement() -> None:
    result = parsed("GATE KEEPER\n\nDUTIES\n\nOpens.\n\nLICENSE\n\nDriver: Class C\n")
    assert statement(result, "Driver: Class C").facets[0] == "license"


def test_a_text_without_headings_is_read_as_sentences() -> None:
    result = parsed(
        "GATE KEEPER\n\nThis class was abolished. Its gates\nare open. Its keys were given\nto the Clerk.\n"
    )
    assert [s.text for s in result.statements] == [
        "This class was abolished.",
        "Its gates are open.",
        "Its keys were given to the Clerk.",
    ]


def test_a_sentence_that_a_page_header_interrupts_has_two_spans() -> None:
    page = "GATE KEEPER\n\nClass Code\tStatus\tPages\n\tClassified\t{} of 2\n\n"
    result = parsed(page.format(1) + "DUTIES\n\n- Opens the gate and\n\n\n" + page.format(2) + "oils it.\n")
    found = statement(result, "Opens the gate and oils it.")
    assert [result.document.quote(span) for span in found.spans] == ["Opens the gate and", "oils it."]


def test_the_facets_of_a_statement_are_its_sections_and_those_it_speaks_of() -> None:
    result = parsed("GATE KEEPER\n\nNOTES:\n\n1. A valid driver's license and a first aid certificate are required.\n")
    assert statement(result, "valid").facets == ("notes", "license", "certificate")
