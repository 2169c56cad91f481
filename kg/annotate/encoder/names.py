"""Scores of BIO labels to names: the best sequence that is well formed, and how sure the network was of each name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Name", "NameDecoder"]

FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Name:
    """Words `start` (included) to `end` (excluded) bear a name of kind `label`; `score` is a probability."""

    start: int
    end: int
    label: str
    score: float


class NameDecoder:
    """Viterbi decoding (1967) over labels O, B-x, I-x, where I-x may only follow B-x or I-x."""

    def __init__(self, labels: Sequence[str]) -> None:
        """`labels` in the order of the network's scores."""
        self.labels = tuple(labels)
        size = len(labels)
        self._follow = np.zeros((size, size), dtype=np.float32)
        self._begin = np.zeros(size, dtype=np.float32)
        for at, label in enumerate(labels):
            if label.startswith("I-"):
                allowed = [before[2:] == label[2:] for before in labels]
                self._follow[:, at] = np.where(allowed, 0, FORBIDDEN)
                self._begin[at] = FORBIDDEN

    def decode(self, scores: NDArray[np.float32], breaks: Sequence[bool]) -> list[Name]:
        """Names in a window, left to right; `scores` [words, labels] are logits, no name goes on across a break."""
        logs = scores - scores.max(1, keepdims=True)
        logs -= np.log(np.exp(logs).sum(1, keepdims=True))
        path = self._best(logs, breaks)
        names: list[Name] = []
        start = 0
        for at in range(len(path) + 1):
            label = self.labels[path[at]] if at < len(path) else "O"
            if at and not label.startswith("I-") and self.labels[path[start]] != "O":
                words = np.arange(start, at)
                score = float(np.exp(logs[words, path[start:at]].min()))
                names.append(Name(start, at, self.labels[path[start]][2:], score))
            if not label.startswith("I-"):
                start = at
        return names

    def _best(self, logs: NDArray[np.float32], breaks: Sequence[bool]) -> list[int]:
        greedy = logs.argmax(1)
        cost = self._begin[greedy[0]] + self._follow[greedy[:-1], greedy[1:]].sum()
        cost += (self._begin[greedy] * np.asarray(breaks, dtype=np.float32)).sum()
        if cost == 0:  # the best label of each word already makes a sequence, as it does in most windows
            easy: list[int] = greedy.tolist()
            return easy
        total = logs[0] + self._begin
        back: list[NDArray[np.int64]] = []
        for at in range(1, len(logs)):
            follow = self._follow + self._begin if breaks[at] else self._follow
            through = total[:, None] + follow
            best = through.argmax(0)
            back.append(best)
            total = through[best, np.arange(len(best))] + logs[at]
        path = [int(total.argmax())]
        for best in reversed(back):
            path.append(int(best[path[-1]]))
        return path[::-1]
