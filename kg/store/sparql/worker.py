"""The process that evaluates users' queries: it opens snapshots for reading, has no network, and may be killed."""

import ctypes
import os
import pickle
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError, QueryError
from kg.store.question import Answer, Question

__all__ = ["Job", "Large", "Rehearsal", "work"]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_LOOK_FOR_PARENT = 1.0
_LARGE = 64 * 1024
"""Bytes of an answer from which on it is sent apart, so that nobody who must not wait reads it."""


class Job(NamedTuple):
    """One question on one snapshot."""

    snapshot: str
    """Its folder."""
    question: Question
    max_bytes: int


class Rehearsal(NamedTuple):
    """One update on a copy that is nobody else's; the answer is None."""

    copy: Path
    text: str
    base: str | None


class Large(NamedTuple):
    """Announces an answer whose body is the next message."""

    media_type: str


def work(pipe: Connection, memory: int) -> None:
    """Answer jobs from `pipe`, each with an Answer, Large, None or a KgError, until it closes; the first: ready."""
    leave_network()
    _bound_memory(memory)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    import pyoxigraph as ox

    from kg.store.sparql.evaluation import evaluate, evaluate_update

    _send(pipe, None)
    opened: tuple[str, ox.Store] | None = None
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            job: Job | Rehearsal = pickle.loads(pipe.recv_bytes())
            try:
                if isinstance(job, Rehearsal):
                    evaluate_update(ox.Store(str(job.copy)), job.text, job.base)
                    _send(pipe, None)
                    continue
                if opened is None or opened[0] != job.snapshot:
                    opened = job.snapshot, ox.Store.read_only(job.snapshot)
                _send(pipe, evaluate(opened[1], job.question, job.max_bytes))
            except KgError as error:
                _send(pipe, error)
            except (OSError, MemoryError) as error:
                _send(pipe, QueryError(f"the query could not be evaluated: {error or type(error).__name__}"))


def _send(pipe: Connection, reply: Answer | KgError | None) -> None:
    if isinstance(reply, Answer) and len(reply.body) > _LARGE:
        pipe.send_bytes(pickle.dumps(Large(reply.media_type)))
        pipe.send_bytes(reply.body)
    else:
        pipe.send_bytes(pickle.dumps(reply, pickle.HIGHEST_PROTOCOL))


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


def _end_with(parent: int) -> None:
    """Die when the parent has died: a query under way would not notice the closed pipe."""
    while os.getppid() == parent:
        time.sleep(_LOOK_FOR_PARENT)
    os._exit(1)
