"""The durable queue of what is to be read: jobs and their items, in an SQLite file beside the archive.

What `submit` and `seal` returned from survives the process. An item is marked when its articles are archived, so after
a crash at most the items under way are read again, which changes nothing.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.desk.reading import Outcome
from kg.errors import NotFound

__all__ = ["Item", "Job", "JobState", "Queue", "Result"]

JobState = Literal["receiving", "waiting", "running", "done", "cancelled"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, label TEXT NOT NULL,
    key TEXT UNIQUE, digest TEXT, created TEXT NOT NULL, finished TEXT,
    items INTEGER NOT NULL DEFAULT 0, read INTEGER NOT NULL DEFAULT 0, new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS items (
    job INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, body BLOB,
    PRIMARY KEY (job, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS items_waiting ON items (job, number) WHERE body IS NOT NULL;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (
    job INTEGER NOT NULL, number INTEGER NOT NULL, part INTEGER NOT NULL, state TEXT NOT NULL,
    article TEXT, title TEXT, facts INTEGER NOT NULL, reason TEXT,
    PRIMARY KEY (job, number, part)
) WITHOUT ROWID;
"""
_BUSY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Job:
    """Some payloads that came together. `items` counts payloads; `new` to `rejected` count articles."""

    number: int
    id: str
    state: JobState
    label: str
    created: str
    finished: str | None
    items: int
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    digest: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ("done", "cancelled")


@dataclass(frozen=True, slots=True)
class Item:
    """One payload; `name` tells the sender which one it was (a line, a file)."""

    job: int
    number: int
    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an article of an item."""

    item: int
    part: int
    name: str
    outcome: Outcome


class Queue:
    """The queue in a file; many threads may use it. `None` keeps it in memory."""

    def __init__(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(path or ":memory:", timeout=_BUSY_SECONDS, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(_SCHEMA)
        with self._transaction() as run:  # what was under way when the process ended goes on; half-sent jobs do not
            run.execute("UPDATE jobs SET state = 'waiting' WHERE state = 'running'")
            half = [row["number"] for row in run.execute("SELECT number FROM jobs WHERE state = 'receiving'")]
            for number in half:
                _remove(run, number)

    def open_job(self, id: str, label: str, created: str, key: str | None = None) -> int:
        """Begin a job that is still being sent; its number."""
        with self._transaction() as run:
            row = run.execute(
                "INSERT INTO jobs (id, state, label, key, created) VALUES (?, 'receiving', ?, ?, ?) RETURNING number",
                (id, label, key, created),
            ).fetchone()
            return int(row["number"])

    def submit(self, job: int, items: Iterable[tuple[str, bytes]]) -> int:
        """Add payloads with their names to a job that is being sent; how many it has now."""
        with self._transaction() as run:
            number = int(run.execute("SELECT items FROM jobs WHERE number = ?", (job,)).fetchone()["items"])
            for name, body in items:
                run.execute("INSERT INTO items VALUES (?, ?, ?, ?)", (job, number, name, body))
                number += 1
            run.execute("UPDATE jobs SET items = ? WHERE number = ?", (number, job))
            return number

    def seal(self, job: int, digest: str) -> None:
        """All of a job has been sent: it may be read. `digest` is that of what was sent."""
        with self._transaction() as run:
            run.execute("UPDATE jobs SET state = 'waiting', digest = ? WHERE number = ?", (digest, job))

    def drop(self, job: int) -> None:
        """Forget a job, as when its sending failed."""
        with self._transaction() as run:
            _remove(run, job)

    def job(self, id: str) -> Job:
        """A job by its id.

        Raises:
            NotFound: there is none.
        """
        with self._transaction() as run:
            row = run.execute("SELECT * FROM jobs WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NotFound(f"there is no job {id!r}; /v1/jobs lists those there are")
        return _job(row)

    def by_key(self, key: str) -> Job | None:
        """The job that was sent with an idempotency key."""
        with self._transaction() as run:
            row = run.execute("SELECT * FROM jobs WHERE key = ?", (key,)).fetchone()
        return None if row is None else _job(row)

    def jobs(self, before: int | None, limit: int) -> list[Job]:
        """Jobs, the newest first; `before` is the number that the list goes on behind."""
        with self._transaction() as run:
            rows = run.execute(
                "SELECT * FROM jobs WHERE number < ? ORDER BY number DESC LIMIT ?", (before or 2**62, limit)
            ).fetchall()
        return [_job(row) for row in rows]

    def count(self) -> int:
        """How many jobs there are."""
        with self._transaction() as run:
            return int(run.execute("SELECT count(*) FROM jobs").fetchone()[0])

    def waiting(self) -> int:
        """How many payloads are still to be read, of all jobs that go on."""
        with self._transaction() as run:
            row = run.execute(
                "SELECT coalesce(sum(items - read), 0) FROM jobs WHERE state IN ('receiving', 'waiting', 'running')"
            ).fetchone()
            return int(row[0])

    def take(self, limit: int, skip: Sequence[tuple[int, int]] = ()) -> list[Item]:
        """The next payloads of the oldest job that goes on, without those in `skip` (which are under way)."""
        with self._transaction() as run:
            rows = run.execute(
                "SELECT i.* FROM items i JOIN jobs j ON j.number = i.job WHERE j.state IN ('waiting', 'running') "
                "AND i.body IS NOT NULL ORDER BY i.job, i.number LIMIT ?",
                (limit + len(skip),),
            ).fetchall()
            under_way = set(skip)
            found = [Item(row["job"], row["number"], row["name"], row["body"]) for row in rows]
            found = [item for item in found if (item.job, item.number) not in under_way][:limit]
            for job in {item.job for item in found}:
                run.execute("UPDATE jobs SET state = 'running' WHERE number = ? AND state = 'waiting'", (job,))
            return found

    def settle(self, item: Item, outcomes: Sequence[Outcome]) -> None:
        """A payload has been read: keep what became of its articles, and let go of its bytes."""
        with self._transaction() as run:
            fresh = run.execute(
                "UPDATE items SET body = NULL WHERE job = ? AND number = ? AND body IS NOT NULL",
                (item.job, item.number),
            ).rowcount
            if not fresh:
                return
            rows = [
                (item.job, item.number, part, o.state, o.article, o.title, o.facts, o.reason)
                for part, o in enumerate(outcomes)
            ]
            run.executemany("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            states = [outcome.state for outcome in outcomes]
            counts = [states.count(name) for name in ("created", "changed", "unchanged", "rejected")]
            run.execute(
                "UPDATE jobs SET read = read + 1, new = new + ?, changed = changed + ?, unchanged = unchanged + ?, "
                "rejected = rejected + ? WHERE number = ?",
                (*counts, item.job),
            )

    def read_up(self) -> list[int]:
        """The numbers of jobs of which all is read, and which are not finished yet: the graph may lag behind."""
        with self._transaction() as run:
            rows = run.execute("SELECT number FROM jobs WHERE state IN ('waiting', 'running') AND read = items")
            return [row["number"] for row in rows]

    def finish(self, jobs: Sequence[int], when: str) -> None:
        """The graph holds all of these jobs."""
        with self._transaction() as run:
            for job in jobs:
                run.execute(
                    "UPDATE jobs SET state = 'done', finished = ? WHERE number = ? AND state IN ('waiting', 'running')",
                    (when, job),
                )

    def cancel(self, id: str, when: str) -> Job:
        """Read no more of a job; what was read stays. One that is over stays as it is."""
        with self._transaction() as run:
            run.execute(
                "UPDATE jobs SET state = 'cancelled', finished = ? WHERE id = ? AND state != 'done'", (when, id)
            )
        return self.job(id)

    def resume(self, id: str) -> Job:
        """Go on with a job that was cancelled."""
        with self._transaction() as run:
            run.execute(
                "UPDATE jobs SET state = 'waiting', finished = NULL WHERE id = ? AND state = 'cancelled'", (id,)
            )
        return self.job(id)

    def results(self, job: int, after: tuple[int, int] = (-1, -1), limit: int = 500) -> Iterator[Result]:
        """What became of the articles of a job, in the order in which they were sent, up to the first that waits."""
        with self._transaction() as run:
            rows = run.execute(
                "SELECT r.*, i.name FROM results r JOIN items i ON i.job = r.job AND i.number = r.number "
                "WHERE r.job = ? AND (r.number, r.part) > (?, ?) AND r.number < coalesce("
                "(SELECT min(number) FROM items WHERE job = ? AND body IS NOT NULL), 1e18) "
                "ORDER BY r.number, r.part LIMIT ?",
                (job, *after, job, limit),
            ).fetchall()
        for row in rows:
            outcome = Outcome(row["state"], row["article"], row["title"], row["facts"], row["reason"])
            yield Result(row["number"], row["part"], row["name"], outcome)

    def note(self, name: str, value: str) -> None:
        """Remember something beyond the end of the process."""
        with self._transaction() as run:
            run.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """What was remembered under a name."""
        with self._transaction() as run:
            row = run.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row["value"])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection


def _remove(run: sqlite3.Connection, job: int) -> None:
    for table, column in (("results", "job"), ("items", "job"), ("jobs", "number")):
        run.execute(f"DELETE FROM {table} WHERE {column} = ?", (job,))


def _job(row: sqlite3.Row) -> Job:
    names = ("number", "id", "state", "label", "created", "finished", "items", "read", "new", "changed", "unchanged")
    return Job(**{name: row[name] for name in names}, rejected=row["rejected"], digest=row["digest"])
