"""Writing to an Oxigraph engine: whole graphs, by difference, in one transaction."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import IO, Self, cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.quads import Quad, iri, to_nquads
from kg.store.base import Change

__all__ = ["OxigraphWriter"]

_LINES_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class _Difference:
    """What turns a graph into what is wanted; `emptied` where nothing of it stays."""

    graph: str
    add: set[ox.Quad]
    remove: set[ox.Quad]
    emptied: bool

    @property
    def change(self) -> Change:
        return Change(self.graph, len(self.add), len(self.remove))

    def steps(self) -> Iterable[str]:
        """As SPARQL Update operations; every term is written by the engine, never taken from a caller's text."""
        name = ox.NamedNode(self.graph)
        if self.emptied and self.remove:
            yield f"DROP SILENT GRAPH {name}"
        elif self.remove:
            yield f"DELETE DATA {{ GRAPH {name} {{ {_triples(self.remove)} }} }}"
        if self.add:
            yield f"INSERT DATA {{ GRAPH {name} {{ {_triples(self.add)} }} }}"


class OxigraphWriter:
    """See `Writer`; several of one store take turns.

    `engine` gives the engine as long as the store is open: a writer that is kept does not keep the folder in use.
    `changed` is called after each call that wrote something.
    """

    def __init__(self, engine: Callable[[], ox.Store], turn: threading.Lock, changed: Callable[[], None]) -> None:
        self._engine, self._turn, self._changed = engine, turn, changed

    def replace(self, graph: str, quads: Iterable[Quad]) -> Change:
        """See `Writer.replace`."""
        return self.apply({graph: quads})[0]

    def delete(self, graph: str) -> Change:
        """See `Writer.delete`."""
        return self.apply({graph: ()})[0]

    def apply(self, graphs: Mapping[str, Iterable[Quad]]) -> tuple[Change, ...]:
        """See `Writer.apply`."""
        wanted = {graph: _stored_form(graph, quads) for graph, quads in graphs.items()}
        with self._turn:
            differences = [self._difference(graph, new) for graph, new in wanted.items()]
            changes = tuple(difference.change for difference in differences)
            if any(change.removed for change in changes):  # one update request is one transaction
                self._engine().update(" ;\n".join(step for difference in differences for step in difference.steps()))
            else:  # and so is one call of extend, which is faster, but only adds
                self._engine().extend(quad for difference in differences for quad in difference.add)
            if any(changes):
                self._changed()
        return changes

    def bulk_load(self, quads: Iterable[Quad]) -> int:
        """See `Writer.bulk_load`."""
        with self._turn:
            if len(self._engine()):
                raise StoreError(f"bulk_load found {len(self._engine())} quads and wants an empty store: use apply")
            try:
                self._engine().bulk_load(cast(IO[bytes], _Lines(quads)), ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                self._engine().clear()
                raise StoreError(f"a quad is not valid N-Quads: {error}") from error
            except BaseException:
                self._engine().clear()
                raise
            self._changed()
            return len(self._engine())

    def flush(self) -> None:
        """See `Writer.flush`."""
        self._engine().flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.flush()

    def _difference(self, graph: str, new: set[ox.Quad]) -> _Difference:
        old = set(self._engine().quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        return _Difference(graph, new - old, old - new, emptied=not new)


class _Lines:
    """Quads as a file of N-Quads that is written while it is read."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads = iter(quads)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._rest:
            chunk = list(islice(self._quads, _LINES_AT_ONCE))
            if not chunk:
                return b""
            self._rest = to_nquads(chunk)
        end = len(self._rest) if size < 0 else size
        part, self._rest = self._rest[:end], self._rest[end:]
        return part


def _stored_form(graph: str, quads: Iterable[Quad]) -> set[ox.Quad]:
    """The quads as the engine gives them back, which writes numbers and dates in their canonical form."""
    term = iri(graph)
    own = tuple(quads)
    for quad in own:
        if quad.graph != term:
            raise StoreError(
                f"a quad of the graph {quad.graph} was given for {term}: each graph is replaced by its own quads"
            )
    scratch = ox.Store()
    try:
        scratch.extend(ox.parse(to_nquads(own), ox.RdfFormat.N_QUADS))
        found = set(scratch)
    except SyntaxError as error:
        raise StoreError(f"a quad for {term} is not valid N-Quads: {error}") from error
    for stored in found:
        if isinstance(stored.subject, ox.BlankNode) or isinstance(stored.object, ox.BlankNode):
            raise StoreError(f"{stored} has a blank node, which cannot be compared or replaced: give it an IRI")
    return found


def _triples(quads: Iterable[ox.Quad]) -> str:
    return " . ".join(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)
