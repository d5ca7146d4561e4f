"""Rankings are joined by rank and by spread, whatever they hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import reciprocal_rank_fusion, z_scores

RANKINGS = st.lists(st.lists(st.integers(0, 30), unique=True, max_size=20), max_size=4)
VALUES = st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=50)


@given(RANKINGS)
def test_fusion_keeps_every_key_once_best_first(rankings: list[list[int]]) -> None:
    fused = reciprocal_rank_fusion(rankings)
    assert sorted(key for key, _ in fused) == sorted({key for ranking in rankings for key in ranking})
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=20))
def test_a_ranking_fused_with_itself_stays_as_it_is(ranking: list[int]) -> None:
    assert [key for key, _ in reciprocal_rank_fusion([ranking, ranking])] == ranking


@given(RANKINGS)
def test_fusion_does_not_mind_which_ranking_comes_first(rankings: list[list[int]]) -> None:
    scores = dict(reciprocal_rank_fusion(rankings))
    assert dict(reciprocal_rank_fusion(rankings[::-1])) == pytest.approx(scores)


def test_a_key_of_both_rankings_beats_the_first_of_one() -> None:
    assert reciprocal_rank_fusion([["a", "both"], ["b", "both"]])[0] == ("both", pytest.approx(2 / 62))


def test_a_key_that_a_ranking_has_twice_counts_once() -> None:
    assert dict(reciprocal_rank_fusion([["a", "a", "b"]]))["a"] == pytest.approx(1 / 61)


@given(VALUES)
def test_z_scores_have_mean_zero_and_spread_one_or_tell_nothing(values: list[float]) -> None:
    scores = z_scores(np.array(values))
    assert scores.mean() == pytest.approx(0, abs=1e-6)
    assert scores.std() == pytest.approx(1) or not scores.any()


@given(VALUES, st.floats(0.1, 100), st.floats(-100, 100))
def test_z_scores_do_not_depend_on_scale(values: list[float], factor: float, shift: float) -> None:
    spread_out = np.array(values) / 1e4
    if spread_out.std() > 1e-3:
        assert z_scores(spread_out * factor + shift) == pytest.approx(z_scores(spread_out), abs=1e-3)


def test_equal_values_tell_nothing() -> None:
    assert z_scores(np.full(5, 0.1)).tolist() == [0.0] * 5
    assert z_scores(np.empty(0)).tolist() == []
