"""The ontology and its alignments as quads, so that it can be queried beside the facts."""

from functools import cache
from importlib.resources import files

from rdflib import BNode, Graph

from kg.rdf.quads import Quad, iri
from kg.rdf.terms import ONTOLOGY

__all__ = ["ontology_quads"]


@cache
def ontology_quads() -> tuple[Quad, ...]:
    """The ontology's triples in the graph that its address names, sorted; without blank nodes, which nothing needs."""
    graph = Graph()
    for file in ("newsgraph.ttl", "alignments.ttl"):
        graph.parse(data=(files("ontology") / file).read_text(encoding="utf-8"), format="turtle")
    name = iri(ONTOLOGY)
    quads = (
        Quad(subject.n3(), predicate.n3(), value.n3(), name)
        for subject, predicate, value in graph
        if not isinstance(subject, BNode) and not isinstance(value, BNode)
    )
    return tuple(sorted(quads))
