"""A pool of processes that survives the death of a worker and finds the item that kills it.

Results come in the order of the input, whatever the number of workers, so that parallel work gives the same output.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from kg.processes import end_with_parent

__all__ = ["Failure", "map_batches"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 2
"""Batches in flight per worker: enough that none waits, few enough that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Failure(Generic[Item]):
    """An item that a worker could not process, and why."""

    item: Item
    reason: str


def map_batches(
    work: Callable[[Sequence[Item]], Sequence[Result]],
    items: Iterable[Item],
    *,
    workers: int,
    batch: int,
) -> Iterator[Result | Failure[Item]]:
    """Apply `work` to batches of `items` in `workers` processes, in order.

    `work` must be importable by name, and gives one result an item. A batch that raises, or whose worker dies, is tried
    again item by item; an item that fails alone yields a Failure, and the rest goes on.
    """
    source = iter(items)
    waiting: deque[tuple[Sequence[Item], Future[Sequence[Result]]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (fresh := list(islice(source, batch))):
                waiting.append((fresh, pool.submit(work, fresh)))
            if not waiting:
                return
            taken, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(work, taken)
                pool = _pool(workers)
                waiting = deque((later, pool.submit(work, later)) for later, _ in waiting)
            except Exception:  # whatever went wrong, the item that did it is found and named
                yield from _one_by_one(work, taken)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent)


def _one_by_one(
    work: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
) -> Iterator[Result | Failure[Item]]:
    """Each item in a process of its own making, so that a deadly one takes nothing with it."""
    pool = _pool(1)
    for item in items:
        try:
            yield from pool.submit(work, [item]).result()
        except BrokenProcessPool:
            pool = _pool(1)
            yield Failure(item, "the process that read it died (out of memory?)")
        except Exception as error:
            yield Failure(item, f"{type(error).__name__}: {error}")
    pool.shutdown(wait=False, cancel_futures=True)
