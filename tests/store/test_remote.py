"""What only a store on a server has: credentials, tries, and servers that can less. The server is a stub."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import pytest

from kg.errors import QueryError, StoreError
from kg.rdf.quads import Quad
from kg.store import Store, open_store
from kg.store.question import Question
from kg.store.remote import RemoteStore
from kg.store.remote_http import RemoteSettings
from kg.store.sparql import NetworkRefused, QueryTimeout

GRAPH = "http://example.org/graph"
QUADS = [Quad(f"<http://example.org/{n}>", "<a:p>", '"x"', f"<{GRAPH}/{n % 3}>") for n in range(30)]
COUNT = b'{"head": {"vars": ["count"]}, "results": {"bindings": [{"count": {"type": "literal", "value": "0"}}]}}'


class Seen(NamedTuple):
    method: str
    path: str
    authorization: str | None
    content_type: str | None
    body: bytes


class Stub(ThreadingHTTPServer):
    """Answers with what `plan` says for a path's beginning, in turn; then with 200 and no rows."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[Seen] = []
        self.plan: dict[str, list[tuple[int, bytes]]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Stub

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = self.headers
        self.server.seen.append(Seen(self.command, self.path, headers["authorization"], headers["content-type"], body))
        planned = next((plan for start, plan in self.server.plan.items() if self.path.startswith(start) and plan), None)
        status, said = planned.pop(0) if planned else (200, COUNT)
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote_http._FIRST_PAUSE", 0.001)


def opened(stub: Stub, **settings: object) -> Store:
    return RemoteStore(stub.address, base="https://example.org/id/", settings=RemoteSettings(**settings))  # type: ignore[arg-type]


def test_a_server_that_is_busy_is_asked_again(stub: Stub) -> None:
    stub.plan["/query"] = [(503, b""), (429, b"")]
    with opened(stub) as store:
        assert store.count() == 0
    assert len(stub.seen) == 3


def test_tries_end(stub: Stub) -> None:
    stub.plan["/query"] = [(503, b"too much")] * 9
    with opened(stub, retries=2) as store, pytest.raises(StoreError, match="503 Service Unavailable: too much"):
        store.count()
    assert len(stub.seen) == 3


def test_a_users_update_is_sent_once(stub: Stub) -> None:
    stub.plan["/update"] = [(503, b"")]
    with opened(stub) as store, pytest.raises(StoreError, match="503"):
        store.writer().update("INSERT DATA { <a:a> <a:b> [] }")
    assert [seen.method for seen in stub.seen] == ["POST"]


@pytest.mark.parametrize(
    ("status", "error", "message"),
    [
        (401, StoreError, "KG_REMOTE_TOKEN"),
        (403, StoreError, "KG_REMOTE_USER"),
        (404, StoreError, "KG_REMOTE_QUERY"),
        (302, StoreError, "has moved"),
        (400, QueryError, "not valid: said why"),
        (500, StoreError, "500 Internal Server Error: said why"),
    ],
)
def test_failures_say_what_to_do(stub: Stub, status: int, error: type[Exception], message: str) -> None:
    stub.plan["/query"] = [(status, b"said  why")]
    with opened(stub) as store, pytest.raises(error, match=message):
        store.count()


def test_a_server_that_is_not_there_is_named() -> None:
    settings = RemoteSettings(retries=0)
    store = RemoteStore("http://127.0.0.1:9", base="a:", settings=settings)
    with store, pytest.raises(StoreError, match="is the server running"):
        store.count()


def test_a_server_that_does_not_answer_is_given_up(stub: Stub) -> None:
    stub.plan["/query"] = []
    waiting = threading.Event()
    stub.RequestHandlerClass = type("Slow", (Handler,), {"answer": None, "do_POST": lambda self: waiting.wait(5)})
    with opened(stub, retries=0, timeout=0.1) as store, pytest.raises(QueryTimeout, match=r"within 0\.1 s"):
        store.count()
    waiting.set()


@pytest.mark.parametrize(
    ("settings", "header"),
    [
        ({}, None),
        ({"token": "secret"}, "Bearer secret"),
        ({"user": "ada", "password": "secret"}, "Basic YWRhOnNlY3JldA=="),
    ],
)
def test_credentials_are_sent(stub: Stub, settings: dict[str, str], header: str | None) -> None:
    with opened(stub, **settings) as store:
        store.count()
    assert stub.seen[0].authorization == header


def test_addresses_may_differ(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    for operation, path in (("QUERY", "/ds/sparql"), ("UPDATE", "/ds/edit"), ("GRAPHS", "/ds/data")):
        monkeypatch.setenv(f"KG_REMOTE_{operation}", stub.address + path)
    stub.plan["/ds/data"] = [(404, b"")]
    with open_store(stub.address) as store:
        store.count()
        store.writer().replace(f"{GRAPH}/0", [QUADS[0]])
    assert [seen.path.partition("?")[0] for seen in stub.seen] == ["/ds/sparql", "/ds/data", "/ds/edit"]


def test_a_server_that_takes_one_graph_at_a_time_is_loaded_so(stub: Stub) -> None:
    stub.plan["/store"] = [(415, b"quads are not taken")]
    with opened(stub) as store:
        store.writer().bulk_load(QUADS)
    loads = [seen for seen in stub.seen if seen.path.startswith("/store")]
    assert [seen.content_type for seen in loads] == ["application/n-quads"] + ["application/n-triples"] * 3
    assert sum(seen.body.count(b"\n") for seen in loads[1:]) == len(QUADS)


def test_a_union_that_has_a_name_is_asked_for_by_it(stub: Stub) -> None:
    with opened(stub, union="urn:x-arq:UnionGraph") as store:
        list(store.select("claim_total"))
        store.query(Question("SELECT * FROM <g:g> { ?s ?p ?o }"))
    assert "default-graph-uri=urn%3Ax-arq%3AUnionGraph" in stub.seen[0].path
    assert stub.seen[1].path == "/query"


def test_queries_that_reach_out_are_not_passed_on(stub: Stub) -> None:
    with opened(stub) as store, pytest.raises(NetworkRefused):
        store.query(Question("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"))
    assert not stub.seen
