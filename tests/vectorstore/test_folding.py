"""Folding: spellings that mean the same compare equal, and others do not."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vectorstore.folding import fold, fold_word, one_line, singular, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Driver's License", "drivers license"),
        ("Driver’s Licenses", "DRIVER'S LICENSE"),
        ("driver\ufffds", "driver's"),
        ("Resumé", "resume"),
        ("Non-Exempt", "non exempt"),
        ("Minimum  Qualifications:", "minimum qualification"),
        ("Duties", "duty"),
        ("Classes", "class"),
        ("EDUCATION/LICENSE OR CERTIFICATE", "education license or certificates"),
    ],
)
def test_spellings_that_mean_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("account", "accounting"), ("accountant", "account"), ("I", "II"), ("clerk", "clerical")]
)
def test_words_that_name_different_classes_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["series", "gas", "status", "class", "basis", "bus", "as", "is", "his"])
def test_a_word_that_only_ends_in_s_is_no_plural(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("plural", "one"),
    [("abilities", "ability"), ("branches", "branch"), ("taxes", "tax"), ("classes", "class"), ("clerks", "clerk")],
)
def test_a_regular_plural_becomes_its_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_words_keep_the_offsets_they_were_cut_from() -> None:
    text = "  The Driver’s\nlicenses, 2nd"
    assert [(word, text[start:end]) for word, start, end in words(text)] == [
        ("the", "The"),
        ("driver", "Driver’s"),
        ("license", "licenses"),
        ("2nd", "2nd"),
    ]


@given(st.text())
@example("ﬀ's ½ ß İ ſs")
@example("busesses")
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_stand_where_they_say_and_make_up_the_fold(text: str) -> None:
    found = words(text)
    assert all(fold_word(text[start:end]) == word for word, start, end in found)
    assert all(a[2] <= b[1] for a, b in pairwise(found))
    assert " ".join(word for word, _, _ in found) == fold(text)


@given(st.text())
def test_one_line_has_no_run_of_white_space(text: str) -> None:
    folded = one_line(text)
    assert folded.split(" ") == text.split() or not text.split()
    assert one_line(folded) == folded
