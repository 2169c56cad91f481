"""Jobs over HTTP: every way of sending, what is done twice, cancelling, and what is refused."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.desk import Desk
from kg.pipeline import Workspace
from kg.pipeline.extraction import current_version
from tests.api.conftest import BASE, settings
from tests.api.trial import articles

Open = Callable[..., TestClient]
LINES = {"Content-Type": "application/x-ndjson"}


@pytest.fixture
def idle(tmp_path: Path) -> Iterator[Open]:
    """Makes an application whose queue nobody works off."""
    with ExitStack() as stack:

        def build(**changes: Any) -> TestClient:
            workspace = Workspace(tmp_path / "idle")
            store = stack.enter_context(workspace.store())
            archive = stack.enter_context(workspace.archive())
            desk = stack.enter_context(closing(Desk(archive, store, workspace.folder)))
            app = create_app(settings(**changes), store=store, records=desk, ingest=desk)
            return stack.enter_context(TestClient(app, base_url=BASE))

        yield build


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    workspace = Workspace(tmp_path_factory.mktemp("working"))
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder)) as desk,
        TestClient(create_app(settings(), store=store, records=desk, ingest=desk), base_url=BASE) as client,
    ):
        desk.start()
        yield client


def finished(client: TestClient, id: str) -> Any:
    while (job := client.get(f"/v1/jobs/{id}").json())["state"] not in ("done", "cancelled"):
        time.sleep(0.05)
    return job


def test_lines_become_articles_of_the_graph(working: TestClient) -> None:
    body = b"\n".join([*articles(3), b'{"title": "no text"}', b"not json"])
    response = working.post("/v1/jobs?label=mine", content=body, headers=LINES)
    assert (response.status_code, response.headers["retry-after"]) == (202, "1")
    job = response.json()
    assert response.headers["location"] == f"/v1/jobs/{job['id']}"
    assert (job["label"], job["items"]) == ("mine", 5)
    done = finished(working, job["id"])
    assert (done["state"], done["new"], done["rejected"]) == ("done", 3, 2)
    results = working.get(f"/v1/jobs/{job['id']}/results").json()
    assert [item["state"] for item in results["items"]] == ["created"] * 3 + ["rejected"] * 2
    assert results["items"][4]["name"] == "line 5"
    assert working.get(f"/v1/articles/{results['items'][0]['article']}").json()["text"]


def test_the_same_articles_again_change_nothing(working: TestClient) -> None:
    body = b"\n".join(articles(2))
    for _ in range(2):
        id = working.post("/v1/jobs", content=body, headers=LINES).json()["id"]
        done = finished(working, id)
    assert (done["unchanged"], done["new"]) == (2, 0)


def test_results_and_jobs_come_in_pages(working: TestClient) -> None:
    working.post("/v1/jobs", content=b"\n".join(articles(1)), headers=LINES)  # so that there are two of them
    id = working.post("/v1/jobs", content=b"\n".join(articles(3)), headers=LINES).json()["id"]
    finished(working, id)
    seen, cursor = [], None
    while True:
        parameters = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = working.get(f"/v1/jobs/{id}/results", params=parameters).json()
        seen += [item["item"] for item in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert seen == [0, 1, 2]
    first = working.get("/v1/jobs?limit=1").json()
    assert first["items"][0]["id"] == id
    second = working.get("/v1/jobs", params={"limit": 1, "cursor": first["next"]}).json()
    assert second["items"][0]["id"] != id


def test_files_and_documents_are_taken(working: TestClient) -> None:
    page = b"<html><body><article><h1>Ferry sinks</h1><p>A ferry sank off Riga on Monday.</p></article></body></html>"
    files = [("file", ("a.html", page, "text/html")), ("file", ("b.json", articles(1)[0], "application/json"))]
    done = finished(working, working.post("/v1/jobs", files=files).json()["id"])
    assert (done["items"], done["rejected"]) == (2, 0)
    plain = working.post("/v1/jobs", content="A ferry sank off Oslo on Monday.", headers={"Content-Type": "text/plain"})
    assert finished(working, plain.json()["id"])["new"] == 1
    several = working.post("/v1/jobs", json=[json.loads(line) for line in articles(2)])
    assert several.json()["items"] == 2


def test_progress_is_streamed_until_the_end(working: TestClient) -> None:
    id = working.post("/v1/jobs", content=b"\n".join(articles(4)), headers=LINES).json()["id"]
    with working.stream("GET", f"/v1/jobs/{id}/events") as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        data = [json.loads(line[6:]) for line in response.iter_lines() if line.startswith("data: ")]
    assert data[-1]["state"] == "done"
    assert [job["read"] for job in data] == sorted(job["read"] for job in data)


def test_results_are_streamed_as_articles_are_read(working: TestClient) -> None:
    body = b"\n".join([*articles(6)[4:], b"[]"])
    response = working.post("/v1/jobs/stream", content=body, headers=LINES)
    *results, job = [json.loads(line) for line in response.text.splitlines()]
    assert sorted(result["item"] for result in results) == [0, 1, 2]
    assert [result["state"] for result in results if result["name"] == "line 3"] == ["rejected"]
    assert (job["state"], job["items"]) == ("done", 3)
    assert working.get(response.headers["location"]).json()["id"] == job["id"]
    assert working.post("/v1/jobs/stream", content=b"", headers=LINES).status_code == 422


def test_a_key_makes_sending_again_harmless(idle: Open) -> None:
    client = idle()
    headers = {**LINES, "Idempotency-Key": "k1"}
    body = b"\n".join(articles(2))
    first = client.post("/v1/jobs", content=body, headers=headers)
    again = client.post("/v1/jobs", content=body, headers=headers)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json()["id"] == first.json()["id"]
    other = client.post("/v1/jobs", content=b"\n".join(articles(3)), headers=headers)
    assert (other.status_code, other.json()["status"]) == (422, 422)
    assert client.get("/v1/jobs").json()["total"]["value"] == 1


def test_a_job_can_be_cancelled_and_resumed(idle: Open) -> None:
    client = idle()
    id = client.post("/v1/jobs", content=b"\n".join(articles(2)), headers=LINES).json()["id"]
    assert client.delete(f"/v1/jobs/{id}").json()["state"] == "cancelled"
    assert client.get(f"/v1/jobs/{id}").json()["state"] == "cancelled"
    assert client.post(f"/v1/jobs/{id}/resume").json()["state"] == "waiting"


def test_too_many_waiting_articles_are_told_to_come_back(idle: Open) -> None:
    client = idle(max_waiting=3)
    assert client.post("/v1/jobs", content=b"\n".join(articles(5)), headers=LINES).status_code == 202
    refused = client.post("/v1/jobs", content=articles(1)[0], headers=LINES)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "10")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/x-ndjson", 422),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 422),
        (b"x", "image/png", 415),
        (b"x" * 3000, "application/x-ndjson", 413),
        (b"", "multipart/form-data; boundary=x", 400),
    ],
)
def test_what_is_no_article_is_refused_and_leaves_nothing(idle: Open, body: bytes, kind: str, status: int) -> None:
    client = idle(max_article_bytes=2000)
    response = client.post("/v1/jobs", content=body, headers={"Content-Type": kind})
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert client.get("/v1/jobs").json()["items"] == []


@pytest.mark.parametrize("path", ["jobs/none", "jobs/none/results", "jobs/none/events"])
def test_an_unknown_job_is_not_found(idle: Open, path: str) -> None:
    client = idle()
    assert client.get(f"/v1/{path}").status_code == 404
    assert client.delete("/v1/jobs/none").status_code == 404


def test_a_server_for_reading_takes_no_jobs(make: Open) -> None:
    assert make(ingest=None).post("/v1/jobs", content=b"{}", headers=LINES).status_code == 403


def test_jobs_read_with_the_engines_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENGINES", "lexicon")
    chosen = settings().engines
    assert chosen == ("lexicon",)
    workspace = Workspace(tmp_path / "chosen")
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder, engines=chosen)) as desk,
    ):
        text = {"id": "one", "text": "Police in Lund arrested two men on Friday.", "published": "2023-05-12"}
        desk.add(text)
        record = archive.get("one")
        assert record.extractor == current_version(None, chosen)
        assert {event.type for event in record.events} == {"Arrest"}
        assert not [event for event in record.events if event.rule.startswith("model")]
        assert not desk.add(text).created
        assert desk.analyze(text, explain=False).record["events"][0]["type"] == "Arrest"


def test_an_unknown_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENGINES", "steam")
    with pytest.raises(ValueError, match="unknown engine 'steam'"):
        settings()
