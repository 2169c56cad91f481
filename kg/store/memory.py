"""What a view remembers: results that hold as long as nothing changes that they are made of."""

import threading
import time
from collections.abc import Callable, Hashable, Set
from typing import TypeVar, cast

__all__ = ["Memory"]

T = TypeVar("T")
Key = tuple[Hashable, ...]


class _Entry:
    """One result in the making, or made; who asks meanwhile waits for it alone."""

    __slots__ = ("lock", "made", "value")

    def __init__(self) -> None:
        self.lock, self.made = threading.RLock(), False
        self.value: object = None


class Memory:
    """The `size` results that were used last; made once, however many threads ask at the same time.

    A key is a kind of result, what it is about, and whatever else tells it apart. `seconds` is the processor time that
    making took, in all.
    """

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._known: dict[Key, _Entry] = {}
        self.seconds = 0.0

    def __contains__(self, key: Key) -> bool:
        """Whether there is a result for `key`, or one in the making."""
        with self._lock:
            return key in self._known

    def once(self, key: Key, make: Callable[[], T]) -> T:
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

    def has(self, key: Key) -> bool:
        """Whether there is a result for `key`, wholly made."""
        with self._lock:
            return key in self._known and self._known[key].made

    def without(self, things: Set[Hashable]) -> "Memory":
        """Another memory of what is made by now and is about nothing of some `things`."""
        other = Memory(size=self._size)
        with self._lock:
            known = self._known.copy()
        other._known = {key: entry for key, entry in known.items() if entry.made and key[1] not in things}
        other.seconds = self.seconds
        return other
