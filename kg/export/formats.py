"""The table of formats: names, media types, file names, and what writes them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.export import followthemoney, geojson, nanopublications, networks, rdf, tables
from kg.export.selection import Selection
from kg.store import Store
from kg.store.view import View

__all__ = ["FORMATS", "Export", "export"]


@dataclass(frozen=True, slots=True)
class Export:
    """One format; `write` streams it."""

    name: str
    media_type: str
    suffix: str
    about: str
    write: Callable[[Store, Selection], Iterator[bytes]]


def _of_view(write: Callable[[View, Selection], Iterator[bytes]]) -> Callable[[Store, Selection], Iterator[bytes]]:
    return lambda store, chosen: write(store.view(), chosen)


_CSV = "text/csv; charset=utf-8; header=present"

FORMATS: Mapping[str, Export] = {
    one.name: one
    for one in (
        Export("nq", "application/n-quads", "nq", "RDF, each article in its graph", rdf.nquads),
        Export("trig", "application/trig", "trig", "RDF, each article in its graph", rdf.trig),
        Export("ttl", "text/turtle; charset=utf-8", "ttl", "RDF, all graphs as one", rdf.turtle),
        Export("nt", "application/n-triples", "nt", "RDF, all graphs as one", rdf.ntriples),
        Export("jsonld", "application/ld+json", "jsonld", "RDF as JSON", rdf.jsonld),
        Export(
            "nanopub",
            "application/trig",
            "trig",
            "each claim as a nanopublication",
            _of_view(nanopublications.nanopublications),
        ),
        Export("nodes", _CSV, "csv", "a table of entities and events", _of_view(tables.nodes_csv)),
        Export("edges", _CSV, "csv", "a table of statements", _of_view(tables.edges_csv)),
        Export("events", _CSV, "csv", "a table of events with PLOVER and ACLED codes", _of_view(tables.events_csv)),
        Export("neo4j-nodes", _CSV, "csv", "nodes for neo4j-admin import", _of_view(tables.neo4j_nodes)),
        Export(
            "neo4j-relationships",
            _CSV,
            "csv",
            "relationships for neo4j-admin import",
            _of_view(tables.neo4j_relationships),
        ),
        Export(
            "graphml",
            "application/graphml+xml",
            "graphml",
            "a network, for Gephi, yEd, networkx",
            _of_view(networks.graphml),
        ),
        Export("gexf", "application/gexf+xml", "gexf", "a network, for Gephi", _of_view(networks.gexf)),
        Export("geojson", "application/geo+json", "geojson", "events on the map", _of_view(geojson.geojson)),
        Export(
            "ftm",
            "application/x-ndjson",
            "ftm.json",
            "FollowTheMoney entities, for Aleph",
            _of_view(followthemoney.followthemoney),
        ),
    )
}
"""Every format by its name; article records and pages are made elsewhere."""


def export(store: Store, form: str, chosen: Selection | None = None) -> Iterator[bytes]:
    """What is chosen (everything by default) in one of FORMATS, as a stream.

    Raises:
        KeyError: there is no such format.
    """
    return FORMATS[form].write(store, chosen or Selection())
