"""Logits to probabilities."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Integers", "Scores", "sigmoid", "softmax"]

Scores = NDArray[np.float32]
Integers = NDArray[np.int64]


def softmax(logits: Scores) -> Scores:
    """Probabilities along the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    shares: Scores = shifted / shifted.sum(-1, keepdims=True)
    return shares


def sigmoid(logits: Scores) -> Scores:
    """Probability of each."""
    chances: Scores = np.float32(1) / (np.float32(1) + np.exp(-np.clip(logits, -60, 60)))
    return chances
