"""Do graphs meet the ontology's shapes? SHACL Core by pySHACL, some articles at a time, so that any number will do."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pyshacl import validate as check_shapes
from rdflib import Graph
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kg.rdf.quads import Quad, Term
from kg.rdf.terms import KG, SKOS
from kg.rdf.terms import RDF as RDF_NAMES
from ontology import FOLDER

__all__ = ["Severity", "Violation", "validate", "validate_graphs"]

Severity = Literal["violation", "warning", "info"]

_SEVERITIES: dict[Node | None, Severity] = {SH.Warning: "warning", SH.Info: "info"}
_NEEDED = frozenset({RDF_NAMES.term("type"), SKOS.term("prefLabel")})
"""What an article's graph needs to know of entities; the rest of their description is checked with their own graph."""
_ACROSS = frozenset({KG.term("conflictsWith"), KG.term("supersedes")})
_CHUNK = 5_000
"""Quads checked at once: enough to make up for reading the shapes each time, few enough for any memory."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A shape that a node does not meet; `path` is the property it is about, `value` what is wrong with it, if told."""

    severity: Severity
    node: str
    path: str
    message: str
    value: str


def validate(quads: Iterable[Quad]) -> list[Violation]:
    """What is wrong with graphs that are complete in themselves, sorted.

    A `violation` is a fault of the software; a `warning` is something that texts or their readers may get wrong.
    """
    graph = Graph()
    lines = (f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
    graph.parse(data="".join(lines), format="nt")
    for triple in _classes():
        graph.add(triple)
    _, report, _ = check_shapes(graph, shacl_graph=_shapes(), inplace=True)
    if not isinstance(report, Graph):
        return []
    return sorted({_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)})


def validate_graphs(graphs: Iterable[tuple[str, Collection[Quad]]], entities: Collection[Quad]) -> Iterator[Violation]:
    """Check articles' graphs, a few at a time, together with what they need of the graph of `entities`.

    The graph of entities itself is complete: check it with `validate`. Links between claims of different articles
    (`kg:conflictsWith`, `kg:supersedes`) are passed over here, since their other ends may be out of sight.
    """
    described: dict[Term, list[Quad]] = {}
    for quad in entities:
        if quad.predicate in _NEEDED:
            described.setdefault(quad.subject, []).append(quad)
    chunk: list[Quad] = []
    for _, quads in graphs:
        chunk += (quad for quad in quads if quad.predicate not in _ACROSS)
        if len(chunk) >= _CHUNK:
            yield from validate(_with_types(chunk, described))
            chunk = []
    if chunk:
        yield from validate(_with_types(chunk, described))


def _with_types(quads: list[Quad], described: dict[Term, list[Quad]]) -> list[Quad]:
    spoken_of = {term for quad in quads for term in (quad.subject, quad.object) if term in described}
    return [*quads, *(quad for term in sorted(spoken_of) for quad in described[term])]


@cache
def _shapes() -> Graph:
    return Graph().parse(data=(FOLDER / "shapes.ttl").read_text("utf-8"), format="turtle")


@cache
def _classes() -> tuple[tuple[Node, Node, Node], ...]:
    """The tree of classes, which tells that an arrest is an event."""
    ontology = Graph().parse(data=(FOLDER / "newsgraph.ttl").read_text("utf-8"), format="turtle")
    return tuple(sorted(ontology.triples((None, RDFS.subClassOf, None))))


def _violation(report: Graph, result: Node) -> Violation:
    def text(predicate: Node) -> str:
        values = sorted(str(value) for value in report.objects(result, predicate))
        return "; ".join(values)

    severity = next(report.objects(result, SH.resultSeverity), None)
    return Violation(
        severity=_SEVERITIES.get(severity, "violation"),
        node=text(SH.focusNode),
        path=text(SH.resultPath),
        message=text(SH.resultMessage),
        value=text(SH.value),
    )
