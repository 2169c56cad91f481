"""What worker processes do: bytes to articles to records, into the archive or back to whoever asked.

Everything here is imported by name in fresh processes; nothing of it runs in the serving one.
"""

import io
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.processes import end_with_parent

__all__ = ["DOCUMENT", "JSON", "Analysis", "Outcome", "Task", "analyze", "begin_as_worker", "read_into_archive"]


JSON, DOCUMENT = b"J", b"D"
"""What a payload begins with: it must be one article as JSON, or may be a document of any kind that is read."""


@dataclass(frozen=True, slots=True)
class Task:
    """Where records go, and which model and engines read."""

    archive: str
    """A folder or an address, as `kg.archive.open_archive` takes it."""
    model: Path | None = None
    engines: tuple[str, ...] = ("lexicon", "graph")
    """Which of `kg.model.ENGINES` find events and relations."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article of a payload, or why there is none."""

    state: Literal["created", "changed", "unchanged", "rejected"]
    article: str | None = None
    title: str | None = None
    facts: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A record as JSON values, and why it is as it is, line by line."""

    record: dict[str, Any]
    explanation: tuple[str, ...] = ()


def begin_as_worker() -> None:
    """Let the serving process go first, since reading articles takes all the processor it can get, and end with it."""
    end_with_parent()
    os.nice(10)


def read_into_archive(payloads: Sequence[bytes], task: Task) -> list[list[Outcome]]:
    """Read what is in each payload, and archive the record of every article that is new or has changed.

    Archiving again what is there already changes nothing, so a payload may be read any number of times.
    """
    from kg.distribute import Failure
    from kg.pipeline.extraction import current_version, extract_articles

    archive, version = _archive(task.archive), current_version(task.model, task.engines)
    outcomes: list[list[Outcome]] = []
    fresh: list[tuple[int, Any]] = []
    for number, payload in enumerate(payloads):
        own: list[Outcome] = []
        outcomes.append(own)
        for item in _articles(payload):
            if isinstance(item, Outcome):
                own.append(item)
            elif archive.is_current(item.id, item.sha256, version):
                own.append(Outcome("unchanged", item.id, item.title))
            else:
                fresh.append((number, item))
    results = extract_articles([article for _, article in fresh], model=task.model, workers=1, engines=task.engines)
    for (number, article), result in zip(fresh, results, strict=True):
        if isinstance(result, Failure):
            outcomes[number].append(Outcome("rejected", article.id, article.title, reason=result.reason))
        else:
            known = article.id in archive
            archive.put(result)
            facts = len(result.events) + len(result.relations)
            outcomes[number].append(Outcome("changed" if known else "created", article.id, article.title, facts))
    return outcomes


def analyze(payload: bytes, task: Task, explain: bool) -> list[Analysis | Outcome]:
    """The record of each article in a payload, without keeping anything."""
    from kg.model.interchange import record_to_json
    from kg.pipeline.extraction import extract_article

    found: list[Analysis | Outcome] = []
    for item in _articles(payload):
        if isinstance(item, Outcome):
            found.append(item)
        else:
            lines = tuple(_extraction(task.model, task.engines).explain(item)) if explain else ()
            found.append(Analysis(record_to_json(extract_article(item, task.model, task.engines)), lines))
    return found


def _articles(payload: bytes) -> Iterator[Any]:
    """The articles of a payload; what cannot be read is an outcome in its place."""
    from kg.read import Notice, read_paths

    kind, body = payload[:1], payload[1:]
    if kind == JSON and (wrong := _no_article(body)):
        yield Outcome("rejected", reason=wrong)
        return
    some = False
    for item in read_paths(["-"], stdin=io.BytesIO(body)):
        if not isinstance(item, Notice):
            some = True
            yield item
        elif item.severity == "rejected":
            some = True
            yield Outcome("rejected", reason=item.reason)
    if not some:
        yield Outcome("rejected", reason="no article in it: 'text' or 'html' is required")


def _no_article(body: bytes) -> str | None:
    """Why bytes are no article as JSON, or None."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {error}"
    return None if isinstance(value, dict) else "not an article: expected a JSON object with 'text' or 'html'"


@cache
def _archive(place: str) -> Any:
    from kg.archive import open_archive

    return open_archive(place)


@cache
def _extraction(model: Path | None, engines: tuple[str, ...]) -> Any:
    from kg.pipeline.extraction import Extraction

    return Extraction(model, engines=engines)
