"""Scores of arcs to trees.

The best head of each word already makes a tree in nineteen sentences of twenty; the others are made trees by the
algorithm of Chu and Liu (1965) and Edmonds (1967), with exactly one word under the root.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tree", "is_tree"]

Scores = NDArray[np.float64]
FORBIDDEN = -1e9
ROOTS_TRIED = 5  # words tried as the root when the best arborescence has several
_SLACK = 1e-6  # beyond what sums taken in another order may differ by


def best_tree(arcs: NDArray[np.floating]) -> list[int]:
    """Heads of the words of one sentence, 0 the root and 1 + i word i.

    `arcs` is [words, 1 + words], the score of each head, column 0 the root.
    """
    greedy: list[int] = arcs.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    words = arcs.shape[0]
    scores = np.full((words + 1, words + 1), FORBIDDEN)
    top = arcs.max(1, keepdims=True).astype(np.float64)
    scores[1:] = arcs - top - np.log(np.exp(arcs - top).sum(1, keepdims=True))
    heads = _arborescence(scores)
    if (heads[1:] == 0).sum() != 1:
        heads = _best_rooted(scores)
    found: list[int] = heads[1:].tolist()
    return found


def is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root and exactly one word hangs from it; heads as `best_tree` returns them."""
    if heads.count(0) != 1:
        return False
    reached = [False] * (len(heads) + 1)
    reached[0] = True
    for word in range(1, len(heads) + 1):
        path: list[int] = []
        node = word
        while not reached[node]:
            if node in path[-1:] or len(path) > len(heads):
                return False
            path.append(node)
            node = heads[node - 1]
        for node in path:
            reached[node] = True
    return True


def _best_rooted(scores: Scores) -> NDArray[np.int64]:
    """The best of the arborescences under the likely roots; those are not sought that cannot be better than another."""
    free = scores[1:, 1:].max(1)
    most = free.sum()
    first, *others = _likely_roots(scores)
    found = _rooted(scores, first)
    reached = _total(scores, found)
    for root in others:
        if most - free[root - 1] + scores[root, 0] < reached - _SLACK:
            continue
        heads = _rooted(scores, root)
        total = _total(scores, heads)
        if total > reached:
            found, reached = heads, total
    return found


def _likely_roots(scores: Scores) -> list[int]:
    likely: list[int] = (np.argsort(-scores[1:, 0], kind="stable")[:ROOTS_TRIED] + 1).tolist()
    return likely


def _rooted(scores: Scores, root: int) -> NDArray[np.int64]:
    single = scores.copy()
    single[1:, 0] = FORBIDDEN
    single[root, 0] = scores[root, 0]
    return _arborescence(single)


def _total(scores: Scores, heads: NDArray[np.int64]) -> float:
    return float(scores[np.arange(1, len(heads)), heads[1:]].sum())


def _arborescence(scores: Scores) -> NDArray[np.int64]:
    """Heads of the best arborescence from node 0; `scores[dependent, head]`. Cycles are contracted one at a time."""
    scores = scores.copy()
    np.fill_diagonal(scores, FORBIDDEN)
    heads: NDArray[np.int64] = scores.argmax(1).astype(np.int64)
    heads[0] = -1
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.array(cycle)
    left = np.ones(len(heads), dtype=bool)
    left[inside] = False
    outside = np.flatnonzero(left)
    size = len(outside)
    smaller = np.full((size + 1, size + 1), FORBIDDEN)
    from_outside = scores[outside]
    smaller[:size, :size] = from_outside[:, outside]
    leaving = from_outside[:, inside]
    smaller[:size, size] = leaving.max(1)
    # Entering the cycle at a node breaks the arc that pointed to that node within it.
    entering = scores[inside][:, outside] - scores[inside, heads[inside]][:, None]
    smaller[size, :size] = entering.max(0)
    solved = _arborescence(smaller)
    result = heads.copy()
    kept = np.append(outside, 0)[solved[1:size]]
    result[outside[1:]] = np.where(solved[1:size] == size, inside[leaving[1:].argmax(1)], kept)
    entry = entering[:, solved[size]].argmax()
    result[inside[entry]] = outside[solved[size]]
    return result


def _find_cycle(heads: NDArray[np.int64]) -> list[int] | None:
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle, at = [node], int(heads[node])
            while at != node:
                cycle.append(at)
                at = int(heads[at])
            return cycle
    return None
