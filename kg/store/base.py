"""The graph store's port: what every backend promises.

A dataset is a set of quads in named graphs; graphs are named by plain IRIs, quads are `kg.rdf.quads.Quad`. There is one
writing process per store, and any number of readers inside it; readers never wait for a writer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from kg.rdf.quads import Quad
from kg.store.question import Answer, Question
from kg.store.rows import Row
from kg.store.search import SearchIndex
from kg.store.touched import Touched
from kg.store.view import View

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["Change", "Store", "Writer"]


@dataclass(frozen=True, slots=True)
class Change:
    """What writing one graph came to: how many quads were added and removed. Both 0: nothing was written."""

    graph: str
    added: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


class Writer(Protocol):
    """The writing half of a store; leaving it as a context manager flushes.

    Every call is one transaction: it happens wholly or, if it raises, not at all, and a reader sees the dataset either
    before or after it. What a call returned from survives the process; `flush` makes it survive the machine.
    """

    def replace(self, graph: str, quads: Iterable[Quad]) -> Change:
        """Make `graph` hold exactly `quads`; only the difference is written, and an unchanged graph writes nothing.

        Raises:
            StoreError: a quad is malformed, is of another graph, or contains a blank node (those have no identity to
                compare by), or the store is open for reading only.
        """
        ...

    def delete(self, graph: str) -> Change:
        """Remove `graph`; a graph that does not exist is no error."""
        ...

    def apply(self, graphs: Mapping[str, Iterable[Quad]]) -> tuple[Change, ...]:
        """Replace several graphs in one transaction, in the order given; a graph without quads is deleted.

        Raises:
            StoreError: as `replace`; then none of the graphs has changed.
        """
        ...

    def patch(self, graph: str, *, add: Iterable[Quad], remove: Iterable[Quad]) -> Change:
        """Change some quads of a graph without looking at the others, so at a cost that does not grow with it.

        Quads to add that are there, and quads to remove that are not, are passed over; what is in both stays.

        Raises:
            StoreError: as `replace`.
        """
        ...

    def bulk_load(self, quads: Iterable[Quad]) -> int:
        """Fill an empty store, several times faster than `apply`; how many quads it holds then.

        Quads are streamed, so memory stays bounded. This is no transaction for readers, but an interrupted load leaves
        nothing behind.

        Raises:
            StoreError: the store is not empty, or a quad is malformed.
        """
        ...

    def put(self, graph: str | None, triples: bytes, *, merge: bool = False) -> bool:
        """Make a graph (None: the default graph) hold exactly `triples` (N-Triples), or add them; whether it is new.

        Unlike `replace`, this takes blank nodes: each call makes new ones of them. A graph may be empty.

        Raises:
            QueryError: the triples are not N-Triples.
        """
        ...

    def drop(self, graph: str | None) -> bool:
        """Remove a graph as `put` makes it, or empty the default graph (None); whether there was anything."""
        ...

    def update(self, text: str, base: str | None = None) -> None:
        """Evaluate SPARQL Update, wholly or not at all. Whoever calls this has read it with `kg.store.sparql.update`.

        Raises:
            InvalidQuery: the engine finds it not valid.
            QueryError: it could not be evaluated.
        """
        ...

    def flush(self) -> None:
        """Write everything down to the disk."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class Store(Protocol):
    """One dataset. Close it, or use it as a context manager; one object serves many threads."""

    @property
    def base(self) -> str:
        """The address that instance IRIs start with, such as `https://newsgraph.example/id/`."""
        ...

    @property
    def revision(self) -> int:
        """Grows with every change made through this object; equal revisions mean equal content."""
        ...

    def changes_since(self, revision: int) -> tuple[int, Touched] | None:
        """What has been touched after a revision, and the revision that this led to.

        None where that is not known: changes are remembered from the first time that this is asked, within bounds, and
        where they come as quads (not by `put`, `drop`, `update` and `bulk_load`). A server never knows.
        """
        ...

    @property
    def writable(self) -> bool:
        """Whether `writer` gives one."""
        ...

    def writer(self) -> Writer:
        """The writing half.

        Raises:
            StoreError: the store is open for reading only.
        """
        ...

    def view(self) -> View:
        """Typed answers to the questions that pages and exports ask."""
        ...

    def index(self) -> SearchIndex:
        """What finds things, headlines and sentences by their words, and places by their position."""
        ...

    def select(self, name: str, /, **bindings: str) -> Iterator[Row]:
        """The rows of the named query (`kg/store/queries/{name}.rq`), with variables bound to values.

        `Iri` binds a resource, any other string a literal. Rows come as they are found: stop reading to stop the work.

        Raises:
            StoreError: there is no such query, or it does not have such a variable.
        """
        ...

    def select_each(self, name: str, variable: str, iris: Iterable[str]) -> Iterator[Row]:
        """The rows of the named query with a variable bound to each of some resources.

        As `select` with one after the other, but in any order and several times faster for many; only for queries that
        begin with the variable, and have no VALUES of their own, which an engine may combine with all of these.

        Raises:
            StoreError: as `select`.
        """
        ...

    def query(self, question: Question) -> Answer:
        """Answer a user's SPARQL in this process, without a deadline: for command lines. Servers use a `QueryPool`.

        Raises:
            QueryError: the query is not valid SPARQL, or asks for what is not allowed.
        """
        ...

    def describe(self, iri: str, media_type: str) -> bytes:
        """What is said of `iri`: the graph of that name, else all triples with it as subject; empty if nothing is.

        `media_type` is one of `kg.store.question.GRAPH_TYPES`.
        """
        ...

    def graph(self, name: str | None, media_type: str) -> bytes | None:
        """The triples of one graph (None: the default graph) in one of `GRAPH_TYPES`; None if there is none."""
        ...

    def serialize(self, form: str) -> bytes:
        """The dataset in an exchange format, sorted; those for single graphs hold the union of all.

        `form` is `nquads`, `trig` or `jsonld`; or `turtle`, `ntriples` or `rdfxml`.

        Raises:
            StoreError: it is none of these.
        """
        ...

    def count(self, graph: str | None = None) -> int:
        """How many quads the dataset, or one graph of it, holds."""
        ...

    def graphs(self) -> Iterator[str]:
        """The names of all graphs, sorted."""
        ...

    def dump(self, graph: str | None = None) -> bytes:
        """The dataset, or one graph of it, as sorted N-Quads: equal content gives equal bytes."""
        ...

    def snapshot(self, folder: Path) -> None:
        """Write a copy into `folder`, which must not exist yet; other processes may open it, and it never changes."""
        ...

    def as_rdflib(self) -> "Dataset":
        """A copy of the dataset as an `rdflib.Dataset` in memory, for that library's tools; changes stay there."""
        ...

    def announce(self, address: str) -> None:
        """Tell others who find the store in use where it is served."""
        ...

    def close(self) -> None:
        """Flush and give up the folder; the object is unusable afterwards."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
