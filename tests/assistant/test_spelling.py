"""Slips of the pen in the words that mean something here."""

import pytest

from assistant.examples import Examples
from assistant.scan import tokenize
from assistant.spelling import Speller

MEANT = ("salary", "license", "experience", "duty", "probation", "what", "skill", "hour", "supervise", "supervisor")
TITLES = ("technician", "electrician", "library", "water")


@pytest.fixture(scope="module")
def speller(examples: Examples) -> Speller:
    return Speller(MEANT, TITLES, examples.is_word)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("salery", "salary"),
        ("Licnese", "license"),
        ("experiance", "experience"),
        ("duites", "duty"),
        ("probatoin", "probation"),
        ("salarys", "salary"),
        ("watr", "water"),  # too short for identity to weigh
    ],
)
def test_slip_is_mended_and_kept_as_written(speller: Speller, written: str, meant: str) -> None:
    (token,) = speller.mended(tokenize(written))
    assert (token.word, token.raw) == (meant, written)


@pytest.mark.parametrize(
    "word",
    [
        "salary",  # right
        "spill",  # a word of its own, one letter from `skill`
        "house",  # and from `hour`
        "electrican",  # a title's, which identity weighs
        "wat",  # too short to tell
        "supervisr",  # as near to one as to the other
        "sa1ary",  # no word
        "forklifts",  # like nothing here
    ],
)
def test_everything_else_stays(speller: Speller, word: str) -> None:
    tokens = tokenize(word)
    assert speller.mended(tokens) == tokens
