"""The SPARQL endpoint, beyond what the protocol's own tests ask."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

SELECT = "SELECT (1 AS ?x) {}"
CONSTRUCT = "CONSTRUCT { <a:s> <a:p> 1 } {}"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }"


def ask(client: TestClient, query: str, accept: str | None = None, **more: Any) -> Any:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", params={"query": query, **more}, headers=headers)


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/json",
        "application/sparql-results+xml",
        "application/xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
@pytest.mark.parametrize("query", [SELECT, "ASK {}"])
def test_tables_come_in_the_type_asked_for(client: TestClient, query: str, accept: str) -> None:
    response = ask(client, query, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept
    assert response.headers["vary"].startswith("Accept")


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/n-quads",
        "application/trig",
        "application/rdf+xml",
        "application/ld+json",
    ],
)
def test_graphs_come_in_the_type_asked_for(client: TestClient, accept: str) -> None:
    response = ask(client, CONSTRUCT, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        (SELECT, "image/png", 406),
        (SELECT, "text/turtle", 406),
        (CONSTRUCT, "text/csv", 406),
        ("SELECT * {", "*/*", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "*/*", 400),
        ("SELECT (<a:unknown>(1) AS ?x) {}", "*/*", 400),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "*/*", 400),
        (SLOW, "*/*", 504),
    ],
)
def test_a_query_that_cannot_be_answered_is_a_problem(client: TestClient, query: str, accept: str, status: int) -> None:
    response = ask(client, query, accept)
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"


def test_a_mistake_has_line_and_column(client: TestClient) -> None:
    problem = ask(client, "SELECT * {\n ?s ?p }").json()
    assert (problem["line"], problem["column"]) == (2, 9)


@pytest.mark.parametrize(("name", "media_type"), [("csv", "text/csv"), ("json", "application/json")])
def test_format_may_stand_in_the_address(client: TestClient, name: str, media_type: str) -> None:
    response = ask(client, SELECT, "application/sparql-results+xml", format=name)
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_a_form_is_decoded_once(client: TestClient) -> None:
    query = 'SELECT ?x { BIND("100%25 sure + ü" AS ?x) }'
    answers = [
        ask(client, query, "application/json"),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"}),
    ]
    values = {json.loads(answer.content)["results"]["bindings"][0]["x"]["value"] for answer in answers}
    assert values == {"100%25 sure + ü"}


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        ("application/x-www-form-urlencoded", b"", 400),
        ("application/x-www-form-urlencoded", b"query=%FF", 400),
        ("application/x-www-form-urlencoded", "query=ü".encode(), 400),
        ("application/x-www-form-urlencoded", b"update=CLEAR%20ALL", 403),
        ("application/x-www-form-urlencoded", b"update=CLEAR%20ALL&query=ASK%20%7B%7D", 400),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("application/sparql-query; charset=utf-8", b"ASK {}", 200),
        ("application/sparql-query; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("text/plain", b"ASK {}", 415),
        (None, b"ASK {}", 415),
    ],
)
def test_bodies_are_taken_or_refused(client: TestClient, content_type: str | None, body: bytes, status: int) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    assert client.post("/sparql", content=body, headers=headers).status_code == status


def test_other_methods_are_refused_and_named(client: TestClient) -> None:
    assert client.put("/sparql", params={"query": "ASK {}"}).status_code == 405
    options = client.options("/sparql")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_head_has_headers_only(client: TestClient) -> None:
    response = client.head("/sparql", params={"query": "ASK {}"})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml", "application/ld+json"])
def test_without_a_query_the_service_is_described(client: TestClient, accept: str) -> None:
    response = client.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200
    assert "http://localhost/sparql" in response.text
    assert "sparql-service-description#" in response.text


def test_without_a_query_other_clients_are_told(client: TestClient) -> None:
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 400
