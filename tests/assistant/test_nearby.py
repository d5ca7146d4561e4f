"""Which words another one may be a slip or another spelling of."""

import pytest

from assistant.nearby import NearbyWords

NEARBY = NearbyWords(["officer", "harbor", "planner", "programmer"])


@pytest.mark.parametrize(("word", "known"), [("harbour", ["harbor"]), ("office", [])])
def test_another_spelling_is_no_longer_word(word: str, known: list[str]) -> None:
    assert NEARBY.spelled(word) == known
