"""Users' SPARQL in worker processes: a deadline that always holds, because the process is killed.

The engine cannot cancel a query, so each is evaluated in a process of its own on a snapshot of the store. Nothing of an
answer leaves before all of it is there: an error is an error, never a truncated answer.
"""

import queue
import threading
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import KgError
from kg.store.base import Store
from kg.store.question import Answer, Limits, Question
from kg.store.sparql.errors import PoolBusy, QueryCrashed, QueryTimeout
from kg.store.sparql.refusal import refuse_network
from kg.store.sparql.snapshots import Snapshots
from kg.store.sparql.worker import Job, work

__all__ = ["QueryPool"]

_START = 60.0
"""Seconds in which a new process must report that it is ready; a loaded machine needs several."""


class QueryPool:
    """Answers users' queries on `store`; many threads may ask at once. Processes start when first needed.

    `folder` is where snapshots go, best on the disk of the store; None is the system's folder for temporary files.
    """

    def __init__(self, store: Store, *, limits: Limits | None = None, folder: Path | None = None) -> None:
        self.limits = limits or Limits()
        self._snapshots = Snapshots(store, folder, self.limits.staleness)
        self._admitted = threading.BoundedSemaphore(self.limits.workers + self.limits.waiting)
        self._workers = [_Worker(self.limits) for _ in range(self.limits.workers)]
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
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
        if not self._admitted.acquire(blocking=False):
            raise PoolBusy("too many queries are waiting already: try again later")
        try:
            worker = self._idle.get(timeout=self.limits.patience)
        except queue.Empty:
            raise PoolBusy(f"no worker became free within {self.limits.patience:g} s: try again later") from None
        else:
            try:
                with self._snapshots.newest() as snapshot:
                    return worker.answer(Job(snapshot, question, self.limits.answer_bytes))
            finally:
                self._idle.put(worker)
        finally:
            self._admitted.release()

    def close(self) -> None:
        """End all processes, running queries included, and remove the snapshots."""
        for worker in self._workers:
            worker.kill()
        self._snapshots.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Worker:
    """One process, started when needed and again after it was killed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: tuple[SpawnProcess, Connection] | None = None

    def answer(self, job: Job) -> Answer:
        pipe = self._pipe()
        try:
            pipe.send(job)
            if not pipe.poll(self._limits.seconds):
                self.kill()
                raise QueryTimeout(f"the query took longer than {self._limits.seconds:g} s and was stopped: narrow it")
            reply: Answer | KgError = pipe.recv()
        except (EOFError, OSError) as error:
            self.kill()
            raise QueryCrashed(
                f"the process that evaluated the query ended, most likely for want of memory "
                f"(it may use {self._limits.memory_bytes / 2**30:.1f} GiB): narrow the query"
            ) from error
        if isinstance(reply, KgError):
            raise reply
        return reply

    def kill(self) -> None:
        running, self._running = self._running, None
        if running is not None:
            process, pipe = running
            process.kill()
            process.join()
            process.close()
            pipe.close()

    def _pipe(self) -> Connection:
        if self._running is not None and self._running[0].is_alive():
            return self._running[1]
        self.kill()
        spawn = get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=work, args=(theirs, self._limits.memory_bytes), daemon=True, name="kg-query")
        process.start()
        theirs.close()
        self._running = process, ours
        with suppress(EOFError, OSError):
            if ours.poll(_START):
                ours.recv()
        return ours
