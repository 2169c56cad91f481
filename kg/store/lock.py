"""Keeps readers and the writer of one folder apart: many readers or one writer, across processes.

The engine itself keeps a second writer out, but calls the outcome of reading beside a live writer undefined. So both
hold a lock on a file of ours: readers share it, a writer has it alone. The system drops it when a process dies. Where
the system or the medium has no such locks (Windows, read-only mounts), the engine's own lock remains.
"""

import os
from contextlib import suppress
from pathlib import Path

from kg.errors import StoreBusyError

try:
    import fcntl
except ImportError:  # pragma: no cover - systems without these locks
    fcntl = None  # type: ignore[assignment]

__all__ = ["FolderLock", "busy"]

_NAME = "in-use.lock"


def busy(folder: Path) -> StoreBusyError:
    """The error for a folder that somebody else has open."""
    address = _announced(folder)
    if address is not None:
        return StoreBusyError(
            f"the graph store in {folder} is in use by another process, which serves it at {address}: add "
            f"--server {address} to `kg build` or `kg query`, or stop that process"
        )
    return StoreBusyError(
        f"the graph store in {folder} is in use by another process (such as a running `kg serve` or `kg build`): "
        "stop that process, ask it over HTTP instead (--server), or name another folder with --store"
    )


def _announced(folder: Path) -> str | None:
    """Where whoever has the folder open says that it serves it."""
    try:
        text = (folder / _NAME).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return text if text.startswith(("http://", "https://")) else None


class FolderLock:
    """A lock on `folder`, held until `release`: shared for readers, exclusive for a writer.

    Raises:
        StoreBusyError: somebody else holds it in a way that excludes this one.
    """

    def __init__(self, folder: Path, *, shared: bool) -> None:
        self._descriptor: int | None = None
        if fcntl is None:  # pragma: no cover
            return
        try:
            self._descriptor = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError:  # the medium cannot be written to, so nobody else can be writing either
            return
        try:
            fcntl.flock(self._descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            raise busy(folder) from error
        except OSError:  # a file system without locks
            self.release()
        else:
            if not shared:
                os.ftruncate(self._descriptor, 0)  # what a killed process left

    @property
    def held(self) -> bool:
        """Whether there is a lock; not where the system or the medium has none."""
        return self._descriptor is not None

    def announce(self, address: str) -> None:
        """Tell those who find the folder in use where it is served."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.ftruncate(self._descriptor, 0)
                os.pwrite(self._descriptor, address.encode(), 0)

    def release(self) -> None:
        """Give the lock back; twice does no harm."""
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None
