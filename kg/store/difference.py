"""What turns a graph into what is wanted, as the engine's quads and as SPARQL Update."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.rdf.quads import Quad, iri, to_nquads
from kg.store.base import Change

__all__ = ["Difference", "stored_form", "triples_text"]


@dataclass(frozen=True, slots=True)
class Difference:
    """The quads of a graph to add and to remove; `emptied` where nothing of it stays."""

    graph: str
    add: set[ox.Quad]
    remove: set[ox.Quad]
    emptied: bool

    @classmethod
    def between(cls, graph: str, old: set[ox.Quad], new: set[ox.Quad]) -> "Difference":
        """What turns `old` into `new`."""
        return cls(graph, new - old, old - new, emptied=not new)

    @property
    def change(self) -> Change:
        """How much it is."""
        return Change(self.graph, len(self.add), len(self.remove))

    def steps(self) -> Iterable[str]:
        """As SPARQL Update operations; every term is written by the engine, never taken from a caller's text."""
        name = ox.NamedNode(self.graph)
        if self.emptied and self.remove:
            yield f"DROP SILENT GRAPH {name}"
        elif self.remove:
            yield f"DELETE DATA {{ GRAPH {name} {{ {triples_text(self.remove)} }} }}"
        if self.add:
            yield f"INSERT DATA {{ GRAPH {name} {{ {triples_text(self.add)} }} }}"


def stored_form(graph: str, quads: Iterable[Quad]) -> set[ox.Quad]:
    """The quads as the engine gives them back, which writes numbers and dates in their canonical form.

    Raises:
        StoreError: a quad is malformed, is of another graph, or has a blank node.
    """
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


def triples_text(quads: Iterable[ox.Quad | ox.Triple]) -> str:
    """Triples in the notation of SPARQL."""
    return " . ".join(f"{quad.subject} {quad.predicate} {quad.object}" for quad in quads)
