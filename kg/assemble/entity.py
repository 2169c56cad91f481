"""What the graph says of entities and events beyond any article: types, names, places on the map, other addresses."""

from collections.abc import Iterator

from kg.model import EntityCluster, EventCluster
from kg.rdf.quads import Quad, Term, iri, literal, number
from kg.rdf.terms import GEO, KG, OWL, RDF, SKOS, entities_graph

__all__ = ["entity_quads", "event_quads"]


def entity_quads(entity: EntityCluster, base: str) -> Iterator[Quad]:
    """The description of one entity."""
    graph, me = iri(entities_graph(base)), iri(entity.iri)
    about: list[tuple[Term, Term]] = [
        (RDF.term("type"), KG.term("NamedEvent" if entity.type == "Event" else entity.type)),
        (SKOS.term("prefLabel"), literal(entity.name)),
    ]
    about += [(SKOS.term("altLabel"), literal(alias)) for alias in entity.aliases if alias]
    about += [(OWL.term("sameAs"), iri(link)) for link in entity.links]
    if entity.country:
        about.append((KG.term("country"), literal(entity.country)))
    if entity.latitude is not None and entity.longitude is not None:
        about.append((GEO.term("lat"), number(entity.latitude)))
        about.append((GEO.term("long"), number(entity.longitude)))
    yield from (Quad(me, predicate, value, graph) for predicate, value in about)


def event_quads(event: EventCluster, base: str) -> Iterator[Quad]:
    """The label of one event; its type stands in the articles that claim it. One that people rejected has none."""
    if event.label:
        yield Quad(iri(event.iri), SKOS.term("prefLabel"), literal(event.label), iri(entities_graph(base)))
