"""Whether two wordings are one text: what share of their shingles they have in common."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.model import Fingerprint
from kg.read.reprints.fingerprint import SKETCH_LIMIT

__all__ = ["CONTAINED", "COVERED", "Likeness", "is_reprint", "likeness"]

CONTAINED = 0.5
"""Share of the shorter text that the longer one must hold. Each changed word costs three shingles, so that a copy with
every tenth word changed still has 0.7; a follow-up that repeats the background of an earlier report has 0.1 to 0.4."""

COVERED = 0.15
"""Share of the longer text that the shorter one must make up: what is less is quoted in it, not reprinted."""

_MARKED = 0.6
"""Share of the shorter text's names and figures that the longer one must hold: two reports of one mould (weather,
markets, quakes) have their wording in common, and not these."""

_FEW_MARKS = 3
"""Names and figures, below which they tell nothing."""

_LEAST = 8
"""Shingles in common, below which short texts agree by chance."""

_SAME_PAGE = 0.1
"""Share from which on two texts read at the same address are states of one story, not two uses of one address."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common: shares of the shorter and of the longer one's hashes, and their number."""

    contained: float
    covered: float
    shared: int


def likeness(left: bytes, right: bytes) -> Likeness:
    """How much two sketches have in common.

    Where a sketch is not whole (a very long text), only the range of hashes that both are complete in is compared.
    """
    a, b = (np.frombuffer(sketch, dtype="<u4") for sketch in (left, right))
    bound = min(_complete_below(a), _complete_below(b))
    a, b = a[: np.searchsorted(a, bound, side="right")], b[: np.searchsorted(b, bound, side="right")]
    if not len(a) or not len(b):
        return Likeness(0.0, 0.0, 0)
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return Likeness(shared / min(len(a), len(b)), shared / max(len(a), len(b)), shared)


def is_reprint(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether one text is the other's: whole or cut, edited or not; or a state of the same page."""
    found = likeness(left.sketch, right.sketch)
    if left.url and left.url == right.url and found.contained >= _SAME_PAGE:
        return True
    if found.shared < _LEAST or found.contained < CONTAINED or found.covered < COVERED:
        return False
    marks = likeness(left.marks, right.marks)
    few = min(len(left.marks), len(right.marks)) < 4 * _FEW_MARKS
    return few or marks.contained >= _MARKED


def _complete_below(hashes: NDArray[np.uint32]) -> int:
    return int(hashes[-1]) if len(hashes) >= SKETCH_LIMIT else 2**32 - 1
