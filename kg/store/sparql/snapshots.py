"""Copies of a store that other processes may open: made when there is something new, removed when nobody uses them."""

import math
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreBusyError
from kg.store.base import Store
from kg.store.lock import FolderLock

__all__ = ["Snapshot", "Snapshots"]

_PREFIX = "snapshots-"


@dataclass(slots=True)
class Snapshot:
    """A copy in a folder, which is like the store at a revision."""

    path: str
    revision: int
    made: float
    users: int = 0


class Snapshots:
    """The rotating snapshots of `store`, in a folder below `folder` (on the store's own disk they are hard links).

    `staleness` is how many seconds a snapshot may go on being used after the store changed.
    """

    def __init__(self, store: Store, folder: Path | None, staleness: float) -> None:
        self._store, self._staleness = store, staleness
        self._making = threading.Lock()
        """Held while a copy is made, which takes some time."""
        self._lock = threading.Lock()
        self._newest: Snapshot | None = None
        self._made = 0
        if folder is not None:
            _remove_orphans(folder)
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        self._mark = FolderLock(self._folder, shared=False)

    @contextmanager
    def newest(self) -> Iterator[Snapshot]:
        """A snapshot that is fresh enough; it stays as long as the context."""
        snapshot = self.at_hand()
        if snapshot is None:
            with self._making:
                snapshot = self.at_hand() or self._make()
        try:
            yield snapshot
        finally:
            self.give_back(snapshot)

    def at_hand(self) -> Snapshot | None:
        """The same, to be given back, if there is one already."""
        with self._lock:
            found = self._newest
            if found is None:
                return None
            if found.revision != self._store.revision and time.monotonic() - found.made >= self._staleness:
                return None
            found.users += 1
            return found

    def give_back(self, snapshot: Snapshot) -> None:
        """Tell that one user less needs a snapshot."""
        with self._lock:
            snapshot.users -= 1
            unused = not snapshot.users and snapshot is not self._newest
        if unused:
            shutil.rmtree(snapshot.path, ignore_errors=True)

    @contextmanager
    def private(self) -> Iterator[Path]:
        """The folder of a copy of its own, which may be written to; removed with the context."""
        path = self._new_path().with_suffix(".private")
        try:
            self._store.snapshot(path)
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def renew(self) -> None:
        """Let the next user see all changes there are now, whatever the staleness allows."""
        with self._lock:
            if self._newest is not None:
                self._newest.made = -math.inf

    def close(self) -> None:
        """Remove everything."""
        self._mark.release()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make(self) -> Snapshot:
        """A new snapshot with one user; only one thread at a time makes one."""
        made = time.monotonic()
        revision = self._store.revision  # before the copy: what is written meanwhile calls for another one
        path = self._new_path()
        self._store.snapshot(path)
        with self._lock:
            old, self._newest = self._newest, Snapshot(str(path), revision, made, users=1)
            newest = self._newest
        if old is not None and not old.users:
            shutil.rmtree(old.path, ignore_errors=True)
        return newest

    def _new_path(self) -> Path:
        with self._lock:
            self._made += 1
            return self._folder / str(self._made)


def _remove_orphans(folder: Path) -> None:
    """Remove what processes left behind that were killed: nobody holds a lock on it any more."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(StoreBusyError):
            lock = FolderLock(left, shared=False)
            if lock.held:
                shutil.rmtree(left, ignore_errors=True)
            lock.release()
