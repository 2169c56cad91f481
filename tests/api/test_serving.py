"""The server as a process: what it imports, how it starts, which mistakes it tells."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.command import run
from api.settings import Settings
from kg.errors import KgError, StoreBusyError, StoreError
from kg.rdf.quads import Quad
from kg.store import open_store

GRAPH = "https://newsgraph.example/id/article/a"
SERVE = "import sys; from pathlib import Path; from api.command import serve; serve(Path(sys.argv[1]), port=0)"


def built(folder: Path) -> Path:
    with open_store(folder / "graph") as store, store.writer() as writer:
        writer.replace(GRAPH, [Quad("<a:a>", "<a:p>", '"x"', f"<{GRAPH}>")])
    return folder


def test_serving_imports_no_spacy() -> None:
    program = "import sys, api.app, api.command; sys.exit('spacy' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_application_opens_its_store_for_reading(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(store=built(tmp_path))), base_url="http://localhost") as client:
        assert client.get("/v1/meta").json()["counts"]["quads"] == 1
        assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True
        open_store(tmp_path / "graph", read_only=True).close()
        with pytest.raises(StoreBusyError):
            open_store(tmp_path / "graph")
    open_store(tmp_path / "graph").close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph"]


def test_serve_says_where_and_ends_when_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVE, str(built(tmp_path))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = line.split(" at ")[1].split(" ")[0]
        assert httpx2.get(f"{address}healthz").json() == {"status": "ok"}
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr.read() == ""


def test_serve_without_a_graph_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        run(Settings(store=tmp_path), host="127.0.0.1", port=0)


def test_serve_on_a_port_in_use_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(KgError, match="--port"):
        run(Settings(store=built(tmp_path)), host="127.0.0.1", port=taken.getsockname()[1])
