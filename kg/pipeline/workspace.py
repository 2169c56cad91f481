"""One folder on disk: the archive of records and decisions, and the graph derived from them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.archive import Archive, open_archive
from kg.errors import NotFound
from kg.rdf.terms import DEFAULT_BASE
from kg.store import Store, open_store

__all__ = ["ARCHIVES", "Workspace"]

ARCHIVES = Path("newsgraph-data") / "servers"
"""Where the archives of graphs are kept that live on servers: what a graph is made of is never kept there."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a graph lives: `archive/` holds what cannot be made again, `graph/` what can."""

    folder: Path
    base: str = DEFAULT_BASE
    server: str | None = None
    """The address of a SPARQL server that holds the graph instead of `graph/`."""

    @classmethod
    def at(cls, location: str | Path, base: str = DEFAULT_BASE) -> "Workspace":
        """The workspace in a folder; or the one of a server's address, whose archive is kept in a folder here."""
        if not str(location).startswith(("http://", "https://")):
            return cls(Path(location), base)
        name = re.sub(r"[^A-Za-z0-9.]+", "-", str(location).partition("://")[2]).strip("-")
        return cls(ARCHIVES / name, base, str(location))

    @property
    def graph(self) -> str:
        """Where the graph is, for people."""
        return self.server or str(self.folder)

    @property
    def exists(self) -> bool:
        """Whether anything was ever built here."""
        return (self.folder / "archive").is_dir()

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """The archive, opened and closed."""
        with open_archive(self.folder / "archive") as archive:
            yield archive

    @contextmanager
    def store(self, *, read_only: bool = False) -> Iterator[Store]:
        """The graph store, opened and closed.

        Raises:
            NotFound: it is to be read, and nothing was built here yet.
            StoreBusyError: another process has it open for writing.
        """
        if self.server is not None:
            with open_store(self.server, base=self.base, read_only=read_only) as store:
                yield store
            return
        if read_only and not (self.folder / "graph").is_dir():
            raise NotFound(f"{self.folder} holds no graph yet: build one with 'kg build PATH --store {self.folder}'")
        with open_store(self.folder / "graph", base=self.base, read_only=read_only) as store:
            yield store
