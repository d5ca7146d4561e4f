"""Forms of one word compare equal; who does something and the doing of it do not."""

import pytest

from assistant.forms import common, forms
from tests.assistant.conftest import Ask


@pytest.mark.parametrize(
    ("asked", "said"),
    [("inspections", "inspects"), ("supervise", "supervision"), ("computers", "a computer")],
)
def test_same_word(asked: str, said: str) -> None:
    assert common(forms(asked), forms(said))


@pytest.mark.parametrize(
    ("asked", "said"), [("computers", "computations"), ("inspections", "an inspector"), ("art", "article")]
)
def test_other_word(asked: str, said: str) -> None:
    assert not common(forms(asked), forms(said))


def test_letters_alone_are_no_proof(ask: Ask) -> None:
    answer = ask("Is TWIC needed for an Information Systems Analyst?")
    assert "TWIC clearance" in answer.answer
    assert "twice" not in answer.answer
