"""One process that evaluates users' queries, as the pool sees it: started, asked, waited for, killed."""

import asyncio
import os
import pickle
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from kg.errors import KgError
from kg.store.question import Answer, Limits
from kg.store.sparql.errors import QueryCrashed, QueryTimeout
from kg.store.sparql.worker import Job, Large, Rehearsal, work

__all__ = ["Process"]

_SLOW = 2.0
"""Seconds after which a query is a slow one, which leaves its place to others."""
_LOW = 15
_START = 60.0
"""Seconds in which a new process must report that it is ready; a loaded machine needs several."""


class Process:
    """A process that is started when needed, and again after it was killed; it does one job at a time.

    A job is sent, then waited for: by `rest`, which blocks, or on an event loop by `reply_soon`, and `rest` after it.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: tuple[SpawnProcess, Connection] | None = None
        self._began = 0.0
        self.slowed = False
        """Whether it ranks below others, which it cannot take back."""
        self.replaced = False

    @property
    def ready(self) -> bool:
        """Whether a job can be sent at once."""
        return self._running is not None and self._running[0].is_alive()

    def start(self) -> None:
        """Have the process ready."""
        if self.ready:
            return
        self.kill()
        spawn = get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=work, args=(theirs, self._limits.memory_bytes), daemon=True, name="kg-query")
        process.start()
        theirs.close()
        self._running = process, ours
        with suppress(EOFError, OSError):
            if ours.poll(_START):
                ours.recv_bytes()

    def send(self, job: Job | Rehearsal) -> None:
        """Begin a job."""
        self.start()
        with self._asked() as pipe:
            self._began = time.monotonic()
            pipe.send_bytes(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))

    async def reply_soon(self) -> Answer | Large | None:
        """As `reply`, but waits on the event loop; None if it has not arrived when the query has become a slow one."""
        return self.reply() if await self._arrives() else None

    async def _arrives(self) -> bool:
        loop = asyncio.get_running_loop()
        arrived: asyncio.Future[bool] = loop.create_future()
        with self._asked() as pipe:
            try:
                loop.add_reader(pipe.fileno(), _settle, arrived, True)
            except NotImplementedError:  # event loops that cannot watch a pipe
                return False
            timer = loop.call_later(min(_SLOW, self._limits.seconds), _settle, arrived, False)
            try:
                return await arrived
            finally:
                timer.cancel()
                loop.remove_reader(pipe.fileno())
                os.set_blocking(pipe.fileno(), True)  # uvloop unsets it
                if not arrived.done() or arrived.cancelled():  # nobody waits for the reply any more
                    self.kill()

    def reply(self) -> Answer | Large | None:
        """The reply to a job, which has arrived; of a large answer only that it follows, see `body`.

        Raises:
            KgError: what the process raised.
            QueryCrashed: it died.
        """
        with self._asked() as pipe:
            reply: Answer | Large | KgError | None = pickle.loads(pipe.recv_bytes())
        if isinstance(reply, KgError):
            raise reply
        return reply

    def body(self, large: Large) -> Answer:
        """The whole of a large answer."""
        with self._asked() as pipe:
            return Answer(large.media_type, pipe.recv_bytes())

    def rest(self, when_slow: "Callable[[Process], None]") -> Answer | None:
        """Wait for the answer to a job; `when_slow` is called if it takes long.

        Raises:
            KgError, QueryCrashed: as `reply`.
            QueryTimeout: it took longer than the limit, and the process was killed.
        """
        limit = self._limits.seconds
        with self._asked() as pipe:
            if not pipe.poll(self._left(min(_SLOW, limit))):
                self._yield_processor()
                when_slow(self)
                if not pipe.poll(self._left(limit)):
                    self.kill()
                    raise QueryTimeout(f"the query took longer than {limit:g} s and was stopped: narrow it")
        found = self.reply()
        return self.body(found) if isinstance(found, Large) else found

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.slowed = False
        running, self._running = self._running, None
        if running is not None:
            process, pipe = running
            process.kill()
            process.join()
            with suppress(ValueError):  # another thread that starts a process may be reaping this one just now
                process.close()
            pipe.close()

    def _left(self, seconds: float) -> float:
        return max(0.0, self._began + seconds - time.monotonic())

    def _yield_processor(self) -> None:
        """Rank below others, who have shorter questions."""
        if self._running is not None:
            with suppress(AttributeError, OSError):  # no such ranks, or gone already
                os.setpriority(os.PRIO_PROCESS, self._running[0].pid or 0, _LOW)
            self.slowed = True

    @contextmanager
    def _asked(self) -> Iterator[Connection]:
        """The pipe of the running process; that it breaks is told as what it means."""
        try:
            if self._running is None:
                raise EOFError
            yield self._running[1]
        except (EOFError, OSError) as error:
            self.kill()
            raise QueryCrashed(
                f"the process that evaluated the query ended, most likely for want of memory "
                f"(it may use {self._limits.memory_bytes / 2**30:.1f} GiB): narrow the query"
            ) from error


def _settle(future: "asyncio.Future[bool]", value: bool) -> None:
    if not future.done():
        future.set_result(value)
