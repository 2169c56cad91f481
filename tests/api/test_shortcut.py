"""Plain queries take a shortcut: what comes back is what comes back the usual way."""

import asyncio
import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.shortcut import Shortcut
from kg.store import MEMORY, open_store

TYPE = {"Content-Type": "application/sparql-query", "Accept-Encoding": "identity"}
USUAL = {"Origin": "http://localhost"}
"""A header that sends a request the usual way."""


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes what takes the shortcut."""
    seen: list[str] = []
    original = Shortcut.__call__

    async def noting(self: Shortcut, scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["method"])
        await original(self, scope, receive, send)

    monkeypatch.setattr(Shortcut, "__call__", noting)
    return seen


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("SELECT (1 AS ?x) {}", "application/json"),
        ("SELECT (1 AS ?x) {}", "text/csv"),
        ("SELECT (1 AS ?x) {}", "text/html, */*;q=0.1"),
        ("CONSTRUCT { <a:s> <a:p> 1 } {}", "text/turtle"),
        ("ASK {}", "image/png"),
        ("ASK {", "*/*"),
        ("ASK { SERVICE <http://127.0.0.1:9/> {} }", "*/*"),
        ("ASK { FILTER(<a:unknown>(1)) }", "*/*"),
    ],
)
def test_answers_and_errors_are_the_same(client: TestClient, taken: list[str], query: str, accept: str) -> None:
    for method, sent in (("GET", {"params": {"query": query}}), ("POST", {"content": query.encode()})):
        headers = {**TYPE, "Accept": accept, "X-Request-ID": "same"}
        short = client.request(method, "/sparql", headers=headers, **sent)  # type: ignore[arg-type]
        usual = client.request(method, "/sparql", headers=headers | USUAL, **sent)  # type: ignore[arg-type]
        assert taken.pop() == method
        assert not taken
        assert (short.status_code, short.content) == (usual.status_code, usual.content)
        assert dict(short.headers) == dict(usual.headers)


@pytest.mark.parametrize(
    ("method", "address", "headers", "body"),
    [
        ("GET", "/sparql", {}, b""),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=a:b", {}, b""),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b""),
        ("GET", "/sparql?query=%FF", {}, b""),
        ("HEAD", "/sparql?query=ASK%7B%7D", {}, b""),
        ("POST", "/sparql?default-graph-uri=a:b", TYPE, b"ASK {}"),
        ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL"),
        ("POST", "/sparql", {"Content-Type": "application/x-www-form-urlencoded"}, b"query=ASK%7B%7D"),
        ("POST", "/sparql", TYPE, b"ASK {} #" + b"x" * 20_000),
        ("GET", "/sparql?query=ASK%7B%7D", {"Host": "elsewhere.example"}, b""),
        ("GET", "/sparql/?query=ASK%7B%7D", {}, b""),
    ],
)
def test_whatever_is_more_than_a_plain_query_goes_the_usual_way(
    client: TestClient, taken: list[str], method: str, address: str, headers: dict[str, str], body: bytes
) -> None:
    client.request(method, address, headers={"Accept-Encoding": "identity"} | headers, content=body)
    assert not taken


def test_a_body_that_is_not_utf_8_is_refused_here_too(client: TestClient, taken: list[str]) -> None:
    assert client.post("/sparql", content=b"ASK { ?s ?p '\xff' }", headers=TYPE).status_code == 400
    assert taken == ["POST"]


def test_reading_that_is_not_open_needs_a_token_here_too(taken: list[str]) -> None:
    with open_store(MEMORY) as store:
        settings = Settings(token="secret", open_reading=False)  # type: ignore[arg-type]
        with TestClient(create_app(settings, store=store), base_url="http://localhost") as closed:
            for headers, status in (
                ({}, 401),
                ({"Authorization": "Bearer x"}, 401),
                ({"Authorization": "Bearer secret"}, 200),
            ):
                assert closed.post("/sparql", content=b"ASK {}", headers=TYPE | headers).status_code == status
    assert taken == ["POST"] * 3


def test_requests_are_limited_and_counted_here_too(taken: list[str]) -> None:
    with open_store(MEMORY) as store:
        settings = Settings(requests_per_minute=2)
        with TestClient(create_app(settings, store=store), base_url="http://localhost") as limited:
            answers = [limited.get("/sparql?query=ASK%7B%7D", headers=TYPE).status_code for _ in range(3)]
            figures = create_figures(limited)
    assert answers == [200, 200, 429]
    assert 'route="/sparql",status="200"} 2' in figures
    assert taken == ["GET"] * 2


def create_figures(client: TestClient) -> str:
    return str(client.app.state.metrics.text(()))  # type: ignore[attr-defined]


def test_a_client_that_leaves_before_its_query_came_gets_nothing(client: TestClient) -> None:
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/sparql",
        "query_string": b"",
        "headers": [
            (b"host", b"localhost"),
            (b"content-type", TYPE["Content-Type"].encode()),
            (b"content-length", b"9"),
        ],
    }

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(client.app(scope, receive, send))  # type: ignore[arg-type]
    assert not sent


def test_compression_is_left_to_the_usual_way(taken: list[str]) -> None:
    rows = "SELECT * { VALUES ?x { " + " ".join(f'"{n:0100}"' for n in range(50)) + " } }"
    with open_store(MEMORY) as store:
        app = create_app(Settings(allowed_hosts=("*",)), store=store)
        with TestClient(app, client=("192.0.2.1", 9)) as far:
            answer = far.get("/sparql", params={"query": rows}, headers={"Accept-Encoding": "gzip"})
            plain = far.get("/sparql", params={"query": rows}, headers={"Accept-Encoding": "identity"})
    assert answer.headers["content-encoding"] == "gzip"
    assert json.loads(answer.content) == json.loads(plain.content)
    assert taken == ["GET"]
