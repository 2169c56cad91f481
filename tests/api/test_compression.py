"""Answers are compressed for clients elsewhere, and left as they are for those on the same machine."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from api.compression import Compression


async def long(request: Request) -> PlainTextResponse:
    return PlainTextResponse("long " * 1000)


@pytest.mark.parametrize(
    ("host", "compressed"), [("192.0.2.7", True), ("a-name", True), ("127.0.0.1", False), ("::1", False)]
)
def test_who_gets_what(host: str, compressed: bool) -> None:
    app = Starlette(routes=[Route("/", long)], middleware=[Middleware(Compression, minimum_size=1024)])
    answer = TestClient(app, client=(host, 1)).get("/", headers={"Accept-Encoding": "gzip"})
    assert ("content-encoding" in answer.headers) == compressed
    assert len(answer.text) == 5000
