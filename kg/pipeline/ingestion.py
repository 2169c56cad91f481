"""Adding single articles to a graph that is being served."""

import io
import json
import threading
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from kg.archive import Archive
from kg.assemble import iris_of
from kg.errors import InputError
from kg.model import Article, ArticleRecord
from kg.model.interchange import record_to_json
from kg.pipeline.extraction import extract_article
from kg.pipeline.graph import resolve_archive, sync_graph
from kg.read import Notice, read_paths
from kg.store import Store

__all__ = ["Ingestion"]


class Ingestion:
    """Reads articles one at a time into an open archive and store; extraction runs in a process of its own.

    One object serves many threads; additions happen one after another. Close it to end the process.
    """

    def __init__(self, archive: Archive, store: Store, *, model: Path | None = None) -> None:
        self._archive, self._store, self._model = archive, store, model
        self._writing = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._addresses: dict[str, dict[str, str]] = {}
        self._addresses_of = -1

    def add(self, article: Mapping[str, Any]) -> tuple[str, dict[str, Any], bool]:
        """Read one article given as JSON fields; its id, its record as JSON, and whether it is new.

        Raises:
            InputError: it cannot be read as news, with the reason.
        """
        found = self._read(article)
        with self._writing:
            created = found.id not in self._archive
            record = self._extract(found)
            if self._archive.put(record):
                sync_graph(self._archive, self._store)
        return found.id, self.record(found.id), created

    def record(self, article_id: str) -> dict[str, Any]:
        """The record of an article as JSON, with the addresses of its entities and events.

        Raises:
            NotFound: there is no such article.
        """
        record = self._archive.get(article_id)
        if self._addresses_of != self._store.revision:
            self._addresses_of = self._store.revision
            self._addresses = iris_of(resolve_archive(self._archive, self._store.base))
        return record_to_json(record, self._addresses.get(article_id))

    def close(self) -> None:
        """End the extracting process."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _read(self, article: Mapping[str, Any]) -> Article:
        reasons: list[str] = []
        for item in read_paths(["-"], stdin=io.BytesIO(json.dumps(dict(article)).encode())):
            if not isinstance(item, Notice):
                return item
            reasons.append(item.reason)
        raise InputError("; ".join(reasons) or "no article: 'text' or 'html' is required")

    def _extract(self, article: Article) -> ArticleRecord:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        try:
            return self._pool.submit(extract_article, article, self._model).result()
        except BrokenProcessPool as error:
            self._pool = None
            raise InputError(f"article {article.id}: the process that read it died (out of memory?)") from error
