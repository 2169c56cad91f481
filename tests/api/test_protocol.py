"""The W3C's own tests of the SPARQL 1.1 Protocol, as data: `sparql/sparql11/protocol/manifest.ttl` of w3c/rdf-tests.

All of them pass; updates are on, and carry the token.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from rdflib import RDFS, Graph
from rdflib.term import Node
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.rdf.quads import Quad
from kg.store import MEMORY, open_store
from tests.api.w3c import HT, MF, SUITE, TOKEN, UT, absent, body, expected, headers, listed, requests

FOLDER = SUITE / "protocol"
TABLE = ("application/sparql-results+", "text/csv", "text/tab-separated-values")
FORMATS = {
    "boolean": TABLE,
    "tabular": TABLE,
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


def names() -> list[Any]:
    return listed(FOLDER / "manifest.ttl") if FOLDER.is_dir() else absent("THE PROTOCOL TESTS")


@pytest.fixture(scope="module")
def manifest() -> Graph:
    return Graph().parse(FOLDER / "manifest.ttl", format="turtle")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    settings = Settings(store=Path("no-such-folder"), query_workers=1, query_staleness=0.0, updates=True, token=TOKEN)
    with (
        open_store(MEMORY) as store,
        TestClient(create_app(settings, store=store), base_url="http://localhost") as opened,
    ):
        yield opened


def fill(client: TestClient, manifest: Graph, name: str) -> None:
    (test,) = {node for node in manifest.subjects(MF.action) if str(node).endswith(f"#{name}")}
    store = client.app.state.services.store  # type: ignore[attr-defined]
    store.writer().update("DROP ALL")
    for wanted in manifest.objects(test, UT.graphData):
        graph = str(manifest.value(wanted, RDFS.label))
        file = Path(unquote(urlsplit(str(manifest.value(wanted, UT.graph))).path))
        triples = Graph().parse(file, format="nt")
        store.writer().replace(graph, [Quad(s.n3(), p.n3(), o.n3(), f"<{graph}>") for s, p, o in triples])


def send(client: TestClient, manifest: Graph, request: Node) -> Any:
    sent = {"accept": "*/*", "authorization": f"Bearer {TOKEN}", **headers(manifest, request)}
    path = str(manifest.value(request, HT.absolutePath))
    method = str(manifest.value(request, HT.methodName))
    return client.request(method, path, content=body(manifest, request), headers=sent)


@pytest.mark.parametrize("name", names())
def test_protocol(name: str, client: TestClient, manifest: Graph) -> None:
    fill(client, manifest, name)
    for request in requests(manifest, name):
        response, answer = send(client, manifest, request), manifest.value(request, HT.resp)
        assert answer is not None
        assert expected(manifest, answer, response.status_code), response.text
        form = manifest.value(answer, MF.expectedFormat)
        assert form is None or response.headers["content-type"].startswith(FORMATS[str(form)])
        truth = manifest.value(answer, MF.expectedBoolean)
        assert truth is None or response.json()["boolean"] is truth.toPython()  # type: ignore[attr-defined]
