"""What a view remembers: results that hold as long as the store does not change."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

__all__ = ["Memory"]

T = TypeVar("T")


class _Entry:
    """One result in the making, or made; who asks meanwhile waits for it alone."""

    __slots__ = ("lock", "made", "value")

    def __init__(self) -> None:
        self.lock, self.made = threading.RLock(), False
        self.value: object = None


class Memory:
    """The `size` results that were used last; made once, however many threads ask at the same time.

    `seconds` is the processor time that making took, in all.
    """

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._known: dict[Hashable, _Entry] = {}
        self.seconds = 0.0

    def __contains__(self, key: Hashable) -> bool:
        """Whether there is a result for `key`, or one in the making."""
        with self._lock:
            return key in self._known

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned for `key` earlier, or returns now."""
        with self._lock:
            entry = self._known.pop(key, None) or _Entry()
            self._known[key] = entry
            if len(self._known) > self._size:
                del self._known[next(iter(self._known))]
        if not entry.made:  # making may itself ask for other keys
            with entry.lock:
                if not entry.made:
                    began = time.thread_time()
                    entry.value = make()
                    entry.made = True
                    self.seconds += time.thread_time() - began
        return cast(T, entry.value)
