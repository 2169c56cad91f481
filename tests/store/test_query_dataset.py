"""Which graphs a query sees: https://www.w3.org/TR/sparql11-protocol/#dataset ."""

import json

import pytest

from kg.rdf.quads import Quad
from kg.store import MEMORY, open_store
from kg.store.question import Question

ONE, TWO = "http://example.org/1", "http://example.org/2"
ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
NAMED = "SELECT ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?o"


@pytest.mark.parametrize(
    ("text", "default", "named", "seen"),
    [
        (ALL, None, None, "12"),
        (NAMED, None, None, "12"),
        (ALL.replace("{", f"FROM <{ONE}> {{", 1), None, None, "1"),
        (NAMED.replace("{", f"FROM NAMED <{TWO}> {{", 1), None, None, "2"),
        (ALL, (ONE,), None, "1"),
        (ALL, (ONE, TWO), None, "12"),
        (ALL, None, (ONE,), ""),
        (NAMED, None, (ONE,), "1"),
        (NAMED, (ONE,), None, ""),
        (ALL.replace("{", f"FROM <{ONE}> {{", 1), (TWO,), None, "2"),
    ],
)
def test_query_sees_the_dataset_it_asks_for(
    text: str, default: tuple[str, ...] | None, named: tuple[str, ...] | None, seen: str
) -> None:
    with open_store(MEMORY) as store:
        for graph in (ONE, TWO):
            store.writer().replace(graph, [Quad("<a:s>", "<a:p>", f'"{graph[-1]}"', f"<{graph}>")])
        answer = json.loads(store.query(Question(text, default, named)).body)
        assert "".join(row["o"]["value"] for row in answer["results"]["bindings"]) == seen


@pytest.mark.parametrize(
    "prefix", ["kg", "rdf", "rdfs", "xsd", "skos", "prov", "oa", "schema", "geo", "owl", "dcterms"]
)
def test_usual_prefixes_need_no_declaration(prefix: str) -> None:
    with open_store(MEMORY) as store:
        assert store.query(Question(f"ASK {{ ?s {prefix}:anything ?o }}")).body


def test_a_query_may_declare_a_usual_prefix_otherwise() -> None:
    with open_store(MEMORY) as store:
        answer = store.query(Question("PREFIX kg: <http://other.example/> SELECT (kg:x AS ?x) {}", table="text/csv"))
        assert b"http://other.example/x" in answer.body
