"""The process that evaluates users' queries: it opens snapshots for reading, has no network, and may be killed."""

import ctypes
import gc
import pickle
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError, QueryError
from kg.processes import end_with_parent
from kg.store.question import GRAPH_TYPES, TABLE_TYPES, Answer, Question
from kg.store.sparql.channel import Channel

__all__ = ["Job", "Rehearsal", "pack", "unpack", "work"]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_TYPES = TABLE_TYPES + GRAPH_TYPES
_NOTHING, _ERROR = len(_TYPES), len(_TYPES) + 1
"""A reply begins with a byte: the number of the answer's media type, or one of these."""


class Job(NamedTuple):
    """One question on one snapshot."""

    snapshot: str
    """Its folder."""
    max_bytes: int
    question: Question


class Rehearsal(NamedTuple):
    """One update on a copy that is nobody else's; the answer is None."""

    copy: Path
    text: str
    base: str | None


def pack(job: Job | Rehearsal) -> bytes:
    """A job as a message. Questions go as plain tuples, which takes a fraction of the time of objects."""
    if isinstance(job, Rehearsal):
        return pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
    asked = job.question
    fields = asked.text, asked.default_graphs, asked.named_graphs, asked.table, asked.graph, asked.base
    return pickle.dumps((job.snapshot, job.max_bytes, *fields), pickle.HIGHEST_PROTOCOL)


def unpack(reply: bytes) -> Answer | None:
    """The reply to a job.

    Raises:
        KgError: what the process raised.
    """
    kind = reply[0]
    if kind < len(_TYPES):
        return Answer(_TYPES[kind], reply[1:])
    if kind == _ERROR:
        raise pickle.loads(reply[1:])
    return None


def work(end: socket.socket, memory: int) -> None:
    """Answer the jobs that come through `end` until that closes; the first message says that it is ready."""
    leave_network()
    _bound_memory(memory)
    end_with_parent()  # a query under way would not notice the closed socket
    import pyoxigraph as ox

    from kg.store.sparql.evaluation import evaluate, evaluate_update

    channel = Channel(end)
    gc.freeze()  # what is there now stays, and need not be looked through
    opened: tuple[str, ox.Store] | None = None
    with suppress(EOFError, OSError, KeyboardInterrupt):
        _send(channel, None)
        while True:
            job = pickle.loads(channel.receive() or b"")
            try:
                if isinstance(job, Rehearsal):
                    evaluate_update(ox.Store(str(job.copy)), job.text, job.base)
                    reply: Answer | KgError | None = None
                else:
                    snapshot, most, *fields = job
                    if opened is None or opened[0] != snapshot:
                        opened = snapshot, ox.Store.read_only(snapshot)
                    reply = evaluate(opened[1], Question(*fields), most)
            except KgError as error:
                reply = error
            except (OSError, MemoryError) as error:
                reply = QueryError(f"the query could not be evaluated: {error or type(error).__name__}")
            _send(channel, reply)


def _send(channel: Channel, reply: Answer | KgError | None) -> None:
    if isinstance(reply, Answer):
        channel.send(bytes((_TYPES.index(reply.media_type),)), reply.body)
    elif reply is None:
        channel.send(bytes((_NOTHING,)))
    else:
        channel.send(bytes((_ERROR,)), pickle.dumps(reply, pickle.HIGHEST_PROTOCOL))


def leave_network() -> bool:
    """Move this process into a network namespace of its own, where nothing can be reached; whether that was allowed.

    Many systems forbid it; the refusal of SERVICE is then the only wall.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return any(libc.unshare(flags) == 0 for flags in (_NEW_USER | _NEW_NETWORK, _NEW_NETWORK))


def _bound_memory(most: int) -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
