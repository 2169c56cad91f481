"""The queries a person has asked on this machine, one JSON line each; kept outside of any graph."""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

__all__ = ["Asked", "history", "remember"]

_MOST = 500


class Asked(NamedTuple):
    """A query, and when it was asked."""

    at: str
    query: str


def history() -> list[Asked]:
    """What was asked, the oldest first; damaged lines are left out."""
    found = []
    with suppress(OSError):
        for line in _path().read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, KeyError, TypeError):
                value = json.loads(line)
                found.append(Asked(value["at"], value["query"]))
    return found


def remember(query: str) -> None:
    """Add a query, unless it is the same as the last one; where nothing can be written, nothing is."""
    asked = history()
    if os.environ.get("KG_HISTORY") == "" or (asked and asked[-1].query == query):
        return
    now = Asked(datetime.now().astimezone().isoformat(timespec="seconds"), query)
    lines = [json.dumps(one._asdict(), ensure_ascii=False) for one in [*asked, now][-_MOST:]]
    with suppress(OSError):
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text("\n".join(lines) + "\n", encoding="utf-8")
        new.replace(path)


def _path() -> Path:
    """`KG_HISTORY` (empty: none is kept), or where systems keep such things."""
    if chosen := os.environ.get("KG_HISTORY"):
        return Path(chosen)
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "newsgraph" / "queries.jsonl"
