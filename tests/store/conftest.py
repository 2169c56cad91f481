"""Stores for tests: one test parameter a backend, and the invented world of `ontology/questions/example.trig`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.rdf.quads import Quad
from kg.store import MEMORY, Store, open_store
from kg.store.view import View
from ontology import FOLDER
from tests.store.serving import serving

Open = Callable[[], Store]


@cache
def example() -> dict[str, tuple[Quad, ...]]:
    trig = (FOLDER / "questions" / "example.trig").read_text(encoding="utf-8")
    graphs: dict[str, list[Quad]] = {}
    for quad in parse(trig, format=RdfFormat.TRIG):  # rdflib's reader of TriG warns of itself
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        graphs.setdefault(quad.graph_name.value, []).append(Quad(*map(str, terms)))
    return {graph: tuple(sorted(quads)) for graph, quads in sorted(graphs.items())}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a SPARQL server: Oxigraph's own, as a process."""
    with serving(tmp_path_factory.mktemp("server")) as address:
        yield address


@pytest.fixture(params=["memory", "folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each backend."""
    if request.param == "remote":
        location = request.getfixturevalue("server")
        httpx.post(f"{location}/update", content=b"DROP ALL", headers={"Content-Type": "application/sparql-update"})
    else:
        location = MEMORY if request.param == "memory" else tmp_path / "data"
    with open_store(location) as opened:
        yield opened


@pytest.fixture
def graphs() -> dict[str, tuple[Quad, ...]]:
    return example()


@pytest.fixture(scope="module", params=["memory", "remote"])
def world(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The invented world, for reading: answers must not depend on where it is kept."""
    with ExitStack() as stack:
        location = MEMORY if request.param == "memory" else stack.enter_context(serving(None))
        opened = stack.enter_context(open_store(location))
        opened.writer().apply(example())
        yield opened


@pytest.fixture(scope="module")
def view(world: Store) -> View:
    return world.view()
