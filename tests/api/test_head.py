"""HEAD answers what GET answers, without a body, and does not wait for answers that do not end by themselves."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from typing import Any

import pytest
from starlette.responses import JSONResponse, StreamingResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.app import create_app
from api.desk import Desk
from api.head import Head
from kg.pipeline import Workspace
from tests.api.conftest import BASE, settings

EACH_TIME = ("x-request-id",)
OF_THE_BODY = ("content-length", "content-encoding")
"""Not sent where the length is not known beforehand; what is compressed on the way has another length."""
ADDRESSES = (
    "/v1/search?q=vale",
    "/v1/search",
    "/v1/entities/dockers",
    "/v1/entities/nobody",
    "/v1/entities/dockers/neighbors?limit=2",
    "/v1/events",
    "/v1/events?format=geojson",
    "/v1/articles/herald-1/record",
    "/v1/articles/herald-1/versions",
    "/v1/export?format=graphml",
    "/v1/export/articles",
    "/v1/meta",
    "/id/entity/dockers?format=ttl",
    "/ontology?format=ttl",
    "/sparql",
    "/sparql?query=ASK%7B%7D",
    "/graphs?default",
    "/reconcile",
    "/openapi.json",
    "/healthz",
    "/metrics",
    "/",
    "/nowhere",
)


def sent(app: ASGIApp, method: str, path: str = "/") -> list[Message]:
    """What an application sends for one request."""
    told: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        told.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": [], "state": {}}
    asyncio.run(asyncio.wait_for(app(scope, receive, send), 20))  # type: ignore[arg-type]
    return told


def body(told: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in told)


def operations() -> list[str]:
    return [path for path, methods in create_app(settings()).openapi()["paths"].items() if "get" in methods]


@pytest.mark.parametrize("address", ADDRESSES)
def test_headers_are_those_of_get(client: TestClient, address: str) -> None:
    get, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (get.status_code, b"")
    apart = (*EACH_TIME, *(OF_THE_BODY if "content-length" not in head.headers else ()))
    told = [{name: value for name, value in one.headers.items() if name not in apart} for one in (get, head)]
    if address != "/metrics":  # which the first request has changed
        assert told[0] == told[1]


@pytest.mark.parametrize("path", operations())
def test_every_operation_that_can_be_read_has_it(client: TestClient, path: str) -> None:
    path = path.replace("{number}", "1").replace("{page}", "1").replace("{", "").replace("}", "")
    assert client.head(path).status_code not in (405, 500)


def test_a_state_that_was_seen_is_not_sent_again(client: TestClient) -> None:
    tag = client.head("/v1/entities/dockers").headers["etag"]
    answer = client.head("/v1/entities/dockers", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.headers["etag"]) == (304, tag)


@pytest.mark.parametrize(("path", "allowed"), [("/v1/search", "GET, HEAD"), ("/v1/analyze", "POST")])
def test_other_methods_are_told_of_it(client: TestClient, path: str, allowed: str) -> None:
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)


def test_where_there_is_no_get_there_is_no_head(client: TestClient) -> None:
    assert client.head("/v1/analyze").status_code == 405


def test_it_is_no_operation_of_the_document() -> None:
    assert all("head" not in methods for methods in create_app(settings()).openapi()["paths"].values())


def test_figures_tell_it_from_get(client: TestClient) -> None:
    client.head("/v1/entities/dockers")
    assert 'kg_requests_total{method="HEAD",route="/v1/entities/{id}",status="200"}' in client.get("/metrics").text


def test_the_progress_of_a_job_is_not_waited_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("desk"))
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder)) as desk,
        TestClient(create_app(settings(), store=store, records=desk, ingest=desk), base_url=BASE) as client,
    ):
        desk.queue.open_job("job", "never sealed", "2023-01-01T00:00:00")
        answer = client.head("/v1/jobs/job/events")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/event-stream")


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield b"more"
        await asyncio.sleep(0.01)


def _counted(made: list[int]) -> Iterator[bytes]:
    for number in range(1_000_000):
        made.append(number)
        yield b"more"


def test_nothing_of_a_body_is_sent() -> None:
    app = JSONResponse({"a": 1}, headers={"X-A": "b"})
    get, head = sent(app, "GET"), sent(Head(app), "HEAD")
    assert (body(get), body(head)) == (b'{"a":1}', b"")
    assert head[0] == get[0]
    assert [message["type"] for message in head] == ["http.response.start", "http.response.body"]


def test_streams_are_broken_off() -> None:
    made: list[int] = []
    for stream in (_endless(), _counted(made)):
        told = sent(Head(StreamingResponse(stream)), "HEAD")
        assert [message["type"] for message in told] == ["http.response.start", "http.response.body"]
        assert not told[-1].get("more_body")
    assert len(made) < 3


def test_a_stream_of_known_length_is_broken_off_too() -> None:
    made: list[int] = []
    told = sent(Head(StreamingResponse(_counted(made), headers={"Content-Length": "4000000"})), "HEAD")
    assert (len(told), len(made)) == (2, 1)


def test_failures_come_through() -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        sent(Head(fails), "HEAD")


def test_other_methods_pass_untouched() -> None:
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append((scope["method"], send))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    sent(Head(app), "DELETE")
    sent(Head(app), "HEAD")
    assert [method for method, _ in seen] == ["DELETE", "GET"]
