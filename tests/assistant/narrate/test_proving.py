"""No sentence that the evidence does not prove passes, however it is worded; what repeats it honestly does."""

import pytest

from tests.assistant.narrate.proven import Cases, Row, rows

ROWS = tuple(rows())
FALSE = [row for row in ROWS if not row.proven]
HONEST = [row for row in ROWS if row.proven]
#: Of a hundred honest sentences, so many at most may be held back.
MOST_HELD_BACK = 5


def test_the_table_is_as_large_as_it_has_to_be() -> None:
    assert len(ROWS) >= 250
    assert len(HONEST) >= 80
    for why in {row.why for row in FALSE}:
        assert sum(row.why == why for row in FALSE) >= 10, why


@pytest.mark.parametrize("why", sorted({row.why for row in FALSE}))
def test_no_false_sentence_passes(cases: Cases, why: str) -> None:
    passed = [row.sentence for row in FALSE if row.why == why and not cases.why_not(row)]
    assert not passed


def test_few_honest_sentences_are_held_back(cases: Cases) -> None:
    held = [(row.sentence, why) for row in HONEST if (why := cases.why_not(row))]
    assert len(held) * 100 <= MOST_HELD_BACK * len(HONEST), held


def test_a_sentence_that_is_held_back_is_said_why(cases: Cases) -> None:
    row = Row(("class_b",), ("class_b",), "license", "A valid Class C license is required.", False, "")
    assert cases.why_not(row) == "“C” is not what its evidence says there"
