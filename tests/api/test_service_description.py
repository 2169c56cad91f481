"""The W3C's tests of service descriptions, in every format and with updates on and off.

The manifest names the tests in words; what they ask is in https://www.w3.org/TR/sparql11-service-description/ , whose
classes, properties and named things are listed here.
"""

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from starlette.testclient import TestClient

from api.service_description import DESCRIPTIONS, describe_service
from tests.api.w3c import SUITE, absent, listed

ENDPOINT = "http://localhost/sparql"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = "http://www.w3.org/ns/formats/"
KNOWN_FORMATS = set(
    "JSON-LD N3 N-Triples N-Quads RDFa RDF_JSON RDF_XML SPARQL_Results_XML SPARQL_Results_JSON SPARQL_Results_CSV "
    "SPARQL_Results_TSV Turtle TriG".split()
)
PROPERTIES = {
    "endpoint": ("Service", None),
    "feature": ("Service", {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs"}),
    "supportedLanguage": ("Service", {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}),
    "resultFormat": ("Service", KNOWN_FORMATS),
    "inputFormat": ("Service", KNOWN_FORMATS),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
}
"""The domain of each property that we use, and its range: a class, or the things it may be."""
MANIFEST = SUITE / "service-description/manifest.ttl"


def described(client: TestClient, media_type: str) -> Graph:
    answer = client.get("/sparql", headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    quads = parse(
        answer.content, RdfFormat.from_media_type(media_type)
    )  # rdflib's own reader of JSON-LD warns of itself
    return Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")


def check_returns_rdf(graph: Graph) -> None:
    assert len(graph)


def check_has_endpoint_triple(graph: Graph) -> None:
    assert list(graph.subjects(RDF.type, SD.Service)) == list(graph.subjects(SD.endpoint, URIRef(ENDPOINT)))
    assert len(list(graph.objects(None, SD.endpoint))) == 1


def check_conforms_to_schema(graph: Graph) -> None:
    for subject, predicate, target in graph:
        if predicate == RDF.type:
            assert target in (SD.Service, SD.Dataset, SD.Graph)
            continue
        domain, range_ = PROPERTIES[str(predicate).removeprefix(str(SD))]
        assert (subject, RDF.type, SD[domain]) in graph
        if isinstance(range_, str):
            assert isinstance(target, BNode)
            assert (target, RDF.type, SD[range_]) in graph
        elif range_ is not None:
            assert str(target).removeprefix(str(SD)).removeprefix(FORMATS) in range_


CHECKS = {
    "returns-rdf": check_returns_rdf,
    "has-endpoint-triple": check_has_endpoint_triple,
    "conforms-to-schema": check_conforms_to_schema,
}


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("media_type", DESCRIPTIONS)
def test_the_service_is_described_as_the_standard_says(client: TestClient, media_type: str, name: str) -> None:
    CHECKS[name](described(client, media_type))


@pytest.mark.parametrize("updates", [False, True])
def test_updates_are_described_where_they_are_on(updates: bool) -> None:
    graph = Graph().parse(data=describe_service(ENDPOINT, "turtle", updates=updates), format="turtle")
    check_conforms_to_schema(graph)
    languages = set(graph.objects(None, SD.supportedLanguage))
    assert languages == {SD.SPARQL11Query, *([SD.SPARQL11Update] if updates else [])}


@pytest.mark.parametrize("name", listed(MANIFEST) if MANIFEST.exists() else absent("service description tests"))
def test_all_tests_of_the_manifest_are_done(name: str) -> None:
    assert name in CHECKS
