"""Who may do what: tokens, scopes, open reading, other sites, how often; and what is told about requests."""

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.auth import TokenFile
from api.observe import Metrics, RateLimit
from api.settings import Settings
from kg.errors import KgError, NotFound

Make = Callable[..., TestClient]
NEWS = {"text": "The ferry sank on Monday."}


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    ("scopes", "reads", "adds", "decides"),
    [(["read"], 200, 403, 403), (["ingest"], 200, 201, 403), (["curate"], 200, 403, 501), (["admin"], 200, 201, 501)],
)
def test_a_token_may_do_what_its_scopes_say(
    make: Make, tmp_path: Path, scopes: list[str], reads: int, adds: int, decides: int
) -> None:
    secret = TokenFile(tmp_path).add("someone", scopes)  # type: ignore[arg-type]
    client = make(store=tmp_path, open_reading=False)
    assert client.get("/v1/meta", headers=bearer(secret)).status_code == reads
    assert client.post("/v1/articles", json=NEWS, headers=bearer(secret)).status_code == adds
    merge = {"left": "a", "right": "b"}
    assert client.post("/v1/merges", json=merge, headers=bearer(secret)).status_code == decides


@pytest.mark.parametrize("path", ["/v1/meta", "/v1/search?q=a", "/sparql?query=ASK{}", "/id/entity/a", "/metrics"])
def test_reading_needs_a_token_where_it_is_not_open(make: Make, path: str) -> None:
    client = make(open_reading=False, token="secret")
    refused = client.get(path)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.get(path, headers=bearer("secret")).status_code in (200, 404)
    assert client.get(path, headers=bearer("wrong")).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/docs", "/openapi.json"])
def test_pages_and_health_need_no_token(make: Make, path: str) -> None:
    assert make(open_reading=False, token="secret").get(path).status_code == 200


def test_a_token_is_kept_as_a_hash_and_can_be_removed(tmp_path: Path) -> None:
    file = TokenFile(tmp_path)
    secret = file.add("desk", ["ingest"])
    written = tmp_path / "tokens.json"
    assert secret not in written.read_text()
    assert written.stat().st_mode & 0o077 == 0
    with pytest.raises(KgError, match="already"):
        file.add("desk", ["read"])
    with pytest.raises(KgError, match="no scope"):
        file.add("other", ["everything"])  # type: ignore[list-item]
    file.remove("desk")
    assert file.tokens() == ()
    with pytest.raises(NotFound):
        file.remove("desk")


def test_a_damaged_file_of_tokens_says_so(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text("{")
    with pytest.raises(KgError, match="damaged"):
        TokenFile(tmp_path).tokens()


def test_requests_beyond_the_limit_are_told_to_come_back(make: Make) -> None:
    client = make(requests_per_minute=3)
    answers = [client.get("/v1/meta") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0].headers["ratelimit-policy"] == '"default";q=3;w=60'
    assert int(answers[3].headers["retry-after"]) > 0
    assert answers[3].json()["type"].endswith("too-many-requests")


def test_a_client_may_go_on_after_a_while() -> None:
    now = 0.0
    limit = RateLimit(2, clock=lambda: now)
    assert [limit.take("a")[0] for _ in range(3)] == [True, True, False]
    assert limit.take("b")[0]
    now = 30.0
    assert limit.take("a")[0]
    assert not limit.take("a")[0]


def test_every_answer_carries_an_id_that_the_client_may_choose(client: TestClient) -> None:
    assert re.fullmatch("[0-9a-f]{16}", client.get("/v1/meta").headers["x-request-id"])
    assert client.get("/v1/meta", headers={"X-Request-ID": "mine-1"}).headers["x-request-id"] == "mine-1"
    strange = client.get("/v1/meta", headers={"X-Request-ID": "a b\tc"}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", strange)
    assert client.get("/v1/meta").headers["x-content-type-options"] == "nosniff"


def test_requests_are_logged_as_json(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "newsgraph.access"):
        make(access_log=True).get("/v1/meta?a=%0A", headers={"X-Request-ID": "mine-2"})
    line = json.loads(caplog.records[-1].getMessage())
    assert (line["request"], line["method"], line["path"], line["status"]) == ("mine-2", "GET", "/v1/meta", 200)


def test_metrics_are_by_route_not_by_thing(client: TestClient) -> None:
    client.get("/v1/entities/karst")
    client.get("/v1/entities/nobody")
    text = client.get("/metrics").text
    assert re.search(r'kg_requests_total\{method="GET",route="/v1/entities/\{id\}",status="404"\} \d+', text)
    assert "nobody" not in text
    assert re.search(r"^kg_store_quads \d+", text, re.M)
    for line in text.splitlines():
        assert re.fullmatch(r'#.*|\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+', line), line


def test_times_are_counted_in_buckets() -> None:
    metrics = Metrics()
    metrics.add("GET", "/a", 200, 0.02)
    metrics.add("GET", "/a", 200, 20.0)
    text = metrics.text(())
    assert 'kg_request_seconds_bucket{route="/a",le="0.025"} 1' in text
    assert 'kg_request_seconds_bucket{route="/a",le="+Inf"} 2' in text


def test_settings_come_from_a_file_and_the_environment_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "server.toml"
    file.write_text('cors_origins = ["https://a.example"]\nquery_seconds = 5.0\n')
    monkeypatch.setenv("KG_CONFIG", str(file))
    monkeypatch.setenv("KG_QUERY_SECONDS", "7")
    found = Settings()
    assert (found.cors_origins, found.query_seconds) == (("https://a.example",), 7.0)
