"""Scores of arcs to trees, checked against every tree there is."""

from itertools import product

import numpy as np
import pytest

from kg.annotate.encoder.trees import best_tree, is_tree


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([2, 0, 2], True),
        ([0, 0], False),
        ([2, 1], False),
        ([1], False),
        ([3, 0, 1], False),
        ([0, 1, 2], True),
    ],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(heads) is expected


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5])
def test_best_tree_is_the_best_of_all_trees_with_one_root(words: int) -> None:
    rng = np.random.default_rng(words)
    trees = [list(heads) for heads in product(range(words + 1), repeat=words) if is_tree(list(heads))]
    for _ in range(40):
        arcs = rng.normal(size=(words, words + 1)).astype(np.float32)
        logs = arcs - np.log(np.exp(arcs).sum(1, keepdims=True))
        totals = [sum(logs[word, head] for word, head in enumerate(heads)) for heads in trees]
        found = best_tree(arcs)
        assert is_tree(found)
        assert sum(logs[word, head] for word, head in enumerate(found)) == pytest.approx(max(totals), abs=1e-4)


def test_best_tree_of_a_long_sentence_that_is_all_cycles_ends() -> None:
    words = 120
    arcs = np.zeros((words, words + 1), dtype=np.float32)
    for word in range(words):
        arcs[word, 1 + (word ^ 1)] = 5.0  # pairs point at each other
    assert is_tree(best_tree(arcs))
