"""One folder on disk: the archive of records and decisions, and the graph derived from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.archive import Archive, open_archive
from kg.errors import NotFound
from kg.rdf.terms import DEFAULT_BASE
from kg.store import Store, open_store

__all__ = ["Workspace"]


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a graph lives: `archive/` holds what cannot be made again, `graph/` what can."""

    folder: Path
    base: str = DEFAULT_BASE

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
        if read_only and not (self.folder / "graph").is_dir():
            raise NotFound(f"{self.folder} holds no graph yet: build one with 'kg build PATH --store {self.folder}'")
        with open_store(self.folder / "graph", base=self.base, read_only=read_only) as store:
            yield store
