"""What is known of several things at once is what is known of each."""

import pytest

from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import KG, RDF, SKOS
from kg.store import MEMORY, open_store

BASE = "https://newsgraph.example/id/"
GRAPH = f"{BASE}graph/entities"


@pytest.mark.parametrize("count", [0, 1, 2, 250])
def test_several_things_are_known_as_each_is(count: int) -> None:
    things = [f"{BASE}entity/e{number}" for number in range(250)]
    quads = []
    for number, thing in enumerate(things):
        pairs = [(RDF.term("type"), KG.term("Person")), (SKOS.term("prefLabel"), literal(f"Person {number}"))]
        pairs += [(SKOS.term("altLabel"), literal(f"Alias {number} {other}")) for other in range(number % 4)]
        quads += [Quad(iri(thing), property, value, iri(GRAPH)) for property, value in pairs]
    with open_store(MEMORY) as store:
        store.writer().replace(GRAPH, quads)
        index = store.index()
        asked = things[:count]
        found = index.get_all([*asked, f"{BASE}entity/nobody"])
        assert found == {thing: index.get(thing) for thing in asked}
        assert index.entities((), f"{BASE}entity/", 3) == sorted(things)[:3]
        assert index.entities(["Place"], "", 3) == []


def test_of_several_offices_the_surest_tells_a_person_apart() -> None:
    person = f"{BASE}entity/e1"
    quads = [
        Quad(iri(person), RDF.term("type"), KG.term("Person"), iri(GRAPH)),
        Quad(iri(person), SKOS.term("prefLabel"), literal("Ada Berg"), iri(GRAPH)),
    ]
    for number, (office, sure) in enumerate([("deputy", "0.4"), ("president", "0.5"), ("president", "0.9")]):
        claim = iri(f"{BASE}claim/c{number}")
        quads += [
            Quad(claim, RDF.term("subject"), iri(person), iri(GRAPH)),
            Quad(claim, RDF.term("predicate"), KG.term("holdsPosition"), iri(GRAPH)),
            Quad(claim, RDF.term("object"), literal(office), iri(GRAPH)),
            Quad(claim, KG.term("confidence"), literal(sure, "decimal"), iri(GRAPH)),
        ]
    with open_store(MEMORY) as store:
        store.writer().replace(GRAPH, quads)
        assert store.view().node(person).position == "president"


def test_at_the_head_of_a_state_is_told_of_which() -> None:
    person, state, claim = (f"{BASE}{name}" for name in ("entity/e1", "entity/e2", "claim/c1"))
    quads = [
        Quad(iri(person), RDF.term("type"), KG.term("Person"), iri(GRAPH)),
        Quad(iri(person), SKOS.term("prefLabel"), literal("Ada Berg"), iri(GRAPH)),
        Quad(iri(state), SKOS.term("prefLabel"), literal("Zambia"), iri(GRAPH)),
        Quad(iri(claim), RDF.term("subject"), iri(person), iri(GRAPH)),
        Quad(iri(claim), RDF.term("predicate"), KG.term("headOfState"), iri(GRAPH)),
        Quad(iri(claim), RDF.term("object"), iri(state), iri(GRAPH)),
        Quad(iri(claim), KG.term("confidence"), literal("0.9", "decimal"), iri(GRAPH)),
    ]
    with open_store(MEMORY) as store:
        store.writer().replace(GRAPH, quads)
        assert store.view().node(person).position == "head of state of Zambia"
