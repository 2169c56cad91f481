"""Finding what is worth comparing: things that share a key, at a cost that does not grow with everything else.

Which pairs are found depends only on what is there, not on the order in which it came.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

__all__ = ["Blocks", "Keys"]

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a thing is found by.

    `shared`: all things with an equal first part are candidates; in a large block those whose second part is equal too.
    `asks` and `answers`: things that ask find those that answer, and the next thing that asks (in their order), but
    those that answer do not find each other: bare surnames and full names.
    """

    shared: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


class Blocks(Generic[Item]):
    """An index of things by their keys, to which things are added and from which they are removed."""

    def __init__(self, limit: int) -> None:
        """`limit` is the number of things up to which all of a block are candidates of one another."""
        self._limit = limit
        self._keys: dict[Item, tuple[Keys, Any]] = {}
        self._shared: dict[str, set[Item]] = defaultdict(set)
        self._fine: dict[tuple[str, str], set[Item]] = defaultdict(set)
        self._answers: dict[str, set[Item]] = defaultdict(set)
        self._asks: dict[str, list[tuple[Any, Item]]] = defaultdict(list)

    def put(self, item: Item, keys: Keys, order: Any) -> set[Item]:
        """Index an item, in place of what it was indexed by; the other items whose candidates change by that.

        `order` places it among those that ask; no two items have the same.
        """
        if self._keys.get(item) == (keys, order):
            return set()
        disturbed = self.drop(item)
        self._keys[item] = (keys, order)
        for key, fine in keys.shared:
            block = self._shared[key]
            block.add(item)
            self._fine[key, fine].add(item)
            if len(block) == self._limit + 1:
                disturbed |= block
            disturbed |= self._crossed(key, fine, self._limit + 1)
        for key in keys.answers:
            self._answers[key].add(item)
        for key in keys.asks:
            insort(self._asks[key], (order, item), key=_order)
            disturbed.update(self._beside(key, order))
        disturbed.discard(item)
        return disturbed

    def drop(self, item: Item) -> set[Item]:
        """Forget an item; the other items whose candidates change by that, beyond missing this one."""
        if item not in self._keys:
            return set()
        keys, order = self._keys.pop(item)
        disturbed: set[Item] = set()
        for key, fine in keys.shared:
            block = self._shared[key]
            block.discard(item)
            self._fine[key, fine].discard(item)
            if len(block) == self._limit:
                disturbed |= block
            disturbed |= self._crossed(key, fine, self._limit)
            if not block:
                del self._shared[key]
        for key in keys.answers:
            self._answers[key].discard(item)
        for key in keys.asks:
            disturbed.update(self._beside(key, order))
            line = self._asks[key]
            del line[bisect_left(line, order, key=_order)]
        disturbed.discard(item)
        return disturbed

    def candidates(self, item: Item) -> Iterator[Item]:
        """What an item is worth comparing with; some may come several times."""
        keys, order = self._keys[item]
        for key, fine in keys.shared:
            block = self._shared[key]
            if len(block) > self._limit:
                block = self._fine[key, fine]
                if len(block) > self._limit:
                    continue
            yield from (other for other in block if other != item)
        for key in keys.asks:
            yield from (other for other in self._answers.get(key, ()) if other != item)
            yield from self._beside(key, order)
        for key in keys.answers:
            yield from (other for _, other in self._asks.get(key, ()) if other != item)

    def _crossed(self, key: str, fine: str, size: int) -> set[Item]:
        """The items of a fine block that has just become too large, or small enough again."""
        block = self._fine.get((key, fine), set())
        return set(block) if len(block) == size else set()

    def _beside(self, key: str, order: Any) -> Iterator[Item]:
        """The items before and after a place in the line of those that ask."""
        line = self._asks[key]
        place = bisect_left(line, order, key=_order)
        if place:
            yield line[place - 1][1]
        after = place + (place < len(line) and line[place][0] == order)
        if after < len(line):
            yield line[after][1]


def _order(entry: tuple[Any, object]) -> Any:
    return entry[0]
