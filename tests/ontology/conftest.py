"""The ontology's files, parsed once; tests that change a graph copy it first."""

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from ontology import FOLDER


def _parsed(name: str) -> Graph:
    return Graph(bind_namespaces="none").parse(data=(FOLDER / name).read_text("utf-8"), format="turtle")


@pytest.fixture(scope="session")
def newsgraph() -> Graph:
    return _parsed("newsgraph.ttl")


@pytest.fixture(scope="session")
def alignments() -> Graph:
    return _parsed("alignments.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return _parsed("shapes.ttl")


@pytest.fixture(scope="session")
def example_trig() -> str:
    return (FOLDER / "questions" / "example.trig").read_text("utf-8")


@pytest.fixture(scope="session")
def example(example_trig: str) -> Graph:
    """The union of the example's graphs. Oxigraph reads the TriG: rdflib's own reader warns of itself."""
    triples = {quad.triple for quad in parse(example_trig, format=RdfFormat.TRIG)}
    return Graph().parse(data=b"".join(f"{triple} .\n".encode() for triple in triples), format="nt")
