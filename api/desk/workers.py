"""Processes that read articles, kept warm; one that dies takes no article with it but its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

from api.desk.reading import begin_as_worker

__all__ = ["WorkerDied", "Workers"]

P = ParamSpec("P")
T = TypeVar("T")


class WorkerDied(Exception):
    """The process that did the work ended before it was done, most likely for want of memory."""


class Workers:
    """At most `count` processes; they start when first needed. Threads may share it."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def run(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work`, a function importable by name, returns in a process; blocks until then.

        Raises:
            WorkerDied: the process ended meanwhile; the next call starts another one.
        """
        pool = self._running()
        try:
            return pool.submit(work, *args, **kwargs).result()
        except BrokenProcessPool as error:
            self._forget(pool)
            raise WorkerDied("the process that read it died (out of memory?)") from error

    def close(self, *, now: bool = False) -> None:
        """End the processes; with `now`, without waiting for what they do."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is None:
            return
        processes: list[Any] = list((getattr(pool, "_processes", None) or {}).values()) if now else []
        for process in processes:
            process.kill()
        pool.shutdown(wait=not now, cancel_futures=True)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                context = get_context("spawn")
                self._pool = ProcessPoolExecutor(self.count, mp_context=context, initializer=begin_as_worker)
            return self._pool

    def _forget(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False, cancel_futures=True)
