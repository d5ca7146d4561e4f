"""What opens a sentence and says nothing is cut off, and nothing else."""

import pytest

from assistant.narrate.openers import Openers
from vectorstore.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes, a license is required.", "A license is required."),
        ("Based on the provided evidence, the class code is L100.", "The class code is L100."),
        ("In addition, please note that a license is required.", "A license is required."),
        ("Partly: a license may be required.", "A license may be required."),
        ("No license is required.", ""),
        ("So many years are required.", ""),
        ("Not, in part, a license.", ""),
        ("Yes.", ""),
    ],
)
def test_what_only_opens_a_sentence(text: str, expected: str, vocabulary: Vocabulary) -> None:
    assert Openers(vocabulary).without(text) == expected
