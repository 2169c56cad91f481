"""What must never work, a rule a test: paths out of the folder, headers from values, scripts, huge requests."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.store import Store

Make = Callable[..., TestClient]


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/pyproject.toml",
        "/v1/articles/..%2f..%2fetc%2fpasswd",
        "/v1/articles/..%2f..%2fetc%2fpasswd/record",
        "/v1/jobs/..%2f..%2fqueue",
        "/id/..%2f..%2fetc/passwd",
        "/ontology/..%2fnewsgraph.ttl",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (400, 404, 403, 501)
    assert "root:" not in response.text


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a%0d%0aX-Evil:%201", "a\nSet-Cookie: a=b"])
def test_no_value_becomes_a_header(client: TestClient, value: str) -> None:
    for path in ("/v1/search", "/v1/articles", "/reconcile/preview"):
        response = client.get(path, params={"q": value, "source": value, "id": value})
        assert "x-evil" not in response.headers
        assert "set-cookie" not in response.headers
    response = client.get("/id/entity/" + value.replace("\r", "%0d").replace("\n", "%0a"), follow_redirects=False)
    assert "x-evil" not in response.headers


def test_a_redirect_stays_on_this_server(client: TestClient) -> None:
    for path in ("/id/entity/karst", "/id//evil.example/", "/id/entity/%2F%2Fevil.example"):
        response = client.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
        location = response.headers.get("location", "/")
        assert location.startswith("/")
        assert not location.startswith("//")


def test_a_huge_address_and_huge_lists_are_refused(client: TestClient) -> None:
    assert client.get("/v1/search", params={"q": "x" * 50_000}).status_code == 422
    assert client.get("/v1/events", params={"type": ["Arrest"] * 1000}).status_code == 422
    assert client.post("/v1/subgraph", json={"ids": ["a"] * 1000}).status_code == 422
    assert client.get("/v1/events", params={"limit": 10**9}).status_code == 422


def test_deep_json_is_refused_and_the_server_lives(make: Make) -> None:
    client = make()
    deep = b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for path in ("/v1/articles", "/v1/analyze", "/v1/subgraph", "/v1/merges"):
        response = client.post(path, content=deep, headers={"Content-Type": "application/json"})
        assert 400 <= response.status_code < 500 or response.status_code == 501, path
    assert client.get("/healthz").status_code == 200


def test_no_error_tells_of_the_inside(client: TestClient) -> None:
    for path in ("/v1/entities/nobody", "/v1/events?from=x", "/sparql?query=nonsense", "/v1/statements/%00/evidence"):
        text = client.get(path).text
        assert "Traceback" not in text
        assert "site-packages" not in text


def test_writing_over_get_does_nothing(client: TestClient, world: Store) -> None:
    before = world.revision
    for path in ("/v1/merges", "/v1/jobs/x/resume", "/sparql?update=DROP%20ALL"):
        assert client.get(path).status_code in (400, 404, 405, 501)
    assert world.revision == before


def test_other_sites_never_get_credentials(make: Make) -> None:
    client = make(cors_origins=("*",))
    response = client.get("/v1/meta", headers={"Origin": "https://evil.example", "Cookie": "a=b"})
    assert "access-control-allow-credentials" not in response.headers
