"""What a view remembers: results that hold until the store changes."""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

__all__ = ["Memory"]

T = TypeVar("T")


class Memory:
    """The `size` results of one revision that were used last; made once, however many threads ask at the same time."""

    def __init__(self, revision: Callable[[], int], *, size: int) -> None:
        self._revision, self._size = revision, size
        self._lock = threading.RLock()
        self._known: dict[Hashable, object] = {}
        self._of = -1

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned for `key` since the last change, or returns now."""
        with self._lock:
            if (revision := self._revision()) != self._of:
                self._known.clear()
                self._of = revision
            # making may itself ask for other keys
            value = self._known.pop(key) if key in self._known else make()
            self._known[key] = value
            if len(self._known) > self._size:
                del self._known[next(iter(self._known))]
            return cast(T, value)
