"""Bounded lists: the part of a sorted sequence that follows a key."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Page", "backwards", "page"]

T = TypeVar("T")
S = TypeVar("S")

_COMPLEMENT = str.maketrans("0123456789", "9876543210")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items of a list of `total`; `next` is the key to ask for what follows, None at the end."""

    items: tuple[T, ...]
    total: int
    next: str | None

    def map(self, change: Callable[[T], S]) -> "Page[S]":
        """The same page of other items."""
        return Page(tuple(change(item) for item in self.items), self.total, self.next)


def page(items: Sequence[T], key: Callable[[T], str], after: str | None, limit: int) -> Page[T]:
    """The first `limit` of `items` behind the key `after`; `items` are sorted by `key`, which tells them apart.

    Keys rather than numbers, so that a list that changed meanwhile neither repeats nor skips what stayed in it.
    """
    start = 0 if after is None else bisect_right(items, after, key=key)
    part = tuple(items[start : start + limit])
    more = start + limit < len(items)
    return Page(part, len(items), key(part[-1]) if more and part else None)


def backwards(digits: str | None) -> str:
    """A key under which later dates and larger numbers (of equal length) come first, and None comes last."""
    return "~" if digits is None else digits.translate(_COMPLEMENT)
