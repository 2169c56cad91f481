"""The W3C's own tests of the Graph Store Protocol, and what they leave out: who may write, and to what."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from rdflib import Graph
from starlette.testclient import TestClient

from api.app import create_app
from api.editing import AUDIT
from api.settings import Settings
from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE, ONTOLOGY
from kg.store import MEMORY, open_store
from tests.api.w3c import HT, MF, SUITE, TOKEN, absent, body, expected, headers, listed, requests

FOLDER = SUITE / "graph-store-protocol"
MANIFESTS = ("manifest-indirect", "manifest-direct")
BASE = "http://www.example/gsp"
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {**AUTHORIZED, "Content-Type": "text/turtle"}


def names() -> list[Any]:
    if not FOLDER.is_dir():
        return absent("THE GRAPH STORE PROTOCOL TESTS")
    return [f"{manifest}/{name}" for manifest in MANIFESTS for name in listed(FOLDER / f"{manifest}.ttl")]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(store=tmp_path, query_workers=1, updates=True, token=TOKEN, allowed_hosts=("www.example",))
    with open_store(MEMORY) as store:
        article = f"{DEFAULT_BASE}article/a"
        store.writer().replace(article, [Quad("<a:a>", "<a:b>", '"computed"', f"<{article}>")])
        with TestClient(create_app(settings, store=store), base_url="http://www.example") as opened:
            yield opened


def canonical(turtle: bytes) -> Dataset:
    found = Dataset(parse(turtle, RdfFormat.TURTLE, base_iri=BASE))
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return found


@pytest.mark.parametrize("name", names())
def test_graph_store_protocol(name: str, client: TestClient) -> None:
    folder, _, test = name.partition("/")
    manifest = Graph().parse(FOLDER / f"{folder}.ttl", format="turtle")
    location = ""
    for request in requests(manifest, test):
        path = str(manifest.value(request, HT.absolutePath)).replace("/gsp", "/graphs", 1)
        path = path.replace("$LOCATION$", quote(location, safe=""))
        response = client.request(
            str(manifest.value(request, HT.methodName)),
            path,
            content=body(manifest, request),
            headers={**AUTHORIZED, **headers(manifest, request)},
        )
        location = response.headers.get("location", location)
        answer = manifest.value(request, HT.resp)
        assert answer is not None
        assert expected(manifest, answer, response.status_code), f"{path}: {response.status_code} {response.text}"
        for header, value in headers(manifest, answer).items():
            assert response.headers[header] == value
        if (wanted := body(manifest, answer)) is not None:
            assert canonical(response.content) == canonical(wanted)
        assert manifest.value(answer, MF.expectedLocation) is None or location


def test_everybody_may_read_and_nobody_may_write_without_the_token(client: TestClient) -> None:
    graph = f"/graphs?graph={DEFAULT_BASE}article/a"
    assert b"computed" in client.get(graph).content
    for method in ("PUT", "POST", "DELETE"):
        refused = client.request(method, "/graphs?graph=http://example.org/g", content=b"")
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("graph", [f"{DEFAULT_BASE}article/a", f"{DEFAULT_BASE}graph/entities", ONTOLOGY])
def test_computed_graphs_are_protected(client: TestClient, graph: str) -> None:
    address = f"/graphs?graph={quote(graph)}"
    for method in ("PUT", "POST", "DELETE"):
        refused = client.request(method, address, content=b"<a:a> <a:b> 1 .", headers=TURTLE)
        assert refused.status_code == 403
        assert "user/notes" in refused.json()["detail"]
    assert client.get(f"/graphs?graph={DEFAULT_BASE}article/a").status_code == 200


def test_a_graph_of_ones_own_is_seen_by_queries_at_once(client: TestClient) -> None:
    graph = f"{DEFAULT_BASE}user/notes"
    assert client.put(f"/graphs?graph={graph}", content=b'<a:x> <a:b> "mine" .', headers=TURTLE).status_code == 201
    query = f"ASK {{ GRAPH <{graph}> {{ ?s ?p 'mine' }} }}"
    assert client.get("/sparql", params={"query": query}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("address", "content_type", "content", "status"),
    [
        ("?graph=http://example.org/g", "text/csv", b"a,b", 415),
        ("?graph=http://example.org/g", "application/trig", b"", 415),
        ("?graph=http://example.org/g", "text/turtle", b"<a:a> <a:b> .", 400),
        ("?graph=http://example.org/g", "text/turtle", b'<a:a> <a:b> "\xff" .', 400),
        ("?graph=http://example.org/g", "text/turtle; charset=utf-16", b"", 415),
        ("?graph=relative", "text/turtle", b"", 400),
        ("?graph=http://e/1&graph=http://e/2", "text/turtle", b"", 400),
        ("?graph=http://e/1&default", "text/turtle", b"", 400),
        ("?graph=http://e/%3E%20%7B", "text/turtle", b"", 400),
        ("", "text/turtle", b"", 400),
        (
            "?graph=http://example.org/g",
            "application/ld+json",
            b'{"@id": "a:a", "@graph": [{"@id": "a:b", "a:c": 1}]}',
            400,
        ),
    ],
)
def test_wrong_requests_are_refused(
    client: TestClient, address: str, content_type: str, content: bytes, status: int
) -> None:
    headers = {**AUTHORIZED, "Content-Type": content_type}
    assert client.put(f"/graphs{address}", content=content, headers=headers).status_code == status


def test_an_empty_graph_exists(client: TestClient) -> None:
    graph = "/graphs?graph=http://example.org/empty"
    assert [client.put(graph, content=b"", headers=TURTLE).status_code for _ in range(2)] == [201, 204]
    assert (client.get(graph).status_code, client.head(graph).status_code) == (200, 200)
    assert [client.delete(graph, headers=AUTHORIZED).status_code for _ in range(2)] == [204, 404]


def test_without_a_token_nothing_can_be_written(make: Callable[..., TestClient]) -> None:
    response = make(updates=True).put("/graphs?graph=http://example.org/g", content=b"")
    assert response.status_code == 403
    assert "KG_TOKEN" in response.json()["detail"]


def test_each_attempt_is_written_down(client: TestClient, tmp_path: Path) -> None:
    client.put("/graphs?graph=http://example.org/g", content=b"<a:a> <a:b> 1 .", headers=TURTLE)
    client.put(f"/graphs?graph={ONTOLOGY}", content=b"", headers=TURTLE)
    client.put("/graphs?graph=http://example.org/g", content=b"", headers={"Authorization": "Bearer guess"})
    text = (tmp_path / AUDIT).read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line.get("outcome", line["action"]) for line in lines] == ["done", "QueryRefused", "refused"]
    assert lines[0]["triples"] == 1
    assert TOKEN not in text
    assert "guess" not in text
