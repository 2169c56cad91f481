"""SPARQL Update at the endpoint: off by default, with the token, never on computed graphs, stopped at the deadline."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.editing import AUDIT
from api.settings import Settings
from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE
from kg.store import MEMORY, open_store

TOKEN = {"Authorization": "Bearer secret"}
COMPUTED = f"{DEFAULT_BASE}article/a"
NOTES = f"{DEFAULT_BASE}user/notes"
SLOW = "INSERT { GRAPH <g:1> { <a:a> <a:b> ?a } } WHERE { GRAPH ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    settings = Settings(store=folder, query_workers=1, query_seconds=1.0, updates=True, token="secret")
    with open_store(MEMORY) as store:
        quads = [Quad(f"<a:{n}>", "<a:b>", '"computed"', f"<{COMPUTED}>") for n in range(200)]
        store.writer().replace(COMPUTED, quads)
        with TestClient(create_app(settings, store=store), base_url="http://localhost") as opened:
            yield opened


def send(client: TestClient, text: str, **more: Any) -> Any:
    headers = {"Content-Type": "application/sparql-update", **TOKEN, **more}
    return client.post("/sparql", content=text.encode(), headers=headers)


def ask(client: TestClient, pattern: str) -> bool:
    answer: bool = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"]
    return answer


def test_an_update_is_seen_by_the_next_query(client: TestClient) -> None:
    assert send(client, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <a:1> <a:seen> 1 }} }}").status_code == 204
    assert ask(client, f"GRAPH <{NOTES}> {{ <a:1> <a:seen> 1 }}")
    assert client.post("/sparql", data={"update": f"DROP GRAPH <{NOTES}>"}, headers=TOKEN).status_code == 204
    assert not ask(client, "<a:1> <a:seen> 1")


@pytest.mark.parametrize(
    "text",
    [
        f"DROP GRAPH <{COMPUTED}>",
        "DROP ALL",
        "CLEAR NAMED",
        f"MOVE <{COMPUTED}> TO <{NOTES}>",
        f"INSERT DATA {{ GRAPH <{COMPUTED}> {{ <a:a> <a:b> 1 }} }}",
        f"PREFIX x: <{DEFAULT_BASE}article/> WITH x:a DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"INSERT DATA {{ GRAPH <{NOTES}> {{ <a:a> <a:b> 1 }} }} ; DROP GRAPH <{COMPUTED}>",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_computed_graphs_cannot_be_changed(client: TestClient, text: str) -> None:
    refused = send(client, text)
    assert (refused.status_code, refused.json()["title"]) == (403, "The query is not allowed")
    assert ask(client, f"GRAPH <{COMPUTED}> {{ <a:0> ?p ?o }}")
    assert not ask(client, f"GRAPH <{NOTES}> {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (SLOW, 504),
        ("INSERT DATA { <a:a> }", 400),
        ("INSERT DATA { <a:a> <a:b> 1", 400),
        ("LOAD <http://127.0.0.1:9/x>", 400),
        ("INSERT { <a:a> <a:b> ?x } WHERE { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }", 400),
    ],
)
def test_an_update_that_fails_changes_nothing(client: TestClient, text: str, status: int) -> None:
    response = send(client, text)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert not ask(client, "<a:a> ?p ?o")


@pytest.mark.parametrize("header", ["", "Bearer wrong", "secret", "Bearer secre\u0301t"])
def test_the_token_is_needed(client: TestClient, header: str) -> None:
    headers = {"Content-Type": "application/sparql-update", "Authorization": header.encode()}
    response = client.post("/sparql", content=b"DROP ALL", headers=headers)  # type: ignore[arg-type]
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")


def test_updates_are_written_down(client: TestClient, folder: Path) -> None:
    send(client, f"INSERT DATA {{ GRAPH <{NOTES}> {{ <a:1> <a:written> 1 }} }} ; DROP GRAPH <{NOTES}>")
    line = json.loads((folder / AUDIT).read_text(encoding="utf-8").splitlines()[-1])
    assert (line["action"], line["outcome"], line["operations"]) == ("update", "done", ["insert data", "drop"])
    assert line["graphs"] == [NOTES]
    assert "written" in line["text"]


def test_updates_are_off_unless_asked_for(make: Callable[..., TestClient]) -> None:
    response = send(make(token="secret"), "INSERT DATA { <a:a> <a:b> 1 }")
    assert response.status_code == 403
    assert "KG_UPDATES" in response.json()["detail"]
    assert send(make(updates=True), "DROP ALL").status_code == 403


@pytest.mark.parametrize("updates", [False, True])
def test_the_description_tells_of_updates(make: Callable[..., TestClient], updates: bool) -> None:
    response = make(updates=updates, token="secret").get("/sparql", headers={"Accept": "text/turtle"})
    assert ("SPARQL11Update" in response.text) is updates
