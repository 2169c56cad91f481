"""The archive in a relational database: an SQLite file by default, PostgreSQL by its address."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, SQLAlchemyError

from kg.archive import versions
from kg.archive.ledger import SqlLedger
from kg.archive.port import LedgerEntry, Rejection, Version
from kg.archive.reprints import SqlReprints, forget
from kg.archive.tables import FORMAT, about, metadata, records, rejections
from kg.errors import ArchiveError, NotFound
from kg.model import ArticleRecord, Decision
from kg.model.interchange import record_from_json, record_to_json

__all__ = ["SqlArchive", "open_archive"]

_FILE = "records.sqlite"
_PAGE = 200
_BUSY_SECONDS = 30


def open_archive(path_or_url: str | Path) -> "SqlArchive":
    """Open an archive, and make it where there is none: a file, a folder (`records.sqlite` in it), or an address.

    Raises:
        ArchiveError: the file is damaged, is no archive, or was written by a newer version; or the address is none.
    """
    place = str(path_or_url)
    if "://" not in place:
        path = Path(place)
        if path.is_dir() or not path.suffix:
            path = path / _FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        place = f"sqlite:///{path}"
    try:
        url = make_url(place)
        options = {"connect_args": {"timeout": _BUSY_SECONDS}} if url.get_backend_name() == "sqlite" else {}
        engine = create_engine(url, **options)
    except (ArgumentError, ImportError) as error:
        raise ArchiveError(f"{place!r} is no address of an archive ({error}); give a path or sqlite:///path") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    try:
        return SqlArchive(engine)
    except BaseException:
        engine.dispose()
        raise


class SqlArchive:
    """Records and ledger in one database; see `kg.archive.port.Archive` for what it promises.

    Safe to share between threads; one process writes at a time and others wait for it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._place = engine.url.database or str(engine.url)
        self.reprints = SqlReprints(self._read, self._write)
        self._ledger = SqlLedger(self._read, self._write)
        with self._write() as connection:
            metadata.create_all(connection)
            self._check_format(connection)

    def put(self, record: ArticleRecord, *, added: str | None = None) -> bool:
        """Keep a record as its article's current one, and an earlier version if it was edited; whether it is new."""
        body = json.dumps(record_to_json(record), ensure_ascii=False, separators=(",", ":"))
        row = {
            "sha256": record.article.sha256,
            "extractor": record.extractor,
            "digest": sha256(body.encode()).hexdigest(),
            "body": body,
        }
        id, when = record.article.id, added or datetime.now(UTC).isoformat(timespec="seconds")
        mine = records.c.article_id == id
        with self._write() as connection:
            # A change comes first, if only of a digest to itself: it takes the write lock, so that nobody can come
            # between what is read and what is written for it.
            other = (mine, records.c.digest != row["digest"])
            if connection.execute(update(records).where(*other).values(digest=records.c.digest)).rowcount:
                before = connection.execute(select(records.c.sha256, records.c.body).where(mine)).one()
                versions.follow(connection, id, before, row, when)
                connection.execute(update(records).where(mine).values(row))
                return True
            if connection.execute(select(records.c.article_id).where(mine)).first():
                return False
            connection.execute(insert(records).values(article_id=id, **row))
            versions.add_first(connection, id, row, when)
            return True

    def get(self, article_id: str) -> ArticleRecord:
        """The record of an article; NotFound where there is none."""
        with self._read() as connection:
            body = connection.execute(select(records.c.body).where(records.c.article_id == article_id)).scalar()
        if body is None:
            raise self._unknown(article_id)
        return self._record(article_id, body)

    def versions(self, article_id: str) -> list[Version]:
        """The states in which an article was seen, the newest first; NotFound where there is no such article."""
        with self._read() as connection:
            found = versions.list_all(connection, article_id)
        if not found:
            raise self._unknown(article_id)
        return found

    def version(self, article_id: str, number: int) -> ArticleRecord:
        """The record of one version of an article; NotFound where there is none."""
        try:
            with self._read() as connection:
                body = versions.body_of(connection, article_id, number)
        except ValueError as error:
            raise self._damaged(article_id, error) from error
        if body is None:
            known = [str(one.number) for one in reversed(self.versions(article_id))]
            raise NotFound(f"article {article_id!r} has no version {number}; there are {', '.join(known)}")
        return self._record(article_id, body)

    def delete(self, article_id: str) -> bool:
        """Forget an article with its versions; whether there was one."""
        with self._write() as connection:
            forget(connection, article_id)
            versions.drop_all(connection, article_id)
            return connection.execute(delete(records).where(records.c.article_id == article_id)).rowcount > 0

    def records(self) -> Iterator[ArticleRecord]:
        """All records in the order of their ids, a page at a time, so that writing may go on meanwhile."""
        for row in self._pages(records.c.article_id, records.c.body):
            yield self._record(row[0], row[1])

    def ids(self) -> Iterator[str]:
        """The ids of all articles, in order."""
        for row in self._pages(records.c.article_id):
            yield row[0]

    def __len__(self) -> int:
        with self._read() as connection:
            return int(connection.execute(select(func.count()).select_from(records)).scalar_one())

    def __contains__(self, article_id: object) -> bool:
        return isinstance(article_id, str) and self.digest(article_id) is not None

    def digests(self) -> Iterator[tuple[str, str]]:
        """The ids of all articles in order, each with the digest of its record."""
        for row in self._pages(records.c.article_id, records.c.digest):
            yield row[0], row[1]

    def digest(self, article_id: str) -> str | None:
        """SHA-256 of the record as kept; None where there is none."""
        with self._read() as connection:
            return connection.execute(select(records.c.digest).where(records.c.article_id == article_id)).scalar()

    def is_current(self, article_id: str, sha256: str, extractor: str) -> bool:
        """Whether the article was made from the same input bytes by the same version of the extractor."""
        wanted = (records.c.article_id == article_id, records.c.sha256 == sha256, records.c.extractor == extractor)
        with self._read() as connection:
            return connection.execute(select(records.c.article_id).where(*wanted)).first() is not None

    def decide(self, decision: Decision) -> int:
        """Append a decision to the ledger; its number."""
        return self._ledger.decide_together([decision])

    def decide_together(self, decisions: Sequence[Decision]) -> int:
        """Append decisions that stand or fall together; the number of the action."""
        return self._ledger.decide_together(decisions)

    def retract(self, number: int, *, who: str, why: str, when: str) -> int:
        """Append the withdrawal of an earlier entry; NotFound where that is no decision."""
        return self._ledger.retract(number, who=who, why=why, when=when)

    def undo(self, action: int, *, who: str, why: str, when: str) -> int:
        """Withdraw all entries of an action that are in force; NotFound where there are none."""
        return self._ledger.undo(action, who=who, why=why, when=when)

    def ledger(self) -> Iterator[LedgerEntry]:
        """Every entry ever made, oldest first."""
        return self._ledger.entries()

    def decisions(self) -> Iterator[Decision]:
        """The decisions in force, oldest first."""
        return self._ledger.decisions()

    def reject(self, rejection: Rejection) -> None:
        """Remember an input that could not be read, in place of an earlier reason for the same source."""
        row = {"source": rejection.source, "sha256": rejection.sha256, "reason": rejection.reason}
        with self._write() as connection:
            connection.execute(delete(rejections).where(rejections.c.source == rejection.source))
            connection.execute(insert(rejections).values(row))

    def accept(self, source: str) -> None:
        """Forget the rejection of a source that could be read after all."""
        with self._write() as connection:
            connection.execute(delete(rejections).where(rejections.c.source == source))

    def rejections(self) -> Iterator[Rejection]:
        """The inputs that could not be read, by source."""
        for row in self._pages(rejections.c.source, rejections.c.sha256, rejections.c.reason):
            yield Rejection(row[0], row[1], row[2])

    def close(self) -> None:
        """Let go of files and connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _pages(self, key: ColumnElement[Any], *others: ColumnElement[Any]) -> Iterator[Any]:
        """Rows in the order of `key`, each page read anew from the last key on: no transaction outlives a page."""
        query = select(key, *others).order_by(key).limit(_PAGE)
        last = None
        while True:
            with self._read() as connection:
                page = connection.execute(query if last is None else query.where(key > last)).all()
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1][0]

    def _record(self, article_id: str, body: str) -> ArticleRecord:
        try:
            return record_from_json(json.loads(body))
        except (KeyError, TypeError, ValueError) as error:
            raise self._damaged(article_id, error) from error

    def _damaged(self, article_id: str, error: Exception) -> ArchiveError:
        return ArchiveError(
            f"the record of article {article_id!r} in {self._place} is damaged ({error!r}); build it again"
        )

    def _unknown(self, article_id: str) -> NotFound:
        return NotFound(f"no article {article_id!r} in the archive {self._place}; list them with kg export")

    def _check_format(self, connection: Connection) -> None:
        """Bring an archive of an earlier format up to date; refuse one of a later format."""
        found = connection.execute(select(about.c.value).where(about.c.name == "format")).scalar()
        if found is None:
            connection.execute(insert(about).values(name="format", value=str(FORMAT)))
        elif not found.isdigit() or int(found) > FORMAT:
            raise ArchiveError(
                f"the archive {self._place} has format {found}, this version reads up to {FORMAT}; update newsgraph"
            )
        elif int(found) < FORMAT:
            # Whoever changes the row has the write lock: of several that open it at once, one brings it up to date.
            old = (about.c.name == "format", about.c.value == found)
            if connection.execute(update(about).where(*old).values(value=str(FORMAT))).rowcount:
                versions.number_all(connection)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._guarded(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._guarded(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            cause = str(error.orig)
            advice = (
                f"another process is writing to it for more than {_BUSY_SECONDS} seconds; try again when it is done"
                if "locked" in cause or "busy" in cause
                else "check that the file can be written, else restore it from a backup or build it again"
            )
            raise ArchiveError(f"the archive {self._place} cannot be used ({cause}); {advice}") from error
        except SQLAlchemyError as error:
            raise ArchiveError(f"the archive {self._place} cannot be used: {error}") from error


def _set_up_sqlite(connection: Any, _: object) -> None:
    """Readers and one writer side by side; a power cut may cost the last commits, and never the file."""
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
    finally:
        cursor.close()
