"""What is shown as the name of a class that is not there, and which numbers are no codes."""

import pytest

from assistant.reading import Reader
from assistant.unnamed import is_like_code, name_of
from vectorstore.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Senior Heavy Equipment Mechanic salary", "Senior Heavy Equipment Mechanic"),
        ("accounting manager", "accounting manager"),
        ("accounting manager salary", "accounting manager"),
        ("what does the Chief Hydro Supervisor earn?", "Chief Hydro Supervisor"),
        ("dog walker duties", "dog walker"),
        ("is the trainee paid 3412 a year?", ""),
    ],
)
def test_name_is_shown_whole(reader: Reader, vocabulary: Vocabulary, text: str, name: str) -> None:
    scan = reader.scanner.scan(text)
    found = name_of(scan, reader.scanner, vocabulary)
    first, last = found or (0, 0)
    assert (scan.text[scan.tokens[first].start : scan.tokens[last - 1].end] if found else "") == name


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        ("What is 9999?", True),
        ("What is 9999.", True),
        ("what is M9999", True),
        ("(9999)", True),
        ("is it 3412 a year", False),
        ("is it 3412 per month", False),
        ("is it 3412 dollars", False),
        ("is it $3412", False),
        ("is it 3412.50", False),
        ("is it 120%", False),
        ("is it 12", False),
    ],
)
def test_amount_is_no_code(reader: Reader, vocabulary: Vocabulary, text: str, is_code: bool) -> None:
    scan = reader.scanner.scan(text)
    at = next(at for at, token in enumerate(scan.tokens) if any(c.isdigit() for c in token.raw))
    assert is_like_code(scan, at, vocabulary) is is_code
