"""A question's words, and what explains each."""

import pytest

from assistant.reading import Reader
from assistant.scanner import Scan


def facets(scan: Scan) -> list[str]:
    return [phrase.facets[0] for phrase in scan.phrases]


def residual(scan: Scan) -> list[str]:
    return [scan.tokens[at].raw for at in scan.residual]


def titles(scan: Scan) -> list[list[str]]:
    return [[c.entry.spec.title for c in mention.candidates] for mention in scan.mentions]


def test_each_word_is_explained_once(reader: Reader) -> None:
    scan = reader.scanner.scan("What salary does Marlow County pay a Senior Accounting Technician for juggling?")
    assert titles(scan) == [["Accounting Technician, Senior"]]
    assert facets(scan) == ["salary", "salary"]
    assert residual(scan) == ["juggling"]
    assert scan.levels == ()


def test_words_of_a_class_are_no_facet(reader: Reader) -> None:
    # "Public", "permit" and "safety" stand in titles, "accounting" in a course: the title has them.
    scan = reader.scanner.scan("duties of the Permit Technician")
    assert facets(scan) == ["duties"]
    assert scan.mentions[0].first == 3


@pytest.mark.parametrize(
    "named", ["Water Treatment Operator Trainee (M7308)", "M7308 water treatment operator trainee"]
)
def test_a_title_beside_its_code_names_the_class_with_it(reader: Reader, named: str) -> None:
    scan = reader.scanner.scan(f"What are the duties of {named}?")
    assert (facets(scan), residual(scan)) == (["duties"], [])
    (mention,) = scan.mentions
    assert not mention.by_code
    assert {c.entry.spec.class_code for c in mention.candidates} == {"M7308"}


def test_another_title_beside_a_code_is_not_of_it(reader: Reader) -> None:
    assert reader.scanner.scan("Permit Technician M7308").mentions[0].by_code


def test_slip_of_the_pen_is_read_as_meant(reader: Reader) -> None:
    scan = reader.scanner.scan("salery of crane electrican")
    assert (facets(scan), titles(scan), residual(scan)) == (["salary"], [["CRANE ELECTRICIAN"]], [])
    assert reader.scanner.masked(scan) == "salary of clerk"
    assert reader.scanner.rest(scan) == "salary of"


def test_code_of_something_else_is_not_asked_for(reader: Reader) -> None:
    dress = reader.scanner.scan("dress code for Permit Technician")
    assert (facets(dress), residual(dress)) == ([], ["dress", "code"])
    assert "class_code" in dress.denied
    for text in ("class code, Permit Technician", "permit tech code", "clas code Permit Technician"):
        scan = reader.scanner.scan(text)
        assert (facets(scan), scan.denied) == (["class_code"], frozenset()), text


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("and II?", ["II"]),
        ("II please", ["II"]),
        ("the I", ["I"]),
        ("what would I be paid", []),
        ("I need the code", []),
        ("and where do I send it", []),
        ("and the supervising one", ["supervising"]),
        ("code of Accountant II", []),
        ("the senior level, I mean", ["senior"]),
        ("what about the second level", ["second"]),
        ("the second paragraph", []),
        ("who leads it", []),
    ],
)
def test_level_outside_a_class_is_known_from_whoever_asks(reader: Reader, text: str, levels: list[str]) -> None:
    scan = reader.scanner.scan(text)
    assert [scan.tokens[at].raw for at in scan.levels] == levels


def test_class_is_masked_with_its_parenthesis(reader: Reader) -> None:
    scan = reader.scanner.scan("pay of the Accountant I (Specialist) here")
    assert reader.scanner.masked(scan) == "pay of the clerk here"
    assert reader.scanner.masked(reader.scanner.scan("what is M2042?")) == "what is 1234?"


def test_agency_tells_classes_of_one_title_apart(reader: Reader) -> None:
    both = reader.scanner.scan("Accounting Technician code")
    assert {c.entry.agency.casefold() for c in both.mentions[0].candidates} == {
        "marlow county",
        "tern harbor port district",
    }
    for text, agency in (("the Port's Accounting Technician", "tern"), ("Marlow Accounting Technician code", "marlow")):
        scan = reader.scanner.scan(text)
        (candidate,) = scan.mentions[0].candidates
        assert candidate.entry.agency.casefold().startswith(agency)
        assert residual(scan) == []


def test_words_say_what_it_is_about(reader: Reader) -> None:
    scan = reader.scanner.scan("Does the Permit Technician give CPR instructions in the morning?")
    assert reader.scanner.words(scan) == "cpr instruction morning"


def test_frame_is_known_by_its_cue(reader: Reader) -> None:
    scan = reader.scanner.scan("Which class files the deeds?")
    assert reader.scanner.has_cue(scan, "reverse")
    assert not reader.scanner.has_cue(scan, "compare")
