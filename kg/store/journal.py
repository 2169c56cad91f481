"""Counts the changes of a store, and remembers what the last ones touched."""

import threading
from collections import deque
from collections.abc import Iterable

import pyoxigraph as ox

from kg.store.touched import Touched

__all__ = ["Journal"]

_MOST = 50_000
"""Subjects that are remembered, a few megabytes; of what touches more, everything is read anew."""


class Journal:
    """Begins to remember when it is first asked: before, nobody wants to know."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._revision = 0
        self._notes: deque[tuple[int, Touched]] = deque()
        self._size = 0
        self._known_from: int | None = None
        """The revision from which on all changes are noted."""

    @property
    def revision(self) -> int:
        """How often something was changed."""
        return self._revision

    def note(self, quads: Iterable[ox.Quad] | None) -> None:
        """Something was changed: the quads that came or went; None where that is not known."""
        wanted = self._known_from is not None
        touched: Touched | None = None
        if wanted and quads is not None:
            try:
                touched = Touched(quads)
            except ValueError:
                touched = None
        with self._lock:
            self._revision += 1
            if self._known_from is None:
                return
            if touched is None:
                self._forget()
                return
            self._notes.append((self._revision, touched))
            self._size += len(touched)
            while self._size > _MOST:
                self._known_from, oldest = self._notes.popleft()
                self._size -= len(oldest)

    def since(self, revision: int) -> tuple[int, Touched] | None:
        """What changed after a revision, with the one that it led to; None if that is not known, or too much."""
        with self._lock:
            if self._known_from is None:
                self._known_from = self._revision
            if revision < self._known_from:
                return None
            now, notes = self._revision, [touched for number, touched in self._notes if number > revision]
        found = Touched()
        for touched in notes:
            found.update(touched)
        return now, found

    def _forget(self) -> None:
        self._notes.clear()
        self._size, self._known_from = 0, self._revision
