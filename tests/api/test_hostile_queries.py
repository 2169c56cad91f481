"""Queries that would reach out or exhaust the server: refused, or answered within the limits; nothing is reached."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.store import MEMORY, open_store

TOKEN = {"Authorization": "Bearer secret"}


class Listener:
    """A server that only notes whether somebody called."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"

    def was_called(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except TimeoutError:
            return False
        return True

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    settings = Settings(store=Path("no-such-folder"), query_workers=1, query_seconds=20.0, updates=True, token="secret")
    with open_store(MEMORY) as store, TestClient(create_app(settings, store=store), base_url="http://localhost") as it:
        yield it


def ask(client: TestClient, query: str) -> Any:
    return client.post("/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"})


def update(client: TestClient, text: str) -> Any:
    return client.post("/sparql", content=text.encode(), headers={"Content-Type": "application/sparql-update", **TOKEN})


def test_the_listener_hears(listener: Listener) -> None:
    with socket.create_connection(("127.0.0.1", int(listener.address.rsplit(":", 1)[1].partition("/")[0]))):
        assert listener.was_called()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
        "SELECT * { BIND(<%s> AS ?x) SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { ?a ?b true\nSERVICE<%s>{ ?s ?p ?o } } }",
        "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
        "ASK { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_and_reaches_nobody(client: TestClient, listener: Listener, query: str) -> None:
    assert ask(client, query % listener.address).status_code == 400
    assert not listener.was_called()


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_from_names_a_graph_of_the_store_and_fetches_nothing(
    client: TestClient, listener: Listener, clause: str
) -> None:
    response = ask(client, f"SELECT * {clause} <{listener.address}> {{ ?s ?p ?o }}")
    assert response.json()["results"]["bindings"] == []
    parameters = {"query": "ASK { ?s ?p ?o }", "default-graph-uri": listener.address}
    assert client.get("/sparql", params=parameters).json()["boolean"] is False
    assert not listener.was_called()


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <%s>",
        "LOAD SILENT <%s> INTO GRAPH <a:a>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:a> <a:a> } ; LOAD <%s>",
    ],
)
def test_updates_that_fetch_are_refused(client: TestClient, listener: Listener, text: str) -> None:
    assert update(client, text % listener.address).status_code == 400
    assert not listener.was_called()


def test_using_fetches_nothing(client: TestClient, listener: Listener) -> None:
    text = f"INSERT {{ <a:a> <a:a> ?o }} USING <{listener.address}> WHERE {{ ?s ?p ?o }}"
    assert update(client, text).status_code == 204
    assert not listener.was_called()


def test_contexts_of_json_ld_are_not_fetched(client: TestClient, listener: Listener) -> None:
    body = f'{{"@context": "{listener.address}", "@id": "a:a", "name": "x"}}'
    headers = {**TOKEN, "Content-Type": "application/ld+json"}
    response = client.put("/graphs?graph=http://example.org/g", content=body.encode(), headers=headers)
    assert response.status_code == 400
    assert not listener.was_called()


HUGE = {
    "2 MB of a string": 'SELECT ("' + "x" * 2_000_000 + '" AS ?x) {}',
    "2 MB of words": "SELECT * { " + "?a ?b ?c . " * 180_000 + "}",
    "2 MB of dots": "ASK { ?a ?b <a:" + "a.a" * 700_000 + "> }",
    "10,000 unions": "SELECT * { " + " UNION ".join("{ ?a ?b ?c }" for _ in range(10_000)) + " }",
    "deep groups": "SELECT * " + "{ " * 10_000 + "}" * 50_000,
    "deep brackets": "SELECT (" + "(" * 10_000 + "1" + ")" * 50_000 + " AS ?x) {}",
    "deep paths": "SELECT * { ?a " + "(" * 20_000 + "<a:b>" + ")*" * 20_000 + " ?c }",
    "not closed": "SELECT * { " + "{ " * 100_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_queries_are_answered_or_refused(client: TestClient, name: str) -> None:
    response = ask(client, HUGE[name])
    assert response.status_code in (200, 400, 422, 503, 504), response.text
    assert ask(client, "ASK {}").json()["boolean"] is True


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> " + "( " * 10_000 + ")" * 50_000 + " }",
        "INSERT DATA { <a:a> <a:b> " + "[ <a:b> " * 10_000 + "1" + " ]" * 50_000 + " }",
        "INSERT { <a:a> <a:b> 1 } WHERE " + "{ " * 10_000 + "}" * 50_000,
    ],
    ids=["lists", "blank nodes", "groups"],
)
def test_deep_updates_are_refused(client: TestClient, text: str) -> None:
    assert update(client, text).status_code == 400
    assert ask(client, "ASK {}").json()["boolean"] is True


def test_deep_data_do_no_harm(client: TestClient) -> None:
    body = "<a:a> <a:b> " + "[ <a:b> " * 10_000 + "1" + " ]" * 50_000 + " ."
    headers = {**TOKEN, "Content-Type": "text/turtle"}
    response = client.put("/graphs?graph=http://example.org/g", content=body.encode(), headers=headers)
    assert response.status_code in (201, 204, 400)
    assert client.get("/graphs?graph=http://example.org/g").status_code in (200, 404)
