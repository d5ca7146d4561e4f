"""How strongly a statement binds, by its own words, its section and what leads to it."""

import pytest

from ingest.modality import read_statement
from tests.ingest.parsing import parsed, statement, words
from vectorstore.spec import Modality

R, M, P = Modality.REQUIRED, Modality.MAY_BE_REQUIRED, Modality.PREFERRED
N, S, D = Modality.NOT_REQUIRED, Modality.STATED, Modality.DESCRIBED


def binds(text: str, *kinds: str) -> Modality:
    return read_statement(text, kinds, words())[1]


def facets(text: str, *kinds: str) -> tuple[str, ...]:
    return read_statement(text, kinds, words())[0]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("A valid driver's license is required.", R),
        ("A valid Class C driver’s license must be obtained within six months.", R),
        ("Some positions may require a valid driver's license.", M),
        ("A valid driver's license may be required for some positions.", M),
        ("For positions at the far gates, a Class A license may be required.", M),
        ("Some positions will require candidates to possess a commercial license.", M),
        ("A driver's license is not required.", N),
        ("A gate master's license is preferred.", P),
        ("A gate master's license is especially desired.", P),
        ("Bring proof of identity, such as a driver's license or passport.", D),
        ("Applicants must attach a copy of their license.", D),
        ("A copy of the license may be mailed.", D),
        ("A candidate's driving record will be reviewed.", D),
        ("Information regarding the gate license may be had online.", D),
        ("Applicants who fail to submit the license will not be considered.", D),
        ("The license office answers questions.", D),
    ],
)
def test_a_note_on_licenses_binds_as_it_says(text: str, modality: Modality) -> None:
    assert binds(text, "notes", "requirements") is modality
    assert binds(text, "notes") is modality


@pytest.mark.parametrize(
    "text",
    [
        "Sells dog licenses at the gate.",
        "Looks up license plates of carts.",
        "Applicants must list their license number on the form.",
        "Sea service as a licensed deck officer.",
        "Inspects licensed premises.",
        "Types the minutes of public hearings.",
        "Collects animal licensing fees.",
    ],
)
def test_a_word_in_another_sense_speaks_of_no_license_or_hearing(text: str) -> None:
    assert {"license", "physical"}.isdisjoint(facets(text, "duties"))


@pytest.mark.parametrize(
    ("text", "kinds", "modality"),
    [
        ("Two years as a clerk.", ("experience", "requirements"), R),
        ("Opening gates.", ("knowledge", "requirements"), R),
        ("Opening gates.", ("knowledge", "desirable"), P),
        ("Possession of a valid license.", ("desirable",), P),
        ("Two years of work, or completion of an apprenticeship.", ("requirements", "desirable"), P),
        ("A valid license is required.", ("license", "desirable"), R),
        ("A valid license is required.", ("desirable",), R),
        ("Opens gates.", ("duties",), D),
        ("Must work nights.", ("environment",), R),
        ("Works nights.", ("environment",), D),
        ("Being 21 years of age.", ("special",), R),
        ("None Specified", ("license",), S),
        ("None required.", ("experience", "requirements"), S),
        ("Not required.", ("license",), N),
        ("No experience is needed.", ("requirements",), N),
        ("Two years as a clerk, preferably at a gate.", ("experience",), R),
        ("Both Levels:", ("requirements",), D),
        ("Applicants may apply six months early.", ("notes", "requirements"), D),
        ("The list is posted at the gate.", ("notes", "requirements"), D),
    ],
)
def test_the_section_says_what_the_words_do_not(text: str, kinds: tuple[str, ...], modality: Modality) -> None:
    assert binds(text, *kinds) is modality


@pytest.mark.parametrize(
    "text",
    [
        "A guild license may be substituted for the required education.",
        "A master's degree may take the place of one year.",
        "Night school may be counted as one year of the experience.",
        "However, candidates with at least 18 months of experience may be considered for the second pay grade.",
    ],
)
def test_what_may_stand_in_for_a_requirement_is_none(text: str) -> None:
    assert binds(text, "requirements") is D
    assert binds(text, "substitution", "requirements") is D


def test_what_is_told_of_another_class_is_none_of_this_one() -> None:
    text = "It differs from Gate Clerk, which requires a degree and a driver's license."
    assert binds(text, "distinguishing") is D


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Collects fees required for a driver's license.", D),
        ("Provides applicants with what they need to obtain a license.", D),
        ("Does work that does not require a license.", D),
        ("Positions in this class require a valid driver's license.", R),
        ("Incumbents must maintain a first aid certificate.", R),
        ("Some positions may require a valid driver's license.", M),
    ],
)
def test_among_duties_only_a_condition_of_employment_binds(text: str, modality: Modality) -> None:
    assert binds(text, "duties") is modality


def test_a_mention_beside_a_requirement_is_left_out_of_its_facets() -> None:
    text = "Three years of experience investigating holders of a license or credential."
    assert facets(text, "requirements") == ("requirements", "experience")
    assert binds(text, "requirements") is R


def test_knowledge_of_certificates_asks_for_the_knowledge() -> None:
    text = "The navigation rules; first aid for drowning; certificates of cargo."
    assert facets(text, "knowledge", "requirements") == ("knowledge",)
    assert binds(text, "knowledge", "requirements") is R
    asked = "Willingness to travel; possession of a valid driver's license."
    assert facets(asked, "abilities") == ("abilities", "license")


def test_what_a_test_asks_about_is_no_requirement() -> None:
    text = "In the interview, emphasis may be placed on experience and on which licenses are required of drivers."
    assert binds(text, "selection") is D


SPEC = """\
GATE KEEPER

REQUIREMENTS

One year as a helper.

NOTES:

1. The following are desired but not required:
a. A degree in hinges; or
b. A certificate in locks.
2. A valid driver's license is required.

DUTIES

Opens the gate.
"""


def test_items_bind_as_the_words_that_lead_to_them() -> None:
    result = parsed(SPEC)
    assert statement(result, "hinges").modality is P
    assert statement(result, "locks").modality is P
    assert statement(result, "driver's license").modality is R


def test_items_below_some_positions_may_be_required() -> None:
    result = parsed(
        "GATE KEEPER\n\nSELECTIVE CERTIFICATION\n\nThis will be used for some positions. Only persons with the "
        "following may be considered to fill such positions.\n\n1. A valid Class B license is required.\n\n"
        "SELECTION PROCESS\n\nA Class B license is required.\n"
    )
    assert [s.modality for s in result.statements if "Class B" in s.text] == [M, R]


def test_clauses_that_bind_differently_are_statements_of_their_own() -> None:
    result = parsed("GATE KEEPER\n\nEDUCATION\n\nHigh school; a degree in hinges is preferred.\n")
    assert [(s.text, s.modality) for s in result.statements] == [
        ("High school;", R),
        ("a degree in hinges is preferred.", P),
    ]


def test_clauses_that_bind_alike_are_one_statement() -> None:
    result = parsed("GATE KEEPER\n\nLICENSE\n\nA Class C license is required; a Class B license must be obtained.\n")
    assert len(result.statements) == 1
