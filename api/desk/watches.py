"""Standing SPARQL queries: whenever the graph has changed they are asked again, and new rows are sent to an address."""

import json
import logging
import secrets
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.desk.webhook import call, check_address
from kg.errors import InputError, KgError, NotFound
from kg.store.question import TABLE_TYPES, Answer, Question

__all__ = ["Watch", "Watches"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS watches (
    id TEXT PRIMARY KEY, label TEXT NOT NULL, query TEXT NOT NULL, url TEXT NOT NULL, secret TEXT NOT NULL,
    created TEXT NOT NULL, seen TEXT NOT NULL, calls INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
    problem TEXT
)
"""
_MOST_ROWS = 10_000
_PAUSE = 1.0
"""Seconds that changes are gathered before queries are asked again."""

_log = logging.getLogger(__name__)

Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing query. `secret` signs what is sent; it is told once, when the watch is made."""

    id: str
    label: str
    query: str
    url: str
    secret: str
    created: str
    calls: int = 0
    failures: int = 0
    problem: str | None = None


class Watches:
    """Watches in an SQLite file, and the thread that asks and calls. `networks`: see `api.desk.webhook`."""

    def __init__(self, path: Path | None, ask: Ask, networks: Sequence[str], base: str) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._ask, self._networks, self._base = ask, networks, base
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=30)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute(_SCHEMA)
        self._changed, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="kg-watch", daemon=True)

    def start(self) -> None:
        """Ask from now on, whenever `changed` was called."""
        self._thread.start()

    def changed(self) -> None:
        """The graph is another one."""
        self._changed.set()

    def add(self, query: str, url: str, label: str, created: str) -> Watch:
        """Make a watch: the rows that there are already are not sent.

        Raises:
            InputError: the address may not be called, or the query is no SELECT or has too many rows.
            QueryError: the query cannot be answered.
        """
        check_address(url, self._networks)
        watch = Watch(secrets.token_hex(8), label, query, url, secrets.token_urlsafe(32), created)
        seen = sorted(self._rows(query))
        row = (watch.id, label, query, url, watch.secret, created, json.dumps(seen))
        with self._lock, self._connection:
            self._connection.execute(
                "INSERT INTO watches (id, label, query, url, secret, created, seen) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
        return watch

    def all(self) -> list[Watch]:
        """Every watch, the oldest first."""
        with self._lock:
            rows = self._connection.execute("SELECT * FROM watches ORDER BY created, id").fetchall()
        return [_watch(row) for row in rows]

    def remove(self, id: str) -> None:
        """End a watch.

        Raises:
            NotFound: there is none of that id.
        """
        with self._lock, self._connection:
            if not self._connection.execute("DELETE FROM watches WHERE id = ?", (id,)).rowcount:
                raise NotFound(f"there is no watch {id!r}")

    def close(self) -> None:
        """Stop asking."""
        self._stop.set()
        self._changed.set()
        if self._thread.is_alive():
            self._thread.join(5)
        with self._lock:
            self._connection.close()

    def _run(self) -> None:
        while True:
            self._changed.wait()
            self._stop.wait(_PAUSE)
            if self._stop.is_set():
                return
            self._changed.clear()
            for watch in self.all():
                try:
                    self.look(watch)
                except Exception:
                    _log.exception("watch %s failed", watch.id)

    def look(self, watch: Watch) -> bool:
        """Ask once, and send what is new; whether that was taken. If not, it is tried again at the next change."""
        with self._lock:
            row = self._connection.execute("SELECT seen FROM watches WHERE id = ?", (watch.id,)).fetchone()
        if row is None:
            return False
        seen = set(json.loads(row["seen"]))
        problem, sent = None, False
        try:
            now = self._rows(watch.query)
            added, removed = sorted(now - seen), sorted(seen - now)
            if added or removed:
                content = {"watch": watch.id, "label": watch.label, "added": _json(added), "removed": _json(removed)}
                status = call(watch.url, json.dumps(content).encode(), watch.secret, networks=self._networks)
                sent = 200 <= status < 300
                problem = None if sent else f"the address answered {status}"
        except (KgError, OSError) as error:
            problem = str(error)
        with self._lock, self._connection:
            self._connection.execute(
                "UPDATE watches SET calls = calls + ?, failures = failures + ?, problem = ? WHERE id = ?",
                (sent, problem is not None, problem, watch.id),
            )
            if sent:
                self._connection.execute(
                    "UPDATE watches SET seen = ? WHERE id = ?", (json.dumps(sorted(now)), watch.id)
                )
        return sent

    def _rows(self, query: str) -> set[str]:
        answer = self._ask(Question(query, table=TABLE_TYPES[0], graph=None, base=self._base))
        found = json.loads(answer.body)
        if "results" not in found:
            raise InputError("a watch needs a SELECT query: ASK has no rows that could be new")
        rows = {json.dumps(row, sort_keys=True) for row in found["results"]["bindings"]}
        if len(rows) > _MOST_ROWS:
            raise InputError(f"the query has {len(rows)} rows; a watch keeps at most {_MOST_ROWS}: narrow it")
        return rows


def _json(rows: Sequence[str]) -> list[Any]:
    return [json.loads(row) for row in rows]


def _watch(row: sqlite3.Row) -> Watch:
    names = ("id", "label", "query", "url", "secret", "created", "calls", "failures", "problem")
    return Watch(**{name: row[name] for name in names})
