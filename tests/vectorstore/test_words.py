"""Words weigh by how few texts have them, and forms of one verb are one word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.words import count, stem, stems

TEXTS = st.lists(st.text("abc dé'", max_size=20), max_size=12)


@pytest.mark.parametrize("forms", [("inspects", "inspecting", "inspected", "inspection"), ("repair", "repairs")])
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem for form in forms for stem in stems(form)}) == 1


def test_a_short_word_keeps_its_ending() -> None:
    assert stem("ring") == "ring"
    assert stem("bed") == "bed"


def test_folding_goes_before_stemming() -> None:
    assert stems("The PILOT’S duties") == stems("the pilots duty")


@given(TEXTS, st.text("abcx dé'", max_size=20))
def test_overlap_is_a_share(texts: list[str], question: str) -> None:
    weights = count(texts)
    assert weights.texts == len(texts)
    assert 0 <= weights.overlap(question, texts) <= 1 + 1e-9
    assert weights.overlap(question, []) == 0
    assert weights.overlap(question, [question]) == pytest.approx(1 if stems(question) else 0)


def test_a_rare_word_weighs_more_and_an_unknown_one_most() -> None:
    weights = count(["the boat", "the bee", "the map"])
    assert weights.weight("the") < weights.weight("bee") < weights.weight("unheard")
    assert weights.overlap("the unheard", ["the"]) < 0.2
