"""Words of the index that a misspelt one may stand for.

A word with one mistake still has its first or its second half right, unless two letters are exchanged in the middle: a
range of an index for each of these gives candidates, which are compared letter by letter (optimal string alignment: two
letters exchanged are one mistake).
"""

import sqlite3

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

__all__ = ["inside", "similar"]

_SHORTEST, _LONG = 4, 8
"""Letters from which on a word may have one mistake, and two."""
_CANDIDATES = 20_000
_UNFINISHED = 6
"""Letters from which on a misspelt word may be the beginning of one."""
_LOOKED_THROUGH = 400_000
_MOST = 24
_LAST = "\U0010ffff"


def similar(db: sqlite3.Connection, word: str) -> list[str]:
    """Indexed words, or words that begin so, with few mistakes; the nearest first. The word itself, if there is it."""
    if len(word) < _SHORTEST:
        return _starting(db, word)
    allowed = 2 if len(word) >= _LONG else 1
    half = len(word) // 2
    shortest, longest = len(word) - allowed, len(word) + allowed
    unfinished = longest if len(word) < _UNFINISHED else 1_000
    exchanged = word[: half - 1] + word[half] + word[half - 1]  # the only mistake that both halves share
    candidates = set(_range(db, "word", word[:half], shortest, unfinished))
    candidates.update(_range(db, "word", exchanged, shortest, unfinished))
    candidates.update(_range(db, "back", word[half:][::-1], shortest, longest))
    ordered = sorted(candidates)
    found = {near: distance for near, distance, _ in _nearest(word, ordered, allowed)}
    cut = [candidate[: len(word)] for candidate in ordered]  # the word may be unfinished
    for _, distance, place in _nearest(word, cut, allowed):
        found.setdefault(ordered[place], distance)
    return sorted(found, key=lambda near: (found[near], abs(len(near) - len(word)), near))[:_MOST]


def _nearest(word: str, forms: list[str], allowed: int) -> list[tuple[str, int, int]]:
    return extract(word, forms, scorer=OSA.distance, score_cutoff=allowed, limit=_MOST)


def inside(db: sqlite3.Connection, word: str) -> list[str]:
    """Indexed words that contain another one."""
    if len(word) < _SHORTEST - 1:
        return _starting(db, word)
    looked = "SELECT word FROM word LIMIT ?"  # a bound on the time, in very large graphs
    rows = db.execute(f"SELECT word FROM ({looked}) WHERE instr(word, ?) LIMIT ?", (_LOOKED_THROUGH, word, _MOST))
    return [found for (found,) in rows]


def _starting(db: sqlite3.Connection, word: str) -> list[str]:
    return _range(db, "word", word, 0, 1_000)[:_MOST]


def _range(db: sqlite3.Connection, column: str, start: str, shortest: int, longest: int) -> list[str]:
    rows = db.execute(
        f"SELECT word FROM word WHERE {column} >= ? AND {column} < ? AND length(word) BETWEEN ? AND ? LIMIT ?",
        (start, start + _LAST, shortest, longest, _CANDIDATES),
    )
    return [found for (found,) in rows]
