"""A model's text, cut into sentences as it comes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.narrate.sentences import Sentence, sentences

CASES = [
    ("A license is required [k7qd].", [("A license is required.", ("k7qd",))]),
    ("A license is required. [k7qd]", [("A license is required.", ("k7qd",))]),
    ("A license is required [k7qd][m4wx].", [("A license is required.", ("k7qd", "m4wx"))]),
    ("A license [k7qd] or a permit [m4wx, K7QD].", [("A license or a permit.", ("k7qd", "m4wx"))]),
    ("One [a1b2]. Two. [c3d4] Three [a1b2].", [("One.", ("a1b2",)), ("Two.", ("c3d4",)), ("Three.", ("a1b2",))]),
    ("A Class C. [k7qd] The rest [m4wx].", [("A Class C.", ("k7qd",)), ("The rest.", ("m4wx",))]),
    ("No. 3 of the U.S. list [k7qd]. Next [m4wx].", [("No. 3 of the U.S. list.", ("k7qd",)), ("Next.", ("m4wx",))]),
    ("It pays $4.50 an hour [k7qd].", [("It pays $4.50 an hour.", ("k7qd",))]),
    ("Nothing cited. Cited [k7qd].", [("Nothing cited.", ()), ("Cited.", ("k7qd",))]),
    ("Nights until 6 a.m. [k7qd]. Days [m4wx].", [("Nights until 6 a.m.", ("k7qd",)), ("Days.", ("m4wx",))]),
    ("Until 6 a.m. [k7qd].", [("Until 6 a.m.", ("k7qd",))]),
    ("1. One year [k7qd].\n2. Two [m4wx].", [("One year.", ("k7qd",)), ("Two.", ("m4wx",))]),
    ("It breaks off [k7", [("It breaks off [k7", ())]),
    ("", []),
    (" \n\n . \n", []),
]


def read(text: str, size: int = 1) -> list[Sentence]:
    return list(sentences(text[at : at + size] for at in range(0, len(text), size)))


@pytest.mark.parametrize(("text", "expected"), CASES)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_cuts(text: str, expected: list[tuple[str, tuple[str, ...]]], size: int) -> None:
    assert [(s.text, s.ids) for s in read(text, size)] == expected


def test_keeps_lines_and_items() -> None:
    text = "It asks for:\n- one year [k7qd];\n- a license [m4wx].\n\nThe rest [k7qd]. And more [m4wx]."
    assert [(s.begins, s.text) for s in read(text)] == [
        ("\n", "It asks for:"),
        ("\n- ", "one year;"),
        ("\n- ", "a license."),
        ("\n", "The rest."),
        ("", "And more."),
    ]


def test_a_sentence_is_told_as_soon_as_the_next_begins() -> None:
    told = []
    pieces = iter(["One [a1b2]", ".", " Two", " [c3d4]."])

    def fed() -> object:
        for piece in pieces:
            told.append(piece)
            yield piece

    first = next(sentences(fed()))  # type: ignore[arg-type]
    assert (first.text, len(told)) == ("One.", 3)


def test_a_sentence_without_end_is_not_kept_for_ever() -> None:
    (sentence,) = read("word " * 10_000, 100)
    assert len(sentence.text) <= 2000


@example("?[? ] ", 1)
@example("?\n[] ", 1)
@settings(max_examples=300)
@given(st.text(alphabet="ab .[]\n-12,;!?", max_size=80), st.integers(1, 9))
def test_how_it_comes_does_not_matter(text: str, size: int) -> None:
    assert read(text, size) == read(text, 1000)
