"""Addresses that things once had: they lead to what became of them, or are known to be gone."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from kg.model import MentionKey

__all__ = ["Former"]

_SCHEMA = "CREATE TABLE IF NOT EXISTS former (address TEXT PRIMARY KEY, members TEXT NOT NULL) WITHOUT ROWID"
_WITNESSES = 20
"""Members that are remembered of something with a former address: the first that is still there tells where it is."""


class Former:
    """Former addresses in an SQLite file; many threads may use it."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=30)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute(_SCHEMA)

    def note(self, addresses: Iterable[tuple[str, Iterable[MentionKey]]]) -> None:
        """These addresses are no longer in use; each with what it stood for."""
        rows = [(address, json.dumps([*members][:_WITNESSES])) for address, members in addresses]
        with self._lock, self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO former VALUES (?, ?)", rows)

    def became(self, address: str, now: Callable[[MentionKey], str | None]) -> tuple[bool, str | None]:
        """Whether an address was once in use, and the address that it stands for by now, if there is one.

        `now` gives the present address of an article's entity or event.
        """
        with self._lock:
            row = self._connection.execute("SELECT members FROM former WHERE address = ?", (address,)).fetchone()
        if row is None:
            return False, None
        found = (now((article, local)) for article, local in json.loads(row[0]))
        return True, next((iri for iri in found if iri is not None and iri != address), None)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()
