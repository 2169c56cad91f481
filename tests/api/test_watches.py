"""Standing queries: signed calls for rows that are new, and no call where none may go."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.desk import Desk
from api.desk.watches import Watches
from api.desk.webhook import check_address, signature
from kg.errors import InputError, QueryError
from kg.pipeline import Workspace
from kg.store import MEMORY, open_store
from tests.api.conftest import BASE, settings

QUERY = "PREFIX kg: <https://w3id.org/newsgraph/ontology#> SELECT ?e { ?e a kg:Resignation }"


class Ear(BaseHTTPRequestHandler):
    heard: list[tuple[dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((dict(self.headers), body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def ear() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    Own = type("Own", (Ear,), {"heard": []})
    server = HTTPServer(("127.0.0.1", 0), Own)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", Own.heard  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def test_new_rows_are_sent_and_signed(tmp_path: Path, ear: tuple[str, list[tuple[dict[str, str], bytes]]]) -> None:
    address, heard = ear
    workspace = Workspace(tmp_path)
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder)) as desk,
        TestClient(
            create_app(
                settings(store=tmp_path, webhook_networks=("127.0.0.0/8",), query_seconds=20.0),
                store=store,
                records=desk,
                ingest=desk,
            ),
            base_url=BASE,
        ) as client,
    ):
        made = client.post("/v1/watches", json={"query": QUERY, "url": address, "label": "mine"})
        assert made.status_code == 201, made.text
        secret = made.json()["secret"]
        assert "secret" not in client.get("/v1/watches").json()["items"][0]
        article = {"id": "r-1", "text": "Minister Petra Novak resigned in Lund on Friday."}
        assert client.post("/v1/articles", json=article).status_code == 201
        for _ in range(300):
            if heard:
                break
            time.sleep(0.05)
        (headers, body), *_ = heard
        assert headers["X-KG-Signature"] == signature(secret, headers["X-KG-Timestamp"], body)
        content = json.loads(body)
        assert (content["label"], len(content["added"]), content["removed"]) == ("mine", 1, [])
        log = [json.loads(line) for line in client.get("/v1/changes").text.splitlines()]
        assert {"article/r-1"} <= {change["address"].removeprefix(store.base) for change in log}
        last = client.get("/v1/changes").headers["x-last-change"]
        assert client.get("/v1/changes", params={"after": last}).text == ""
        assert "EventStream" in client.get("/v1/ldes").text
        assert client.get("/v1/ldes/0").text.count("isVersionOf") == len(log)
        assert client.get("/v1/ldes/0", headers={"Accept": "application/ld+json"}).json()
        assert client.get("/v1/ldes/7").status_code == 404
        assert client.delete(f"/v1/watches/{made.json()['id']}").status_code == 204
        assert client.delete(f"/v1/watches/{made.json()['id']}").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/hook",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://192.168.1.1/",
        "http://[fe80::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://user:secret@192.0.2.1/",
        "http://",
        "no address",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/\r\nX: y",
    ],
)
def test_nothing_is_called_on_this_machine_or_its_net(url: str) -> None:
    with pytest.raises(InputError):
        check_address(url)


def test_a_network_can_be_allowed() -> None:
    assert check_address("http://127.0.0.1:81/a?b", ["127.0.0.0/8"])[1:] == (
        81,
        check_address("http://127.0.0.1", ["127.0.0.1"])[2],
        "127.0.0.1",
        "/a?b",
    )


def test_a_watch_that_cannot_be_sent_is_tried_again_and_tells(ear: tuple[str, list[Any]]) -> None:
    with open_store(MEMORY) as store:
        watches = Watches(None, store.query, ["127.0.0.0/8"], store.base)
        try:
            watch = watches.add("SELECT ?s { ?s ?p ?o }", "http://127.0.0.1:9/", "", "2031")
            store.writer().put("https://example.org/g", b"<http://a/a> <http://a/b> <http://a/c> .\n")
            assert not watches.look(watch)
            (told,) = watches.all()
            assert (told.calls, told.failures, bool(told.problem)) == (0, 1, True)
            with pytest.raises(InputError, match="SELECT"):
                watches.add("ASK { ?s ?p ?o }", ear[0], "", "2031")
            with pytest.raises(QueryError):
                watches.add("SELECT nonsense", ear[0], "", "2031")
        finally:
            watches.close()


def test_an_address_that_may_not_be_called_is_refused(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder)) as desk,
        TestClient(
            create_app(settings(store=tmp_path), store=store, records=desk, ingest=desk), base_url=BASE
        ) as client,
    ):
        body = {"query": QUERY, "url": "http://127.0.0.1/"}
        response = client.post("/v1/watches", json=body)
        assert (response.status_code, "not public" in response.json()["detail"]) == (422, True)
