"""Fit a logistic regression, and try it on wordings that it was not fitted on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.confidence import Confidence, Features

_FOLDS = 8
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Fitted:
    """A judgment, and how likely the folds that did not see a question called it true."""

    confidence: Confidence
    held_out: NDArray[np.float64]
    """Shape (questions,): probability of each."""


def fit(
    rows: Sequence[Features], true: Sequence[bool], kinds: Sequence[str], wordings: Sequence[str], threshold: float
) -> Fitted:
    """Fit whether `true`, each of `kinds` weighing alike, with all questions of one wording in one fold."""
    names = sorted(rows[0])
    table = np.array([[row[name] for name in names] for row in rows])
    wanted, weights = np.array(true), _balanced(kinds)
    held_out = np.zeros(len(rows))
    for seen, unseen in GroupKFold(_FOLDS, shuffle=True, random_state=0).split(table, wanted, wordings):
        model = _regression(table[seen], wanted[seen], weights[seen])
        held_out[unseen] = _probability(model, names, table[unseen])
    model = _regression(table, wanted, weights)
    return Fitted(Confidence(*_unscaled(model, names), threshold), held_out)


def _balanced(kinds: Sequence[str]) -> NDArray[np.float64]:
    count = {kind: kinds.count(kind) for kind in set(kinds)}
    return np.array([len(kinds) / len(count) / count[kind] for kind in kinds])


def _regression(table: NDArray[np.float64], true: NDArray[np.bool_], weights: NDArray[np.float64]) -> object:
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    return model.fit(table, true, logisticregression__sample_weight=weights)


def _unscaled(model: object, names: Sequence[str]) -> tuple[float, Mapping[str, float]]:
    """The bias and weights of the raw values."""
    scaler, regression = model[0], model[1]  # type: ignore[index]
    weights = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - float(weights @ scaler.mean_)
    return round(float(bias), _DIGITS), {n: round(float(w), _DIGITS) for n, w in zip(names, weights, strict=True)}


def _probability(model: object, names: Sequence[str], table: NDArray[np.float64]) -> NDArray[np.float64]:
    judged = Confidence(*_unscaled(model, names), 0.5)
    return np.array([judged.probability(dict(zip(names, row, strict=True))) for row in table])
