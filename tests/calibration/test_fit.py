"""The fit of a judgment: what it learns, and that no wording helps to judge itself."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.long

Fit = Callable[..., Any]
SPREAD = [at / 64 for at in range(64)]


@pytest.fixture(scope="module")
def fit() -> Fit:
    pytest.importorskip("sklearn", reason="the extra `calibrate` is not installed")
    from tests.calibration.fit import fit

    return fit


def wordings(count: int) -> list[str]:
    return [f"wording {at % 16}" for at in range(count)]


def test_what_tells_gets_the_weight(fit: Fit) -> None:
    rows = [{"near": value, "noise": float(at % 2), "always": 1.0} for at, value in enumerate(SPREAD)]
    true = [value >= 0.5 for value in SPREAD]
    fitted = fit(rows, true, ["any"] * 64, wordings(64), 0.6)
    judged = fitted.confidence
    assert (set(judged.weights), judged.threshold) == ({"near", "noise", "always"}, 0.6)
    assert judged.weights["near"] > 10 * abs(judged.weights["noise"])
    assert judged.weights["always"] == 0.0
    assert [judged.probability(row) >= 0.5 for row in rows].count(True) == pytest.approx(32, abs=2)
    assert judged.probability(rows[0]) < 0.1 < 0.9 < judged.probability(rows[-1])


def test_weights_are_of_raw_values_with_four_digits(fit: Fit) -> None:
    true = [value >= 0.5 for value in SPREAD]
    small, large = (
        fit([{"near": scale * value} for value in SPREAD], true, ["any"] * 64, wordings(64), 0.5).confidence
        for scale in (1.0, 100.0)
    )
    assert small.weights["near"] == pytest.approx(100 * large.weights["near"], abs=0.01)
    assert small.bias == large.bias
    for number in (small.bias, *small.weights.values(), *large.weights.values()):
        assert number == round(number, 4)


def test_question_is_judged_by_a_fit_that_saw_no_question_of_its_wording(fit: Fit) -> None:
    names = sorted(set(wordings(64)))
    rows = [{name: float(name == wording) for name in names} for wording in wordings(64)]
    true = [names.index(wording) % 2 == 0 for wording in wordings(64)]
    fitted = fit(rows, true, [str(one) for one in true], wordings(64), 0.5)
    seen = [(fitted.confidence.probability(row) >= 0.5) is one for row, one in zip(rows, true, strict=True)]
    unseen = [(p >= 0.5) is one for p, one in zip(fitted.held_out.tolist(), true, strict=True)]
    assert all(seen)
    assert sum(unseen) <= 0.6 * len(unseen)


def test_held_out_questions_are_judged_in_their_order(fit: Fit) -> None:
    true = [value >= 0.5 for value in SPREAD]
    held_out = fit([{"near": value} for value in SPREAD], true, ["any"] * 64, wordings(64), 0.5).held_out
    assert held_out.shape == (64,)
    assert max(held_out[:16]) < 0.2 < 0.8 < min(held_out[-16:])


@pytest.mark.parametrize(("alike", "likely"), [(True, 0.5), (False, 0.75)])
def test_each_kind_weighs_alike_however_many_ask_it(fit: Fit, alike: bool, likely: float) -> None:
    true = [at % 4 != 0 for at in range(64)]
    kinds = [str(one) if alike else "any" for one in true]
    fitted = fit([{"always": 1.0} for _ in true], true, kinds, wordings(64), 0.5)
    assert fitted.confidence.probability({"always": 1.0}) == pytest.approx(likely, abs=0.01)
