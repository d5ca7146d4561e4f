"""Words weigh by how few texts have them, and forms of one verb are one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.words import Weights, stem, stems

TEXTS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=5), max_size=12)


@pytest.mark.parametrize("forms", [("inspects", "inspecting", "inspected", "inspection"), ("repair", "repairs")])
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem for form in forms for stem in stems(form)}) == 1


def test_a_short_word_keeps_its_ending() -> None:
    assert stem("ring") == "ring"
    assert stem("bed") == "bed"


@given(TEXTS, TEXTS)
def test_weights_after_changes_are_those_counted_anew(kept: list[frozenset[str]], gone: list[frozenset[str]]) -> None:
    changed = Weights().changed([], kept + gone).changed(gone, [])
    anew = Weights().changed([], kept)
    assert {word: changed.weight(word) for word in "abcdefgh"} == {word: anew.weight(word) for word in "abcdefgh"}


@given(TEXTS, st.frozensets(st.sampled_from("abcdefghxyz"), max_size=6))
def test_overlap_is_a_share(texts: list[frozenset[str]], question: frozenset[str]) -> None:
    weights = Weights().changed([], texts)
    assert 0 <= weights.overlap(question, texts) <= 1 + 1e-9
    assert weights.overlap(question, []) == 0
    assert weights.overlap(question, [question]) == pytest.approx(1 if question else 0)


def test_a_rare_word_weighs_more_and_an_unknown_one_most() -> None:
    weights = Weights().changed([], [("the", "boat"), ("the", "bee"), ("the", "map")])
    assert weights.weight("the") < weights.weight("bee") < weights.weight("unheard")
    assert weights.overlap(frozenset({"the", "unheard"}), [("the",)]) < 0.2
