"""Dictionaries that follow changes without changing themselves: whoever reads one reads on undisturbed."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

__all__ = ["with_others"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def with_others(old: Mapping[K, V], keys: Iterable[K], new: Mapping[K, V]) -> dict[K, V]:
    """A copy of `old` in which `keys` have the values in `new`, and none where that has none."""
    found = dict(old)
    for key in keys:
        found.pop(key, None)
    found.update(new)
    return found
