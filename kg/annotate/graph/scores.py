"""Logits to probabilities, and columns to numbers."""

from collections.abc import Hashable, Iterable

import numpy as np
from numpy.typing import NDArray

__all__ = ["Integers", "Scores", "numbered", "sigmoid", "softmax"]

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


def numbered(column: Iterable[Hashable]) -> Integers:
    """Equal entries by equal numbers, in the order of their first occurrence."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(entry, len(numbers)) for entry in column], dtype=np.int64)
