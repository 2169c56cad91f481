"""Which texts may reach a network, and are refused; each accepted one must also be harmless to the engine."""

import pytest

from kg.errors import QueryRefused
from kg.store import MEMORY, open_store
from kg.store.question import Question
from kg.store.sparql.refusal import refuse_network

REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent ?where { ?s ?p ?o } }",
    "SELECT * {SERVICESILENT<http://127.0.0.1:9/>{}}",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{} }",
    "PREFIX ex: <http://127.0.0.1:9/> SELECT * {SERVICEex:foo{}}",
    "PREFIX ex: <http://127.0.0.1:9/> SELECT * { ?s ?p ex:a.SERVICE<http://127.0.0.1:9/>{}}",
    "SELECT * { SERV\\u0049CE <http://127.0.0.1:9/> {} }",
    "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/>{} }",
    "SELECT * { # comment\n SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?s ?p 'it''s' . SERVICE <http://127.0.0.1:9/> {} }",
    'SELECT * { ?s ?p "\\"" . SERVICE <http://127.0.0.1:9/> {} }',
    'SELECT * { ?s ?p """a"b""" . SERVICE <http://127.0.0.1:9/> {} }',
    "SELECT * { ?s ?p '#' . SERVICE <http://127.0.0.1:9/> {} }",
    "SELECT * { ?s <http://a#b> ?o . SERVICE <http://127.0.0.1:9/> {} }",
    "LOAD <http://127.0.0.1:9/>",
]

ACCEPTED = [
    "SELECT * { ?service ?load $SERVICE }",
    "SELECT * { ?s ?p 'SERVICE <x>', \"LOAD\", '''SERVICE\n''' }",
    "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE",
    "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ex:LOAD }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    "ASK FROM NAMED <http://127.0.0.1:9/> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?p > ?o) }",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_reach_a_network_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match=r"SERVICE|LOAD"):
        refuse_network(text)


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_only_looks_like_it_is_answered(text: str) -> None:
    with open_store(MEMORY) as store:
        assert store.query(Question(text)).body


def test_refusal_tells_the_place() -> None:
    with pytest.raises(QueryRefused, match="line 2, column 3"):
        refuse_network("SELECT * {\n  SERVICE ?x {} }")
