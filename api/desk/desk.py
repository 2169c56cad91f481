"""The counter itself: what the routers ask of archive, queue and worker processes."""

import json
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from api.desk.changes import Action, ChangeLog
from api.desk.former import Former
from api.desk.queue import Queue
from api.desk.reading import DOCUMENT, JSON, Analysis, Outcome, Task, analyze, read_into_archive
from api.desk.runner import Runner
from api.desk.workers import WorkerDied, Workers
from api.ports import Ingested
from kg.archive import Archive, Version
from kg.errors import InputError, NotFound
from kg.model import ENGINES, ArticleRecord, Engine, MentionKey
from kg.model.interchange import record_to_json
from kg.pipeline.curation import Curation
from kg.pipeline.graph import GraphKeeper
from kg.rdf.terms import article_iri
from kg.resolve import Changes
from kg.store import Store

__all__ = ["Desk", "now"]

_PATIENCE = 10.0
"""Seconds in which a server that is told to stop finishes the batches under way."""


def now() -> str:
    """This instant, as jobs and decisions note it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Desk:
    """Takes articles in and gives records out, for one archive and store that are open already.

    `folder` is the workspace, where the queue is kept. Close it to stop.
    """

    def __init__(
        self,
        archive: Archive,
        store: Store,
        folder: Path,
        *,
        model: Path | None = None,
        engines: tuple[Engine, ...] = ENGINES,
        workers: int = 1,
    ) -> None:
        self.archive, self.store = archive, store
        self.queue = Queue(folder / "jobs" / "queue.sqlite")
        self._task = Task(str(folder / "archive"), model, engines)
        self._workers = Workers(workers)
        self._turn = threading.RLock()
        self._tell: Callable[[], object] | None = None
        self._noted: list[tuple[Action, str]] = []
        self.feed = ChangeLog(folder / "jobs" / "changes.sqlite")
        self._former = Former(folder / "jobs" / "former.sqlite")
        self._keeper = GraphKeeper(archive, store, heard=self._changed)
        self._curation = Curation(archive, store, keeper=self._keeper)
        self._runner = Runner(self.queue, self._workers, self._task, partial(self.sync, wait=True), self._catch_up)

    def start(self) -> None:
        """Work off the queue from now on."""
        self._runner.start()

    def record(self, article_id: str) -> Mapping[str, Any]:
        """See `Records.record`."""
        record = self.archive.get(article_id)
        with self._turn:
            return record_to_json(record, self._keeper.addresses(article_id))

    def records(self) -> Iterator[Mapping[str, Any]]:
        """See `Records.records`."""
        for article_id in self.archive.ids():
            with suppress(NotFound):  # deleted meanwhile
                yield self.record(article_id)

    def versions(self, article_id: str) -> list[Version]:
        """See `Records.versions`."""
        return self.archive.versions(article_id)

    def version(self, article_id: str, number: int) -> ArticleRecord:
        """See `Records.version`."""
        return self.archive.version(article_id, number)

    def add(self, article: Mapping[str, Any] | bytes) -> Ingested:
        """See `Ingest.add`."""
        payload = DOCUMENT + article if isinstance(article, bytes) else JSON + json.dumps(dict(article)).encode()
        self._know()
        outcomes = self._run(read_into_archive, [payload], self._task)[0]
        read = [outcome for outcome in outcomes if outcome.article and outcome.state != "rejected"]
        if not read:
            raise InputError("; ".join(o.reason for o in outcomes if o.reason) or "no article in it")
        if any(outcome.state != "unchanged" for outcome in read):
            self.sync()
        id = read[0].article or ""
        return Ingested(id, self.record(id), read[0].state == "created")

    def delete(self, article_id: str) -> bool:
        """Forget an article, and what it alone supports; whether there was one."""
        self._know()
        found = self.archive.delete(article_id)
        if found:
            self._former.note([(article_iri(self.store.base, article_id), ())])
            self.sync()
        return found

    def became(self, address: str) -> tuple[bool, str | None]:
        """Whether an address was once in use, and the one that it stands for by now, if there is one."""
        with self._turn:
            return self._former.became(address, self._now)

    def members(self, address: str) -> list[tuple[MentionKey, str]]:
        """What an entity or event is made of: each article's, with its name or evidence there."""
        with self._turn:
            return self._curation.members(address)

    def analyze(self, article: Mapping[str, Any], explain: bool) -> Analysis:
        """See `Analyzer.analyze`."""
        found = self._run(analyze, JSON + json.dumps(dict(article)).encode(), self._task, explain)
        for item in found:
            if isinstance(item, Analysis):
                return item
        raise InputError("; ".join(o.reason for o in found if isinstance(o, Outcome) and o.reason))

    def sync(self, *, wait: bool = False) -> int:
        """Make the graph follow the archive; how many of its named graphs changed.

        Lists and cards of a large graph follow moments later, unless this is to `wait` for them.
        """
        with self._turn, self.store.view().held(wait=wait):
            changed = self._keeper.sync()
            self._settled()
            return changed

    def _settled(self) -> None:
        """Archive and graph agree: what was noted meanwhile can be seen in the graph by now."""
        noted, self._noted = self._noted, []
        self.feed.append(noted, now())
        if noted and self._tell is not None:
            self._tell()
        self.queue.note("synced", self._state())

    def _changed(self, changes: Changes) -> None:
        """Remember the addresses that are no longer in use, and tell what is different."""
        noted: list[tuple[Action, str]] = []
        for article in sorted(changes.articles):
            there = article in self.archive
            noted.append(("changed" if there else "removed", article_iri(self.store.base, article)))
        for before, after in (
            (changes.entities_before, changes.entities),
            (changes.events_before, changes.events),
        ):
            gone = {iri: thing for iri, thing in before.items() if iri not in after}
            self._former.note((iri, thing.members) for iri, thing in gone.items())
            noted += [("removed", iri) for iri in sorted(gone)]
            noted += [("changed", iri) for iri in sorted(after)]
        self._noted += noted

    def _now(self, member: MentionKey) -> str | None:
        with suppress(NotFound):
            return self._keeper.cluster("", member).iri
        return None

    def _know(self) -> None:
        """Know what is the same before anything changes: only then can it be told what a change came to."""
        with self._turn:
            self._keeper.addresses("")

    def _catch_up(self) -> None:
        """Make good what an earlier process left undone between archive and graph."""
        known = self.queue.noted("synced")
        self._know()
        if known != self._state():
            self.sync()
            if known is not None or len(self.archive):
                self.feed.append([("reset", self.store.base)], now())

    def _state(self) -> str:
        """Tells states of the archive and its ledger apart."""
        digest = sha256()
        for article, body in self.archive.digests():
            digest.update(f"{article} {body}\n".encode())
        return f"{digest.hexdigest()} {sum(1 for _ in self.archive.ledger())}"

    @contextmanager
    def curate(self) -> Iterator[Curation]:
        """See `Curator.curate`."""
        with self._turn, self.store.view().held():
            self._know()
            try:
                yield self._curation
            finally:
                self._settled()

    def on_change(self, tell: Callable[[], object]) -> None:
        """Call something whenever the graph has changed."""
        self._tell = tell

    @staticmethod
    def new_id() -> str:
        """An id for a job."""
        return secrets.token_hex(8)

    def close(self) -> None:
        """Stop, after the batches under way or a few seconds; the rest of the queue waits for the next start."""
        self._runner.stop(_PATIENCE)
        self._workers.close(now=True)
        self.queue.close()
        self._former.close()
        self.feed.close()

    def _run(self, work: Any, *arguments: Any) -> Any:
        try:
            return self._workers.run(work, *arguments)
        except WorkerDied as error:
            raise InputError(f"the article was not read: {error}") from error
