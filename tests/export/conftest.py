"""The invented world for exports, and a hostile one whose names try to break out of every format."""

from collections.abc import Iterator

import pytest

from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import KG, RDF, SKOS
from kg.store import MEMORY, Store, open_store
from tests.store.conftest import example

BASE = "https://newsgraph.example/id/"
NASTY = (
    '=cmd|"/C calc"!A0',
    "</data><script>alert(1)</script>",
    "a\x00b\x1f\ufffe]]>",
    '"; DROP\nTABLE',
    "+1+2",
    "＝1",
)


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    with open_store(MEMORY) as opened:
        opened.writer().apply(example())
        yield opened


@pytest.fixture(scope="module")
def hostile() -> Iterator[Store]:
    entities, article = f"{BASE}graph/entities", f"{BASE}article/x"
    quads, claims = [], []
    for number, name in enumerate(NASTY):
        me = iri(f"{BASE}entity/n{number}")
        quads.append(
            Quad(me, SKOS.term("prefLabel"), literal(name.replace("\x00", "").replace("\ufffe", "")), iri(entities))
        )
        quads.append(Quad(me, RDF.term("type"), KG.term("Person"), iri(entities)))
        other = iri(f"{BASE}entity/n{(number + 1) % len(NASTY)}")
        claim, graph = iri(f"{BASE}claim/c{number}"), iri(article)
        for predicate, value in (
            (RDF.term("type"), KG.term("Claim")),
            (RDF.term("subject"), me),
            (RDF.term("predicate"), KG.term("alliedWith")),
            (RDF.term("object"), other),
            (KG.term("factuality"), KG.term("asserted")),
            (KG.term("confidence"), '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
            (KG.term("assertedIn"), graph),
        ):
            claims.append(Quad(claim, predicate, value, graph))
    with open_store(MEMORY) as opened:
        opened.writer().apply({entities: quads, article: claims})
        yield opened
