"""The sentence encoder once more, in plain numpy and by the book, to hold the built graph against."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

erf = np.vectorize(math.erf)


def embed(weights: Mapping[str, NDArray[np.float32]], ids: list[int]) -> Array:
    """Return the vector of one text, given as the ids of its word pieces with the special ones."""
    hidden = weights["embeddings.word_embeddings.weight"][ids].astype(np.float64)
    hidden += weights["embeddings.position_embeddings.weight"][: len(ids)]
    hidden += weights["embeddings.token_type_embeddings.weight"][0]
    hidden = normalized(weights, "embeddings.LayerNorm", hidden)
    for layer in range(6):
        hidden = block(weights, f"encoder.layer.{layer}", hidden)
    mean: Array = hidden.mean(axis=0)
    return mean / np.linalg.norm(mean)


def block(weights: Mapping[str, NDArray[np.float32]], name: str, hidden: Array) -> Array:
    query, key, value = (
        linear(weights, f"{name}.attention.self.{part}", hidden).reshape(-1, 12, 32).swapaxes(0, 1)
        for part in ("query", "key", "value")
    )
    scores = np.exp(query @ key.swapaxes(1, 2) / math.sqrt(32))
    mixed = (scores / scores.sum(axis=2, keepdims=True) @ value).swapaxes(0, 1).reshape(-1, 384)
    attended = linear(weights, f"{name}.attention.output.dense", mixed)
    hidden = normalized(weights, f"{name}.attention.output.LayerNorm", hidden + attended)
    inner = linear(weights, f"{name}.intermediate.dense", hidden)
    inner = inner * (1 + erf(inner / math.sqrt(2))) / 2
    return normalized(weights, f"{name}.output.LayerNorm", hidden + linear(weights, f"{name}.output.dense", inner))


def linear(weights: Mapping[str, NDArray[np.float32]], name: str, value: Array) -> Array:
    return value @ weights[f"{name}.weight"].T.astype(np.float64) + weights[f"{name}.bias"]


def normalized(weights: Mapping[str, NDArray[np.float32]], name: str, value: Array) -> Array:
    centered = value - value.mean(axis=1, keepdims=True)
    scaled = centered / np.sqrt(centered.var(axis=1, keepdims=True) + 1e-12)
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]
