"""Copies of a store that other processes may open: made when there is something new, removed when nobody uses them."""

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

__all__ = ["Snapshots"]

_PREFIX = "snapshots-"


@dataclass(slots=True)
class _Snapshot:
    path: Path
    revision: int
    made: float
    users: int = 0


class Snapshots:
    """The rotating snapshots of `store`, in a folder below `folder` (on the store's own disk they are hard links).

    `staleness` is how many seconds a snapshot may go on being used after the store changed.
    """

    def __init__(self, store: Store, folder: Path | None, staleness: float) -> None:
        self._store, self._staleness = store, staleness
        self._lock = threading.Lock()
        self._newest: _Snapshot | None = None
        self._made = 0
        if folder is not None:
            _remove_orphans(folder)
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
        self._mark = FolderLock(self._folder, shared=False)

    @contextmanager
    def newest(self) -> Iterator[Path]:
        """The folder of a snapshot that is fresh enough; it stays as long as the context."""
        with self._lock:
            snapshot = self._fresh()
            snapshot.users += 1
        try:
            yield snapshot.path
        finally:
            with self._lock:
                snapshot.users -= 1
                self._drop_unused(snapshot)

    def close(self) -> None:
        """Remove everything."""
        self._mark.release()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _fresh(self) -> _Snapshot:
        old, now = self._newest, time.monotonic()
        if old is not None and (old.revision == self._store.revision or now - old.made < self._staleness):
            return old
        revision = self._store.revision  # before the copy: what is written meanwhile calls for another one
        path = self._folder / str(self._made)
        self._made += 1
        self._store.snapshot(path)
        self._newest = _Snapshot(path, revision, now)
        if old is not None:
            self._drop_unused(old)
        return self._newest

    def _drop_unused(self, snapshot: _Snapshot) -> None:
        if snapshot is not self._newest and not snapshot.users:
            shutil.rmtree(snapshot.path, ignore_errors=True)


def _remove_orphans(folder: Path) -> None:
    """Remove what processes left behind that were killed: nobody holds a lock on it any more."""
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(StoreBusyError):
            lock = FolderLock(left, shared=False)
            if lock.held:
                shutil.rmtree(left, ignore_errors=True)
            lock.release()
