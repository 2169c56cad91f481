"""The W3C's own tests of the SPARQL 1.1 Protocol, as data: `sparql/sparql11/protocol/manifest.ttl` of w3c/rdf-tests.

They are found below the folder that the environment variable KG_SHARED names (default: `../shared`, beside the
repository). Tests of the update operation that expect it to succeed are listed below: the endpoint is for reading.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from rdflib import RDFS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from kg.rdf.quads import Quad
from kg.store import MEMORY, open_store

FOLDER = Path(os.environ.get("KG_SHARED", Path(__file__).parents[3] / "shared")) / "rdf-tests/sparql/sparql11/protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

NO_UPDATES = {
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
}
TABLE = ("application/sparql-results+", "text/csv", "text/tab-separated-values")
FORMATS = {
    "boolean": TABLE,
    "tabular": TABLE,
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


def names() -> list[Any]:
    if not FOLDER.is_dir():
        return [pytest.param("all", marks=pytest.mark.skip(reason=f"THE PROTOCOL TESTS DID NOT RUN: no {FOLDER}"))]
    manifest = (FOLDER / "manifest.ttl").read_text(encoding="utf-8")
    listed = re.findall(r"mf:entries\s*\((.*?)\)", manifest, re.DOTALL)[0].split()
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason="updates are off") if name in NO_UPDATES else ())
        for name in (entry.removeprefix(":") for entry in listed)
    ]


@pytest.fixture(scope="module")
def manifest() -> Graph:
    return Graph().parse(FOLDER / "manifest.ttl", format="turtle")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    settings = Settings(store=Path("no-such-folder"), query_workers=1, query_staleness=0.0)
    with (
        open_store(MEMORY) as store,
        TestClient(create_app(settings, store=store), base_url="http://localhost") as opened,
    ):
        yield opened


def fill(client: TestClient, manifest: Graph, test: Node) -> None:
    store = client.app.state.services.store  # type: ignore[attr-defined]
    graphs: dict[str, list[Quad]] = {graph: [] for graph in store.graphs()}
    for wanted in manifest.objects(test, UT.graphData):
        name = str(manifest.value(wanted, RDFS.label))
        file = Path(unquote(urlsplit(str(manifest.value(wanted, UT.graph))).path))
        triples = Graph().parse(file, format="nt")
        graphs[name] = [Quad(s.n3(), p.n3(), o.n3(), f"<{name}>") for s, p, o in triples]
    store.writer().apply(graphs)


def send(client: TestClient, manifest: Graph, request: Node) -> Any:
    headers = {"accept": "*/*"}
    for header in Collection(manifest, manifest.value(request, HT.headers)):  # type: ignore[arg-type]
        headers[str(manifest.value(header, HT.fieldName)).lower()] = str(manifest.value(header, HT.fieldValue))
    body, content = manifest.value(request, HT.body), None
    if body is not None:
        encoding = str(manifest.value(body, CNT.characterEncoding) or "utf-8")
        content = str(manifest.value(body, CNT.chars)).encode(encoding)
    path = str(manifest.value(request, HT.absolutePath))
    return client.request(str(manifest.value(request, HT.methodName)), path, content=content, headers=headers)


def expected(manifest: Graph, answer: Node, status: int) -> bool:
    patterns = [
        str(code).partition("StatusCode")[2].replace("x", ".") for code in manifest.objects(answer, MF.expectedStatus)
    ]
    return any(re.fullmatch(pattern, str(status)) for pattern in patterns)


@pytest.mark.parametrize("name", names())
def test_protocol(name: str, client: TestClient, manifest: Graph) -> None:
    (test,) = {node for node in manifest.subjects(MF.action) if str(node).endswith(f"#{name}")}
    fill(client, manifest, test)
    requests = manifest.value(manifest.value(test, MF.action), HT.requests)
    for request in Collection(manifest, requests):  # type: ignore[arg-type]
        response, answer = send(client, manifest, request), manifest.value(request, HT.resp)
        assert answer is not None
        assert expected(manifest, answer, response.status_code), response.text
        form = manifest.value(answer, MF.expectedFormat)
        assert form is None or response.headers["content-type"].startswith(FORMATS[str(form)])
        truth = manifest.value(answer, MF.expectedBoolean)
        assert truth is None or response.json()["boolean"] is truth.toPython()  # type: ignore[attr-defined]
