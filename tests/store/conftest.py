"""Stores for tests: one test parameter a backend, and the invented world of `ontology/questions/example.trig`."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.rdf.quads import Quad
from kg.store import MEMORY, Store, open_store
from kg.store.view import View
from ontology import FOLDER

Open = Callable[[], Store]


@cache
def example() -> dict[str, tuple[Quad, ...]]:
    trig = (FOLDER / "questions" / "example.trig").read_text(encoding="utf-8")
    graphs: dict[str, list[Quad]] = {}
    for quad in parse(trig, format=RdfFormat.TRIG):  # rdflib's reader of TriG warns of itself
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        graphs.setdefault(quad.graph_name.value, []).append(Quad(*map(str, terms)))
    return {graph: tuple(sorted(quads)) for graph, quads in sorted(graphs.items())}


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each backend."""
    with open_store(MEMORY if request.param == "memory" else tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def graphs() -> dict[str, tuple[Quad, ...]]:
    return example()


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    """The invented world, for reading."""
    with open_store(MEMORY) as opened:
        opened.writer().apply(example())
        yield opened


@pytest.fixture(scope="module")
def view(world: Store) -> View:
    return world.view()
