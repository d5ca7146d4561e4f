"""How sure a reading is: logistic regressions over what is known of a question, calibrated on question files.

`python -m tests.calibration` fits them, with folds that keep all questions of
one wording together, and writes `confidence.json` beside this module: of each
judgment its bias, the weight of each feature, and the threshold chosen.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Confidence:
    """One calibrated judgment."""

    bias: float
    weights: Mapping[str, float]
    """Feature to its weight, of the raw value."""

    threshold: float
    """Probability from which the judgment is taken for true."""

    def probability(self, features: Features) -> float:
        """Return how likely the judgment is true, 0 to 1.

        Raises:
            KeyError: a feature of the model is not among `features`.
        """
        total = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))

    def holds(self, features: Features) -> bool:
        """Return whether the judgment is taken for true."""
        return self.probability(features) >= self.threshold


#: Judgments that are always, and never, taken for true.
ALWAYS, NEVER = Confidence(0.0, {}, 0.0), Confidence(0.0, {}, 2.0)


@lru_cache(1)
def calibrated() -> Mapping[str, Confidence]:
    """Return the judgments of `confidence.json` by name."""
    table = json.loads(resources.files("assistant").joinpath("confidence.json").read_text("utf-8"))
    return {
        name: Confidence(row["bias"], dict(row["weights"]), row["threshold"]) for name, row in table["models"].items()
    }
