"""Who may edit graphs, and the record of who did."""

import hashlib
import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import HTTPException, Request

from api.dependencies import Services
from api.settings import Settings
from kg.store.sparql import Editor

__all__ = ["AUDIT", "audited", "editor"]

AUDIT = "audit.jsonl"
"""The file in the store's folder with one line for each attempt to edit graphs."""

_log = logging.getLogger("newsgraph.audit")


def editor(request: Request, held: Services) -> Editor:
    """What edits the store, for a request that may: its token has the scope `admin`.

    Raises:
        HTTPException: the server has no tokens or only reads, or the token lacks the scope (403); there is none (401).
    """
    if not held.store.writable:
        raise HTTPException(403, "this server is open for reading only")
    who = held.tokens.identify(request.headers.get("authorization"))
    if not who.may("admin"):
        _record(request, held.settings, {"action": "refused", "reason": "no token for it"}, time.perf_counter())
        held.tokens.demand(who, "admin")
        raise HTTPException(
            403, "graphs can be edited only with a token: set KG_TOKEN, or make one with `kg token add`"
        )
    return Editor(held.store, held.pool)


@contextmanager
def audited(request: Request, settings: Settings, **what: Any) -> Iterator[dict[str, Any]]:
    """Writes one line about what is done in the context, and how it ended; the context may add to it."""
    line, began = dict(what), time.perf_counter()
    try:
        yield line
    except Exception as error:
        _record(request, settings, {**line, "outcome": type(error).__name__, "reason": str(error)[:500]}, began)
        raise
    _record(request, settings, {**line, "outcome": "done"}, began)


def _record(request: Request, settings: Settings, what: dict[str, Any], began: float) -> None:
    line = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": request.client.host if request.client else None,
        "token": _fingerprint(request.headers.get("authorization")),
        "method": request.method,
        "path": request.url.path,
        "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        **what,
    }
    text = json.dumps(line, ensure_ascii=False)
    _log.info("%s", text)
    if settings.store.is_dir():
        _append(settings.store / AUDIT, text)


def _append(path: Path, line: str) -> None:
    """One write call a line, so that lines of several threads do not run into each other."""
    try:
        with path.open("ab", buffering=0) as file:
            file.write(line.encode() + b"\n")
            os.fsync(file.fileno())
    except OSError as error:
        _log.error("%s cannot be written: %s", path, error)


def _fingerprint(authorization: str | None) -> str | None:
    """Tells tokens apart without telling them."""
    return hashlib.sha256(authorization.encode()).hexdigest()[:12] if authorization else None
