"""What the server asks of the rest of the house beyond the store; whoever makes the application passes it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Ingest", "Ingested", "Records"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article that was read: its id and record, as JSON values; `created` is False if it was there already."""

    id: str
    record: Mapping[str, Any]
    created: bool


class Ingest(Protocol):
    """Reads articles into the graph."""

    def add(self, article: Mapping[str, Any]) -> Ingested:
        """Read one article: `text` or `html`, and what else the input contract knows. Returns when it is in the store.

        This blocks, and is called from a thread: the extraction itself must run in another process.

        Raises:
            InputError: it cannot be read as news.
        """
        ...


class Records(Protocol):
    """Gives article records as JSON values."""

    def record(self, article_id: str) -> Mapping[str, Any]:
        """The record of an article, with the addresses of entities and events where resolution found them.

        Raises:
            NotFound: there is no such article.
        """
        ...
