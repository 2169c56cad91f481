"""Connections to one SQLite database, shared among threads."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store.search.schema import TABLES

__all__ = ["Connections", "new_database"]

_BUSY_MS = 20_000


class Connections:
    """One connection that writes, and as many that read as threads read at the same time.

    A database in memory (`path` is None) has a single connection, which threads take turns with. `owned` says whether
    this process may write.
    """

    def __init__(self, path: Path | None, *, owned: bool = True) -> None:
        self._path, self._owned = path, owned
        self._lock = threading.Lock()
        self._turn = threading.RLock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._main = self._open(writing=owned)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from."""
        if self._path is None:
            with self._turn:
                yield self._main
            return
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._open(writing=False)
        try:
            yield connection
        finally:
            with self._lock:
                kept = not self._closed
                if kept:
                    self._idle.append(connection)
            if not kept:
                connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection that writes, within a transaction."""
        with self._turn, self._main:
            self._main.execute("BEGIN IMMEDIATE")
            yield self._main

    def close(self) -> None:
        """Close what is idle; what is in use is closed when it is given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        with self._turn:
            self._main.close()

    def _open(self, *, writing: bool) -> sqlite3.Connection:
        if self._path is None:
            return new_database(None)
        mode = "rw" if writing else "ro"
        connection = _connect(f"{self._path.absolute().as_uri()}?mode={mode}")
        try:
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError:  # a medium that cannot be written to has no room for the files of a reader
            connection.close()
            if self._owned:
                raise
            connection = _connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA mmap_size=1073741824")
        return connection


def new_database(path: Path | None) -> sqlite3.Connection:
    """An empty database with all tables, to be filled fast: until it is whole, nobody else may see it."""
    connection = _connect(":memory:" if path is None else path.absolute().as_uri())
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-65536")
    connection.executescript(TABLES)
    if path is None:
        connection.execute("PRAGMA journal_mode=MEMORY")
    return connection


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    return connection
