"""One process that evaluates users' queries, as the pool sees it: started, asked, waited for, killed."""

import asyncio
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess

from kg.store.question import Answer, Limits
from kg.store.sparql.channel import Channel
from kg.store.sparql.errors import QueryCrashed, QueryTimeout
from kg.store.sparql.worker import Job, Rehearsal, pack, unpack, work

__all__ = ["Process"]

_SLOW = 2.0
"""Seconds after which a query is a slow one, which leaves its place to others."""
_LOW = 15
_START = 60.0
"""Seconds in which a new process must report that it is ready; a loaded machine needs several."""


class Process:
    """A process that is started when needed, and again after it was killed; it does one job at a time.

    A job is sent, then waited for: by `rest`, which blocks, or on an event loop by `soon`, and `rest` after it.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._running: tuple[SpawnProcess, Channel] | None = None
        self._began = 0.0
        self.slowed = False
        """Whether it ranks below others, which it cannot take back."""
        self.replaced = False

    @property
    def ready(self) -> bool:
        """Whether it was started; that it has died since comes out when it is sent a job."""
        return self._running is not None

    def start(self) -> None:
        """Have the process ready."""
        if self._running is not None and self._running[0].is_alive():
            return
        self.kill()
        ours, theirs = socket.socketpair()
        channel, spawn = Channel(ours), get_context("spawn")
        process = spawn.Process(target=work, args=(theirs, self._limits.memory_bytes), daemon=True, name="kg-query")
        process.start()
        theirs.close()
        self._running = process, channel
        with suppress(EOFError, OSError):
            channel.receive(time.monotonic() + _START)

    def send(self, job: Job | Rehearsal) -> None:
        """Begin a job; the process is ready."""
        self._began = time.monotonic()
        try:
            self._channel().send(pack(job))
        except (EOFError, OSError) as error:
            raise self._died() from error

    async def soon(self) -> bytes | None:
        """The reply to a job, for `unpack`; waits on the event loop, and None once the query has become a slow one.

        Raises:
            QueryCrashed: the process died.
        """
        loop, channel = asyncio.get_running_loop(), self._channel()
        arrived: asyncio.Future[bytes | None] = loop.create_future()
        try:
            loop.add_reader(channel.fileno(), _read, channel, arrived)
        except NotImplementedError:  # event loops that cannot watch a socket
            return None
        timer = loop.call_later(min(_SLOW, self._limits.seconds), _give_up, arrived)
        try:
            return await arrived
        except (EOFError, OSError) as error:
            broken = error
        finally:
            timer.cancel()
            loop.remove_reader(channel.fileno())  # before it is closed
            if not arrived.done() or arrived.cancelled():  # nobody waits for the reply any more
                self.kill()
        raise self._died() from broken

    def rest(self, when_slow: "Callable[[Process], None]") -> Answer | None:
        """Wait for the answer to a job; `when_slow` is called if it takes long.

        Raises:
            KgError: what the process raised.
            QueryCrashed: it died.
            QueryTimeout: it took longer than the limit, and was killed.
        """
        limit = self._limits.seconds
        try:
            channel = self._channel()
            reply = channel.receive(self._began + min(_SLOW, limit))
            if reply is None:
                self._yield_processor()
                when_slow(self)
                reply = channel.receive(self._began + limit)
        except (EOFError, OSError) as error:
            raise self._died() from error
        if reply is None:
            self.kill()
            raise QueryTimeout(f"the query took longer than {limit:g} s and was stopped: narrow it")
        return unpack(reply)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.slowed = False
        running, self._running = self._running, None
        if running is not None:
            process, channel = running
            process.kill()
            process.join()
            with suppress(ValueError):  # another thread that starts a process may be reaping this one just now
                process.close()
            channel.close()

    def _yield_processor(self) -> None:
        """Rank below others, who have shorter questions."""
        if self._running is not None:
            with suppress(AttributeError, OSError):  # no such ranks, or gone already
                os.setpriority(os.PRIO_PROCESS, self._running[0].pid or 0, _LOW)
            self.slowed = True

    def _channel(self) -> Channel:
        if self._running is None:
            raise EOFError("the process does not run")
        return self._running[1]

    def _died(self) -> QueryCrashed:
        """What it means that the channel has broken."""
        self.kill()
        return QueryCrashed(
            f"the process that evaluated the query ended, most likely for want of memory "
            f"(it may use {self._limits.memory_bytes / 2**30:.1f} GiB): narrow the query"
        )


def _read(channel: Channel, found: "asyncio.Future[bytes | None]") -> None:
    if found.done():
        return
    try:
        reply = channel.arrived()
    except (EOFError, OSError) as error:
        found.set_exception(error)
    else:
        if reply is not None:
            found.set_result(reply)


def _give_up(found: "asyncio.Future[bytes | None]") -> None:
    if not found.done():
        found.set_result(None)
