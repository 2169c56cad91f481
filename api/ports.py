"""What the server asks of the rest of the house beyond the store; whoever makes the application passes it in."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from api.desk.queue import Queue
    from api.desk.reading import Analysis
    from kg.archive import Version
    from kg.model import ArticleRecord, MentionKey
    from kg.pipeline.curation import Curation

__all__ = ["Analyzer", "Curator", "Ingest", "Ingested", "Jobs", "Records"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """An article that was read: its id and record, as JSON values; `created` is False if it was there already."""

    id: str
    record: Mapping[str, Any]
    created: bool


class Ingest(Protocol):
    """Reads articles into the graph."""

    def add(self, article: Mapping[str, Any] | bytes) -> Ingested:
        """Read one article: `text` or `html`, and what else the input contract knows; or a document's bytes.

        This returns when it is in the store. It blocks, and is called from a thread: the extraction itself must run in
        another process.

        Raises:
            InputError: it cannot be read as news.
        """
        ...

    def delete(self, article_id: str) -> bool:
        """Remove an article, and what it alone supports; whether there was one."""
        ...


class Records(Protocol):
    """Gives article records as JSON values."""

    def record(self, article_id: str) -> Mapping[str, Any]:
        """The record of an article, with the addresses of entities and events where resolution found them.

        Raises:
            NotFound: there is no such article.
        """
        ...

    def records(self) -> Iterator[Mapping[str, Any]]:
        """All records, in the order of the articles' ids."""
        ...

    def versions(self, article_id: str) -> "list[Version]":
        """The states in which an article was seen, the newest first.

        Raises:
            NotFound: there is no such article.
        """
        ...

    def version(self, article_id: str, number: int) -> "ArticleRecord":
        """The record of one of them.

        Raises:
            NotFound: there is no such article, or no such version of it.
        """
        ...


class Analyzer(Protocol):
    """Reads a text without keeping anything."""

    def analyze(self, article: Mapping[str, Any], explain: bool) -> "Analysis":
        """The record of an article given as JSON fields; with `explain`, why it is as it is.

        Raises:
            InputError: it cannot be read as news.
        """
        ...


class Jobs(Protocol):
    """Takes many articles, and reads them in its own time."""

    @property
    def queue(self) -> "Queue":
        """What waits, and what became of what was read."""
        ...

    def new_id(self) -> str:
        """An id for a job."""
        ...


class Curator(Protocol):
    """Takes people's decisions."""

    def curate(self) -> "AbstractContextManager[Curation]":
        """The way to decide; one at a time has it."""
        ...

    def members(self, address: str) -> "list[tuple[MentionKey, str]]":
        """What an entity or event is made of: each article's, with its name or evidence there.

        Raises:
            NotFound: there is no such thing.
        """
        ...
