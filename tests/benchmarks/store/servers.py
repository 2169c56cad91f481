"""The servers that are measured side by side, each a process of its own on its own copy of the same data."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from pyoxigraph import Store

__all__ = ["newsgraph", "oxigraph", "rdflib_endpoint"]

_OURS = """
import sys
from pathlib import Path
from api.command import run
from api.settings import Settings
settings = Settings(store=Path(sys.argv[1]), query_seconds=float(sys.argv[2]), cache_bytes=int(sys.argv[3]))
run(settings, host="127.0.0.1", port=int(sys.argv[4]))
"""
_RDFLIB = """
import sys
import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
data = Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=data), host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
"""
_SECONDS = 900
"""Until a server must have started: rdflib reads about 12,000 quads a second."""


@contextmanager
def newsgraph(folder: Path, *, seconds: float = 120.0, cache: int = 0) -> Iterator[str]:
    """Our server, which stops queries after `seconds` and evaluates each anew, unless it has a cache of some bytes."""
    with _running([sys.executable, "-c", _OURS, str(folder), str(seconds), str(cache)]) as address:
        yield f"{address}/sparql"


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """Oxigraph's server on a copy, with the union of all graphs as default graph, as ours has it."""
    copy = folder / "graph-of-oxigraph"
    if not copy.exists():
        Store.read_only(str(folder / "graph")).backup(str(copy))
    program = str(Path(sys.executable).with_name("oxigraph"))
    options = ["--location", str(copy), "--union-default-graph", "--bind"]
    with _running([program, "serve-read-only", *options], joined="127.0.0.1:") as address:
        yield f"{address}/query"


@contextmanager
def rdflib_endpoint(folder: Path) -> Iterator[str]:
    """The endpoint of the package rdflib-endpoint, on rdflib's store in memory."""
    with _running([sys.executable, "-c", _RDFLIB, str(folder / "world.nq")]) as address:
        yield f"{address}/"


@contextmanager
def _running(command: list[str], joined: str = "") -> Iterator[str]:
    """A server as a process; the port is the last word of the command, `joined` to what it wants before it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([*command, f"{joined}{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def _await(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            if process.poll() is not None:
                break
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"the server at {address} did not start")
