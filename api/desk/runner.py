"""Works off the queue: payloads go to worker processes in small batches, and the graph follows the archive."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import UTC, datetime

from api.desk.queue import Item, Queue
from api.desk.reading import Outcome, Task, read_into_archive
from api.desk.workers import WorkerDied, Workers
from kg.errors import KgError

__all__ = ["Runner"]

_BATCH = 8
"""Payloads a batch: progress moves several times a second, and an urgent request waits for no longer than one."""
_IDLE = 0.2
"""Seconds between looks at an empty queue."""
_RHYTHM, _SHARE = 30.0, 24.0
"""While a long job goes on the graph follows twice a minute, but takes a twenty-fifth of the time at most, so that
fewer than one reader in twenty meets that."""

_log = logging.getLogger(__name__)


class Runner:
    """A thread that works until it is stopped.

    `sync` makes the graph follow the archive, `catch_up` does so at first, for what an earlier process left undone.
    """

    def __init__(
        self,
        queue: Queue,
        workers: Workers,
        task: Task,
        sync: Callable[[], object],
        catch_up: Callable[[], object],
    ) -> None:
        self._queue, self._workers, self._task = queue, workers, task
        self._sync, self._catch_up = sync, catch_up
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kg-ingest", daemon=True)
        self._behind = False
        self._synced, self._took = time.monotonic(), 0.0

    def start(self) -> None:
        """Begin, with what an earlier process left undone."""
        self._thread.start()

    def stop(self, patience: float) -> None:
        """Take nothing more on, and wait for what is under way; what takes longer is done again at the next start."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _run(self) -> None:
        under_way: dict[Future[None], list[Item]] = {}
        try:
            self._catch_up()
        except Exception:
            _log.exception("the graph could not be brought up to date; it will be with the next article")
            self._behind = True
        with ThreadPoolExecutor(self._workers.count, thread_name_prefix="kg-ingest") as threads:
            while not self._stop.is_set():
                try:
                    self._fill(threads, under_way)
                    if under_way:
                        done, _ = wait(under_way, timeout=1.0, return_when=FIRST_COMPLETED)
                        for future in done:
                            del under_way[future]
                            future.result()
                            self._behind = True
                        self._fill(threads, under_way)  # before it is asked whether there is more to do
                    self._follow(idle=not under_way)
                    if not under_way:
                        self._stop.wait(_IDLE)
                except Exception:
                    _log.exception("reading articles from the queue failed; trying again")
                    self._stop.wait(1.0)

    def _fill(self, threads: ThreadPoolExecutor, under_way: dict[Future[None], list[Item]]) -> None:
        while len(under_way) < self._workers.count:
            taken = [(item.job, item.number) for items in under_way.values() for item in items]
            items = self._queue.take(_BATCH, taken)
            if not items:
                return
            under_way[threads.submit(self._read, items)] = items

    def _follow(self, *, idle: bool) -> None:
        """Bring the graph up to date, and finish the jobs that it now holds."""
        read_up = self._queue.read_up()
        due = time.monotonic() - self._synced > max(_RHYTHM, self._took * _SHARE)
        if not read_up and not (self._behind and (due or idle)):
            return
        started = time.monotonic()
        self._behind = False
        self._sync()
        self._synced = time.monotonic()
        self._took = self._synced - started
        self._queue.finish(read_up, datetime.now(UTC).isoformat(timespec="milliseconds"))

    def _read(self, items: Sequence[Item]) -> None:
        try:
            outcomes = self._workers.run(read_into_archive, [item.body for item in items], self._task)
        except (WorkerDied, KgError, MemoryError):
            outcomes = [self._alone(item) for item in items]
        for item, own in zip(items, outcomes, strict=True):
            self._queue.settle(item, own)

    def _alone(self, item: Item) -> list[Outcome]:
        """What one payload gives by itself, so that a deadly one takes nothing with it."""
        reason = "it cannot be read"
        with suppress(Exception):
            try:
                return self._workers.run(read_into_archive, [item.body], self._task)[0]
            except Exception as error:
                reason = str(error) or type(error).__name__
        return [Outcome("rejected", reason=reason)]
