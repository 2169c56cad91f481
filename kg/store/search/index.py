"""The index as a whole: opened, kept up to date beside the graph, and repaired when it is not what it should be.

The graph is the truth. Before the graph changes, the addresses whose entries may change are noted in the index; when
they are next needed, or a writer is done, the entries are read from the graph anew. So a process may be killed at any
moment: what is noted is made good by whoever opens the index next, and a mark that both share tells whether that was
enough.
"""

import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.store.search.connections import Connections, new_database
from kg.store.search.documents import Documents
from kg.store.search.mark import read_mark
from kg.store.search.schema import VERSION
from kg.store.search.writing import fill, set_meta, update

__all__ = ["FILE", "SearchFile"]

FILE = "search.sqlite"
"""The index's file in the folder of the graph."""

T = TypeVar("T")
_log = logging.getLogger("kg.store.search")
_ALL, _SOME, _NONE = "*", "?", "there is none"
_MANY = 20_000
"""Entries to update from which on it is faster to make the index anew."""


class SearchFile:
    """The index of the graph that `engine` gives; without a folder it lives in memory, and only from its first use on.

    `writable` is whether this process alone may change graph and index.
    """

    def __init__(
        self, engine: Callable[[], ox.Store], base: str, folder: Path | None, *, writable: bool = True
    ) -> None:
        self._engine, self._base, self._writable = engine, base, writable
        self._path = None if folder is None else folder / FILE
        self._turn = threading.RLock()
        self._connections: Connections | None = None
        self._due = True
        """Whether something may be noted, or the mark has not been compared yet."""

    @contextmanager
    def change(self, quads: Iterable[ox.Quad], mark: str | None = None) -> Iterator[None]:
        """Note whose entries change with some quads, which the context adds to the graph or removes from it.

        `mark` is what the graph bears then, where that changes.
        """
        with self._turn:
            if not self._kept:
                yield
                return
            touched = sorted(set(Documents(self._engine(), self._base).touched(quads)))
            if touched:
                self._note(touched if len(touched) <= _MANY else [_ALL], mark)
            yield

    @contextmanager
    def unknown_change(self, quads: Callable[[], Iterable[ox.Quad]]) -> Iterator[None]:
        """The same for a change of which is not known what it is; `quads` gives those that it may add or remove."""
        with self._turn:
            if not self._kept:
                yield
                return
            documents = Documents(self._engine(), self._base)
            touched = set(documents.touched(quads()))
            self._note([_SOME])
            try:
                yield
            finally:
                touched.update(documents.touched(quads()))
                if len(touched) <= _MANY:
                    self._note(sorted(touched), instead_of=_SOME)

    def forget(self) -> None:
        """Note that everything will change or has changed: said before, for who is interrupted, and after."""
        with self._turn:
            if self._kept:
                self._note([_ALL])

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """What `ask` gets from the index, which is up to date; a damaged one is made anew."""
        self.catch_up()
        try:
            with self._opened().reading() as db:
                return ask(db)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError | sqlite3.ProgrammingError) and not _damaged(error):
                raise
            self.rebuild(f"it is damaged: {error}")
            with self._opened().reading() as db:
                return ask(db)

    def catch_up(self) -> None:
        """Bring the index up to date with the graph."""
        if not self._due:
            return
        with self._turn:
            if not self._due:
                return
            reason = self._outdated()
            if reason is not None:
                self.rebuild(reason)
            self._due = False

    def flush(self) -> None:
        """Bring an index on the disk up to date; one in memory waits until it is asked."""
        if self._path is not None and self._writable and self._due:
            if self._path.exists():
                self.catch_up()
            else:
                self.rebuild()

    def rebuild(self, reason: str = "") -> None:
        """Make the index anew from the graph, beside the old one until it is whole."""
        if reason:
            _log.warning("the search index is made anew: %s", reason)
        with self._turn:
            engine, old = self._engine(), self._connections
            try:
                self._connections = self._made(engine, self._path)
            except (OSError, sqlite3.OperationalError):
                if self._writable or self._path is None:
                    raise
                self._connections = self._made(engine, None)  # the medium cannot be written to
            self._due = False
            if old is not None:
                old.close()

    def close(self) -> None:
        """Give up the file."""
        with self._turn:
            if self._connections is not None:
                self._connections.close()
            self._connections = None
            self._due = True

    @property
    def _kept(self) -> bool:
        """Whether there is an index to keep: one in memory that nobody has asked is made from the result."""
        return self._path is not None or self._connections is not None

    def _made(self, engine: ox.Store, path: Path | None) -> Connections:
        documents, mark = Documents(engine, self._base), read_mark(engine, self._base)
        if path is None:
            connections = Connections(None)
            with connections.writing() as db:
                fill(db, documents, mark)
            return connections
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        draft.unlink(missing_ok=True)
        db = new_database(draft)
        try:
            db.execute("BEGIN")
            fill(db, documents, mark)
            db.execute("COMMIT")
            db.execute("PRAGMA journal_mode=WAL")
        finally:
            db.close()
        for left in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
        draft.replace(path)
        return Connections(path, owned=self._writable)

    def _opened(self) -> Connections:
        with self._turn:
            if self._connections is None:
                if self._path is None or not self._path.exists():
                    raise sqlite3.DatabaseError(_NONE)
                self._connections = Connections(self._path, owned=self._writable)
            return self._connections

    def _note(self, iris: Iterable[str], mark: str | None = None, instead_of: str = "") -> None:
        """Write down what is to be looked at again, before the graph changes."""
        self._due = True
        engine = self._engine()
        before = read_mark(engine, self._base)
        if self._path is not None and not self._path.exists() and _is_empty(engine):
            self._connections = self._made(engine, self._path)
        try:
            with self._opened().writing() as db:
                db.executemany("INSERT OR IGNORE INTO pending VALUES (?)", ((iri,) for iri in iris))
                db.execute("DELETE FROM pending WHERE iri = ?", (instead_of,))
                set_meta(db, before=before, after=before if mark is None else mark)
        except sqlite3.DatabaseError:  # there is none yet, or none to keep: without one, it is made when it is needed
            if self._path is None:
                raise
            if self._connections is not None:
                self._connections.close()
                self._connections = None
            self._path.unlink(missing_ok=True)

    def _outdated(self) -> str | None:
        """Apply what is noted; why the index is of no use, None if it is up to date then."""
        engine = self._engine()
        try:
            with self._opened().reading() as db:
                meta = dict(db.execute("SELECT key, value FROM meta"))
                pending = [iri for (iri,) in db.execute("SELECT iri FROM pending LIMIT ?", (_MANY + 1,))]
        except sqlite3.DatabaseError as error:
            if str(error) != _NONE:
                return f"it cannot be read ({error})"
            return "" if self._path is None or _is_empty(engine) else "there was none"
        mark = read_mark(engine, self._base)
        if meta.get("version") != VERSION:
            return "it is of another version"
        if len(pending) > _MANY or not {_ALL, _SOME}.isdisjoint(pending):
            return ""
        if mark not in ((meta.get("before"), meta.get("after")) if pending else (meta.get("mark"),)):
            return "it does not belong to this state of the graph"
        if pending and not self._writable:
            return "a writer was interrupted"
        if pending:
            with self._opened().writing() as db:
                update(db, Documents(engine, self._base), pending)
                db.execute("DELETE FROM pending")
                set_meta(db, mark=mark)
        return None


def _is_empty(engine: ox.Store) -> bool:
    return next(iter(engine), None) is None


def _damaged(error: sqlite3.Error) -> bool:
    return any(word in str(error) for word in ("malformed", "no such table", "not a database", "disk image", _NONE))
