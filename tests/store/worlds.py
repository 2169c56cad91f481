"""Small graphs for tests of searching: things with names, articles with sentences, events at places."""

from kg.rdf.quads import Quad, iri, literal, number
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import GEO, KG, RDF, SKOS, article_iri, claim_iri, entities_graph

ENTITIES = entities_graph(BASE)


def entity(id: str) -> str:
    return f"{BASE}entity/{id}"


def event(id: str) -> str:
    return f"{BASE}event/{id}"


def named(address: str, *names: str, type: str | None = "Person", at: tuple[float, float] | None = None) -> list[Quad]:
    """Something with a label and aliases, in the graph of entities."""
    me, graph = iri(address), iri(ENTITIES)
    label, *aliases = names
    about = [(SKOS.term("prefLabel"), literal(label)), *((SKOS.term("altLabel"), literal(a)) for a in aliases)]
    if type is not None:
        about.append((RDF.term("type"), KG.term(type)))
    if at is not None:
        about += [(GEO.term("lat"), number(at[0])), (GEO.term("long"), number(at[1]))]
    return [Quad(me, predicate, value, graph) for predicate, value in about]


def article(
    id: str,
    title: str,
    *sentences: str,
    published: str = "2031-03-04",
    claims: tuple[tuple[str, str, str], ...] = (),
) -> tuple[str, list[Quad]]:
    """An article's graph: title, date, a sentence each with its address, and claims (subject, property, object)."""
    address = article_iri(BASE, id)
    graph = iri(address)
    quads = [
        Quad(graph, RDF.term("type"), KG.term("Article"), graph),
        Quad(graph, KG.term("recordId"), literal(id), graph),
        Quad(graph, KG.term("title"), literal(title), graph),
        Quad(graph, KG.term("published"), literal(published, "date"), graph),
    ]
    for place, sentence in enumerate(sentences):
        quads.append(Quad(iri(f"{BASE}evidence/{id}-{place}"), KG.term("exactQuote"), literal(sentence), graph))
    for one, property, other in claims:
        claim = iri(claim_iri(BASE, id, one, property, other))
        quads += [
            Quad(claim, RDF.term("subject"), iri(one), graph),
            Quad(claim, RDF.term("predicate"), RDF.term("type") if property == "type" else KG.term(property), graph),
            Quad(claim, RDF.term("object"), iri(other), graph),
        ]
    return address, quads
