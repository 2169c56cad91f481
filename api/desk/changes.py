"""The log of changes: what became different in the graph, and when; kept for those who copy it."""

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["Action", "Change", "ChangeLog"]

Action = Literal["changed", "removed", "reset"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, action TEXT NOT NULL, address TEXT NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Change:
    """That something is different since `at`; a `reset` means that anything may be."""

    number: int
    at: str
    action: Action
    address: str


class ChangeLog:
    """An append-only log in an SQLite file; many threads may use it, and wait for what comes."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._news = threading.Condition()
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=30)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(_SCHEMA)

    def append(self, changes: Iterable[tuple[Action, str]], at: str) -> None:
        """Note changes, in order."""
        rows = [(at, action, address) for action, address in changes]
        if not rows:
            return
        with self._news, self._connection:
            self._connection.executemany("INSERT INTO changes (at, action, address) VALUES (?, ?, ?)", rows)
            self._news.notify_all()

    def after(self, number: int, limit: int) -> list[Change]:
        """The changes behind a number, the oldest first."""
        with self._news:
            rows = self._connection.execute(
                "SELECT number, at, action, address FROM changes WHERE number > ? ORDER BY number LIMIT ?",
                (number, limit),
            ).fetchall()
        return [Change(*row) for row in rows]

    def last(self) -> int:
        """The number of the latest change, 0 before the first."""
        with self._news:
            return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM changes").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self._news:
            self._connection.close()
