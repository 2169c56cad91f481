"""What the SPARQL endpoint can do, in RDF: https://www.w3.org/TR/sparql11-service-description/ ."""

from collections.abc import Mapping

from rdflib import RDF, BNode, Graph, Namespace, URIRef

from kg.store.question import GRAPH_TYPES, TABLE_TYPES
from kg.store.sparql import READABLE

__all__ = ["DESCRIPTIONS", "describe_service"]

DESCRIPTIONS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
}
"""The media types of a description, and what they are called in rdflib."""

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/n-quads": "N-Quads",
    "application/trig": "TriG",
}


def describe_service(endpoint: str, form: str, *, updates: bool = False) -> bytes:
    """The description of the service at `endpoint`, in one of the forms of DESCRIPTIONS."""
    graph = Graph()
    graph.bind("sd", _SD)
    service, dataset, default = BNode("service"), BNode("dataset"), BNode("default")
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, URIRef(endpoint)))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    if updates:
        graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Update))
    for media_type in READABLE:
        graph.add((service, _SD.inputFormat, _FORMATS[_NAMES[media_type]]))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    for media_type in (*TABLE_TYPES, *GRAPH_TYPES):
        graph.add((service, _SD.resultFormat, _FORMATS[_NAMES[media_type]]))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    graph.add((dataset, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    return graph.serialize(format=form, encoding="utf-8")
