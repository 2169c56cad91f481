"""Between the media types in which graphs are sent, and N-Triples."""

import pyoxigraph as ox

from kg.store.sparql.errors import InvalidQuery

__all__ = ["READABLE", "to_ntriples"]

READABLE = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
"""Media types in which a graph may be sent."""


def to_ntriples(data: bytes, media_type: str, base: str | None = None) -> bytes:
    """One graph as N-Triples; `media_type` is one of READABLE. Nothing is fetched, not even a JSON-LD context.

    Raises:
        InvalidQuery: it is not valid, or holds more than one graph.
    """
    try:
        found = list(ox.parse(data, ox.RdfFormat.from_media_type(media_type), base_iri=base, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as error:
        raise InvalidQuery(f"not valid {media_type}: {error}") from error
    if any(quad.graph_name != ox.DefaultGraph() for quad in found):
        raise InvalidQuery("the data holds named graphs: send one graph, and name it in the address")
    return "".join(f"{quad.triple} .\n" for quad in found).encode()
