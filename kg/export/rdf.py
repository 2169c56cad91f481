"""The graph as RDF: everything graph by graph, a selection as what is said of each thing."""

import json
from collections.abc import Iterator

from kg.export.selection import Selection
from kg.rdf.quads import iri
from kg.store import Store

__all__ = ["jsonld", "nquads", "ntriples", "trig", "turtle"]

_NT = "application/n-triples"
_JSON = "application/ld+json"


def nquads(store: Store, chosen: Selection) -> Iterator[bytes]:
    """N-Quads; of a selection, what is said of each chosen thing, in a graph of its name."""
    if chosen.everything:
        for name in store.graphs():
            yield store.dump(name)
        return
    for thing, triples in _described(store, chosen):
        for line in triples.splitlines():
            yield line.rstrip().removesuffix(b".").rstrip() + f" {iri(thing)} .\n".encode()


def trig(store: Store, chosen: Selection) -> Iterator[bytes]:
    """TriG."""
    graphs = ((name, store.graph(name, _NT) or b"") for name in store.graphs())
    for name, triples in graphs if chosen.everything else _described(store, chosen):
        yield f"{iri(name)} {{\n".encode() + triples + b"}\n"


def ntriples(store: Store, chosen: Selection) -> Iterator[bytes]:
    """N-Triples: the union of all graphs. A triple that several articles state comes several times."""
    if chosen.everything:
        for name in store.graphs():
            yield store.graph(name, _NT) or b""
        return
    for _, triples in _described(store, chosen):
        yield triples


def turtle(store: Store, chosen: Selection) -> Iterator[bytes]:
    """Turtle, of which N-Triples is a part."""
    return ntriples(store, chosen)


def jsonld(store: Store, chosen: Selection) -> Iterator[bytes]:
    """JSON-LD: an array of named graphs."""
    yield b"["
    names = store.graphs() if chosen.everything else chosen.iris(store.view())
    for number, name in enumerate(names):
        body = store.graph(name, _JSON) if chosen.everything else store.describe(name, _JSON)
        if body:
            document = json.loads(body)
            graph = document.get("@graph", [document]) if isinstance(document, dict) else document
            named = {"@id": name, "@graph": graph}
            if isinstance(document, dict) and "@context" in document:
                named = {"@context": document["@context"], **named}
            yield (",\n" if number else "\n").encode() + json.dumps(named, ensure_ascii=False).encode()
    yield b"\n]\n"


def _described(store: Store, chosen: Selection) -> Iterator[tuple[str, bytes]]:
    for thing in chosen.iris(store.view()):
        if triples := store.describe(thing, _NT):
            yield thing, triples
