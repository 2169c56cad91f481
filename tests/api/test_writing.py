"""Adding articles, and who may; each test with an application of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

NEWS = {"text": "The ferry sank on Monday.", "title": "Ferry sinks", "hostname": "Strait Courier"}


def test_a_new_article_is_created_and_its_record_answered(make: Callable[..., TestClient]) -> None:
    client = make()
    response = client.post("/v1/articles", json=NEWS)
    assert (response.status_code, response.headers["location"]) == (201, "/v1/articles/new%201")
    assert response.json()["article"] == NEWS
    assert client.post("/v1/articles", json=NEWS).status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [({"title": "No text"}, 422), ({"text": "  "}, 422), ({"text": "gibberish"}, 422), ([], 422)],
)
def test_an_article_that_cannot_be_read_is_a_problem(make: Callable[..., TestClient], body: Any, status: int) -> None:
    response = make().post("/v1/articles", json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_a_document_is_taken_and_other_bodies_are_not(make: Callable[..., TestClient]) -> None:
    client = make()
    for kind in ("text/plain", "text/html", "application/pdf"):
        assert client.post("/v1/articles", content=b"News.", headers={"Content-Type": kind}).status_code in (200, 201)
    assert client.post("/v1/articles", content=b"x", headers={"Content-Type": "image/png"}).status_code == 415
    broken = client.post("/v1/articles", content=b"{", headers={"Content-Type": "application/json"})
    assert (broken.status_code, broken.headers["content-type"]) == (422, "application/problem+json")


def test_a_large_body_is_refused(make: Callable[..., TestClient]) -> None:
    client = make(max_body_bytes=1000)
    assert client.post("/v1/articles", json={"text": "x" * 2000}).status_code == 413
    assert client.post("/sparql", content=b"x" * 2000).status_code == 413


@pytest.mark.parametrize(
    ("header", "status"), [(None, 401), ("Bearer wrong", 401), ("secret", 401), ("Bearer secret", 201)]
)
def test_writing_needs_the_token_where_there_is_one(
    make: Callable[..., TestClient], header: str | None, status: int
) -> None:
    headers = {"Authorization": header} if header else {}
    response = make(token="secret").post("/v1/articles", json=NEWS, headers=headers)
    assert response.status_code == status
    assert make(token="secret").get("/v1/meta").status_code == 200


def test_a_server_without_ingest_is_for_reading(make: Callable[..., TestClient]) -> None:
    client = make(ingest=None, records=None)
    assert client.post("/v1/articles", json=NEWS).status_code == 403
    assert client.get("/v1/articles/herald-1/record").status_code == 501
    assert client.get("/v1/meta").json()["writable"] is False


def test_a_foreign_host_name_is_refused(make: Callable[..., TestClient]) -> None:
    assert make().get("/v1/meta", headers={"Host": "evil.example"}).status_code == 400


def test_other_sites_may_read_only_if_they_are_named(make: Callable[..., TestClient]) -> None:
    origin = {"Origin": "https://pages.example"}
    assert "access-control-allow-origin" not in make().get("/v1/meta", headers=origin).headers
    named = make(cors_origins=("https://pages.example",))
    assert named.get("/v1/meta", headers=origin).headers["access-control-allow-origin"] == "https://pages.example"
    preflight = {**origin, "Access-Control-Request-Method": "POST"}
    assert named.options("/sparql", headers=preflight).status_code == 200
    assert "access-control-allow-credentials" not in named.get("/v1/meta", headers=origin).headers
