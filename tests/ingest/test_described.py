"""Classes that a spec only tells of in passing."""

import pytest

from tests.ingest.parsing import parsed

SPEC = """\
GATE KEEPER, SENIOR

DISTINGUISHING CHARACTERISTICS

{}

DUTIES

Gate Boss - This classification is told of among duties.
"""


def described(*lines: str) -> list[str]:
    return [other.title for other in parsed(SPEC.format("\n\n".join(lines))).described]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Gate Helper - This classification carries the keys.", "Gate Helper"),
        ("Gate Keeper-This classification opens the gate.", "Gate Keeper"),
        ("Gate Keeper: Opens the gate under a senior.", "Gate Keeper"),
        ("The Keeper of the Far Gate is the first level of the series.", "Keeper of the Far Gate"),
        ("Gate Keeper I – This is the entry level.", "Gate Keeper I"),
        ("Gate Keeper, Trainee – This is the entry level.", "Gate Keeper, Trainee"),
    ],
)
def test_a_lower_class_is_described_in_passing(line: str, title: str) -> None:
    assert described(line) == [title]


@pytest.mark.parametrize(
    "line",
    [
        "Gate Keeper, Senior – This classification leads the others.",
        "The Senior Gate Keeper is the lead of the series.",
        "This class is the highest.",
        "It is the lead level.",
        "Incumbents of the class open gates.",
        "The work is the hardest.",
    ],
)
def test_the_class_itself_and_mere_words_are_not(line: str) -> None:
    assert described(line) == []


def test_a_class_is_described_once_where_it_is_told_of_first() -> None:
    result = parsed(SPEC.format("Gate Helper - This one carries keys.\n\nGate Helper - This one, again, does."))
    assert [other.title for other in result.described] == ["Gate Helper"]
    assert result.document.quote(result.described[0].span) == "Gate Helper - This one carries keys."
