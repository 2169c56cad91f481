"""Users' SPARQL in worker processes: a deadline that always holds, because the process is killed.

The engine cannot cancel a query, so each is evaluated in a process of its own on a snapshot of the store. Nothing of an
answer leaves before all of it is there: an error is an error, never a truncated answer.
"""

import asyncio
import queue
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from kg.store.base import Store
from kg.store.question import Answer, Limits, Question
from kg.store.sparql.answers import KeptAnswers
from kg.store.sparql.errors import PoolBusy, QueryCrashed
from kg.store.sparql.process import Process
from kg.store.sparql.refusal import refuse_network
from kg.store.sparql.snapshots import Snapshot, Snapshots
from kg.store.sparql.worker import Job, Rehearsal, unpack

__all__ = ["QueryPool"]

_SHORT = 16 * 1024
"""Characters of a query up to which reading it takes no time to speak of."""
_FULL = "too many queries are waiting already: try again later"


class QueryPool:
    """Answers users' queries on `store`; many threads may ask at once. Processes start when first needed.

    `folder` is where snapshots go, best on the disk of the store; None is the system's folder for temporary files.
    """

    def __init__(self, store: Store, *, limits: Limits | None = None, folder: Path | None = None) -> None:
        self.limits = limits or Limits()
        self._store = store
        self._kept = KeptAnswers(self.limits.cache_bytes)
        self._snapshots = Snapshots(store, folder, self.limits.staleness)
        self._admitted = threading.BoundedSemaphore(self.limits.workers + self.limits.waiting)
        self._workers = [Process(self.limits) for _ in range(self.limits.workers)]
        self._idle: queue.LifoQueue[Process] = queue.LifoQueue()  # who worked last has the most in its caches
        self._threads = ThreadPoolExecutor(2 * self.limits.workers + self.limits.waiting + 1, "kg-query")
        self._closed = False
        self._spare = threading.BoundedSemaphore(self.limits.workers)
        for worker in self._workers:
            self._idle.put(worker)

    def answer(self, question: Question) -> Answer:
        """The whole answer; blocks for at most the limits' `patience` and `seconds`, and a new process's start.

        Raises:
            InvalidQuery, QueryRefused, QueryError: as `kg.store.sparql.evaluation.evaluate`.
            QueryTimeout, QueryCrashed: it took too long, or too much memory.
            PoolBusy: too many queries at once.
        """
        refuse_network(question.text)
        if (kept := self._kept.get(question, self._store.revision)) is not None:
            return kept
        with self._worker() as worker, self._snapshots.newest() as snapshot:
            worker.send(self._job(question, snapshot))
            return self._keep(question, cast(Answer, worker.rest(self._replace)), snapshot)

    async def ask(self, question: Question) -> Answer:
        """As `answer`, for event loops: what may block is left to threads, but most queries need none.

        Raises:
            QueryError: as `answer`.
        """
        if (kept := self._kept.get(question, self._store.revision)) is not None:
            return kept
        begun = self._begun(question) if len(question.text) <= _SHORT else None
        if begun is None:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self.answer, question)
        worker, snapshot = begun
        try:
            reply = await worker.soon()
        except BaseException:
            self._ended(worker, snapshot)
            raise
        if reply is None:  # a thread waits and cleans up from now on, since it cannot be cancelled
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, self._finished, worker, snapshot)
            return self._keep(question, answer, snapshot)
        self._ended(worker, snapshot)
        return self._keep(question, cast(Answer, unpack(reply)), snapshot)

    def rehearse(self, text: str, base: str | None = None) -> None:
        """Do an update on a copy of the store, within the limits of a query; the store itself stays as it is.

        Raises:
            InvalidQuery, QueryError: it cannot be done at all.
            QueryTimeout, QueryCrashed, PoolBusy: as `answer`.
        """
        with self._worker() as worker, self._snapshots.private() as copy:
            worker.send(Rehearsal(copy, text, base))
            worker.rest(self._replace)

    def renew(self) -> None:
        """Let the next query see all changes there are now, whatever the staleness allows."""
        self._snapshots.renew()

    def _begun(self, question: Question) -> tuple[Process, Snapshot] | None:
        """Who has begun to answer, and on what, for `_ended`; None if something had to be waited for first.

        This and what it calls is written for speed: for short queries it is a good part of what they cost.
        """
        refuse_network(question.text)
        if not self._admitted.acquire(blocking=False):
            raise PoolBusy(_FULL)
        worker = snapshot = None
        try:
            worker = self._idle.get(block=False)
            if worker.ready and (snapshot := self._snapshots.at_hand()) is not None:
                worker.send(self._job(question, snapshot))
                return worker, snapshot
        except (queue.Empty, QueryCrashed):  # nobody is free, or who is has died while idle
            pass
        except BaseException:
            self._ended(worker, snapshot)
            raise
        self._ended(worker, snapshot)
        return None

    def _ended(self, worker: Process | None, snapshot: Snapshot | None) -> None:
        """Give back what `_begun` took."""
        if snapshot is not None:
            self._snapshots.give_back(snapshot)
        if worker is not None:
            self._done_with(worker)
        self._admitted.release()

    def _finished(self, worker: Process, snapshot: Snapshot) -> Answer:
        try:
            return cast(Answer, worker.rest(self._replace))
        finally:
            self._ended(worker, snapshot)

    def _keep(self, question: Question, answer: Answer, snapshot: Snapshot) -> Answer:
        self._kept.put(question, answer, snapshot.revision)
        return answer

    def _job(self, question: Question, snapshot: Snapshot) -> Job:
        return Job(snapshot.path, self.limits.answer_bytes, question)

    @contextmanager
    def _worker(self) -> Iterator[Process]:
        if not self._admitted.acquire(blocking=False):
            raise PoolBusy(_FULL)
        try:
            worker = self._idle.get(timeout=self.limits.patience)
        except queue.Empty:
            raise PoolBusy(f"no worker became free within {self.limits.patience:g} s: try again later") from None
        else:
            try:
                worker.start()
                yield worker
            finally:
                self._done_with(worker)
        finally:
            self._admitted.release()

    def _replace(self, slow: Process) -> None:
        """Have another process take the place of a slow one, which ends when it is done; there may be only so many."""
        if self._spare.acquire(blocking=False):
            slow.replaced = True
            spare = Process(self.limits)
            self._workers.append(spare)
            # aside, since a process takes its time to start, and the slow query may be done before
            threading.Thread(target=self._bring, args=(spare,), daemon=True).start()

    def _bring(self, spare: Process) -> None:
        spare.start()
        if self._closed:
            spare.kill()
        self._idle.put(spare)

    def _done_with(self, worker: Process) -> None:
        if worker.slowed:
            worker.kill()
        if worker.replaced:
            worker.kill()
            self._workers.remove(worker)
            self._spare.release()
        else:
            self._idle.put(worker)

    def close(self) -> None:
        """End all processes, running queries included, and remove the snapshots."""
        self._closed = True
        for worker in list(self._workers):
            worker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._snapshots.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
