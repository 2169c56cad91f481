"""Scores of BIO labels to names: the best sequence that is well formed, and how sure the network was of each name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Name", "NameDecoder"]

FORBIDDEN = -1e4
_SLACK = 1e-3  # beyond what sums in single precision may be off


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
        self._inside = np.array([label.startswith("I-") for label in labels])
        self._outside = self.labels.index("O")
        kinds = [label[2:] for label in labels]
        self._follows = np.array([[bool(one) and one == other for other in kinds] for one in kinds])
        self._before = [
            tuple(at for at in range(len(labels)) if self._follows[at, label]) if inside else ()
            for label, inside in enumerate(self._inside)
        ]

    def decode(self, scores: NDArray[np.float32], breaks: Sequence[bool]) -> list[Name]:
        """Names in a window, left to right; `scores` [words, labels] are logits, no name goes on across a break."""
        logs = scores - scores.max(1, keepdims=True)
        logs -= np.log(np.exp(logs).sum(1, keepdims=True))
        path = self._best(logs, breaks)
        starts = np.flatnonzero(~self._inside[path])
        ends = np.append(starts[1:], len(path))
        named = np.flatnonzero(path[starts] != self._outside)
        chances = logs[np.arange(len(path)), path]
        names: list[Name] = []
        for start, end in zip(starts[named].tolist(), ends[named].tolist(), strict=True):
            score = float(np.exp(chances[start:end].min()))
            names.append(Name(start, end, self.labels[path[start]][2:], score))
        return names

    def _best(self, logs: NDArray[np.float32], breaks: Sequence[bool]) -> NDArray[np.int64]:
        """The best label of each word, but for the stretches in which those make no sequence."""
        path: NDArray[np.int64] = logs.argmax(1)
        broken = np.array(breaks, dtype=bool)
        broken[0] = True
        torn = self._inside[path] & broken
        torn[1:] |= self._inside[path[1:]] & ~self._follows[path[:-1], path[1:]]
        if not torn.any():  # as in most windows
            return path
        cuts = np.append(np.flatnonzero(broken | self._free(logs, path, torn)), len(path))
        stretches = np.unique(np.searchsorted(cuts, np.flatnonzero(torn), side="right"))
        for at in stretches.tolist():
            start, end = int(cuts[at - 1]), int(cuts[at])
            path[start:end] = self._search(logs[start:end].tolist())
        return path

    def _free(self, logs: NDArray[np.float32], path: NDArray[np.int64], torn: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Words that the best sequence cannot have inside a name, so that what stands before them is nothing to it.

        With O for all that is inside of no name, the best labels make a sequence; the best one loses no more than that.
        """
        count = len(path)
        starts = np.flatnonzero(~self._inside[path] | torn)
        runs = np.searchsorted(starts, np.arange(count), side="right")  # of each word, counted from 1
        bad = np.isin(runs, runs[torn])
        best = logs[np.arange(count), path]
        loss = (best - logs[:, self._outside])[bad].sum()
        inside: NDArray[np.bool_] = best - logs[:, self._inside].max(1) > loss + _SLACK
        return inside

    def _search(self, logs: Sequence[Sequence[float]]) -> list[int]:
        total = [chance + FORBIDDEN * inside for chance, inside in zip(logs[0], self._inside.tolist(), strict=True)]
        back: list[list[int]] = []
        for chances in logs[1:]:
            best = max(range(len(total)), key=total.__getitem__)
            came = [max(before, key=total.__getitem__) if before else best for before in self._before]
            total = [total[before] + chance for before, chance in zip(came, chances, strict=True)]
            back.append(came)
        path = [max(range(len(total)), key=total.__getitem__)]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]
