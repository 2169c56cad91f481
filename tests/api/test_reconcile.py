"""Reconciliation as OpenRefine does it: manifest, batch, suggest, preview, extend; answers checked for shape."""

import json
import random
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from api.matching import find_candidates
from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import KG, RDF, SKOS
from kg.store import MEMORY, open_store
from tests.api.reconciliation import (
    EXTEND_QUERY,
    EXTEND_RESPONSE,
    MANIFEST,
    PROPOSED_PROPERTIES,
    QUERY_BATCH,
    RESULT_BATCH,
    SUGGESTED_ENTITIES,
    SUGGESTED_PROPERTIES,
    SUGGESTED_TYPES,
)


def reconcile(client: TestClient, **queries: Any) -> Any:
    jsonschema.validate(queries, QUERY_BATCH)
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    jsonschema.validate(response.json(), RESULT_BATCH)
    return {key: answer["result"] for key, answer in response.json().items()}


def test_the_manifest_says_what_there_is(client: TestClient) -> None:
    jsonschema.validate(client.get("/reconcile").json(), MANIFEST)


def test_a_column_is_matched(client: TestClient) -> None:
    found = reconcile(
        client,
        q0={"query": "Karst Harbour", "type": "Place"},
        q1={"query": "Brandt, Ida"},
        q2={"query": "Nils Acker"},
        q3={"query": "Somebody Else Entirely"},
        q4={"query": ""},
    )
    assert [(found[key][0]["id"], found[key][0]["match"]) for key in ("q0", "q1")] == [
        ("karst", True),
        ("brandt", True),
    ]
    assert found["q2"][0]["id"] == "aker"
    assert not any(result["match"] for result in (*found["q3"], *found["q4"]))


def test_a_type_and_a_property_decide(client: TestClient) -> None:
    found = reconcile(
        client,
        strict={"query": "Karst Harbour", "type": "Person", "type_strict": "all"},
        preferred={"query": "Karst Harbour", "type": "Person", "type_strict": "should"},
        other={"query": "Hana Roth", "properties": [{"pid": "leads", "v": {"id": "union", "name": "Dockers' Union"}}]},
        wrong={"query": "Hana Roth", "properties": [{"pid": "leads", "v": "Northern Pact"}]},
    )
    assert found["strict"] == []
    assert (found["preferred"][0]["id"], found["preferred"][0]["match"]) == ("karst", False)
    assert found["other"][0]["score"] > found["wrong"][0]["score"]


def test_queries_may_come_in_the_address(client: TestClient) -> None:
    answer = client.get(
        "/reconcile", params={"queries": json.dumps({"q": {"query": "Karst Harbour", "limit": 1}})}
    ).json()
    assert len(answer["q"]["result"]) == 1


@pytest.mark.parametrize(
    ("form", "status"),
    [({}, 400), ({"queries": "{"}, 400), ({"queries": "[]"}, 400), ({"extend": "{}"}, 400)],
)
def test_what_is_no_query_is_refused(client: TestClient, form: dict[str, str], status: int) -> None:
    assert client.post("/reconcile", data=form).status_code == status


def test_a_batch_is_bounded(client: TestClient) -> None:
    batch = {f"q{number}": {"query": "a"} for number in range(101)}
    assert client.post("/reconcile", data={"queries": json.dumps(batch)}).status_code == 413


def fetch(client: TestClient, path: str, schema: dict[str, Any]) -> Any:
    answer = client.get(f"/reconcile/{path}").json()
    jsonschema.validate(answer, schema)
    return answer


def test_things_types_and_properties_are_suggested(client: TestClient) -> None:
    things = fetch(client, "suggest/entity?prefix=karst", SUGGESTED_ENTITIES)["result"]
    assert {"id": "karst", "name": "Karst Harbour"}.items() <= things[0].items()
    types = fetch(client, "suggest/type?prefix=pe", SUGGESTED_TYPES)["result"]
    assert {"id": "Person", "name": "Person"} in types
    found = fetch(client, "suggest/property?prefix=head", SUGGESTED_PROPERTIES)["result"]
    assert {one["id"] for one in found} >= {"headOfState", "headOfGovernment", "headquarteredIn"}


@pytest.mark.parametrize("query", ["type=Person&limit=3", "limit=3"])
def test_properties_are_proposed(client: TestClient, query: str) -> None:
    proposed = fetch(client, f"properties?{query}", PROPOSED_PROPERTIES)
    assert proposed["limit"] == len(proposed["properties"]) == 3


def test_more_candidates_than_are_given_may_be_asked_for(client: TestClient) -> None:
    assert len(reconcile(client, q={"query": "a", "limit": 5000})["q"]) <= 50


@pytest.mark.parametrize(
    ("message", "schema"),
    [
        ({"versions": ["0.1"], "name": "a", "identifierSpace": "http://a", "schemaSpace": "http://a"}, MANIFEST),
        ({"q": {"query": "a", "types": ["b"]}}, QUERY_BATCH),
        ({"q": {"type": "b"}}, QUERY_BATCH),
        ({"q": {"properties": []}}, QUERY_BATCH),
        ({"q": [{"id": "a", "name": "b", "score": 1}]}, RESULT_BATCH),
        ({"q": {"result": [{"id": "a", "name": "b", "match": True, "type": []}]}}, RESULT_BATCH),
        ({"rows": {"a": {"b": [{"date": "2031-03-03"}]}}, "meta": []}, EXTEND_RESPONSE),
        ({"rows": {"a": {"b": [{"str": "x", "float": 1.0}]}}, "meta": []}, EXTEND_RESPONSE),
    ],
)
def test_the_schemas_refuse_what_the_specification_does_not_allow(message: Any, schema: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(message, schema)


def test_a_preview_is_a_small_page(client: TestClient) -> None:
    response = client.get("/reconcile/preview?id=karst")
    assert "Karst Harbour" in response.text
    assert "script" not in response.text
    assert client.get("/reconcile/preview?id=nobody").status_code == 404


def test_columns_are_added(client: TestClient) -> None:
    wanted = {
        "ids": ["karst", "roth", "event/arrests", "nobody"],
        "properties": [{"id": name} for name in ("country", "latitude", "leads", "start", "agent")],
    }
    jsonschema.validate(wanted, EXTEND_QUERY)
    response = client.post("/reconcile", data={"extend": json.dumps(wanted)})
    jsonschema.validate(response.json(), EXTEND_RESPONSE)
    rows = response.json()["rows"]
    assert (rows["karst"]["country"], rows["karst"]["latitude"]) == ([{"str": "XN"}], [{"float": 60.1}])
    assert rows["roth"]["leads"] == [{"id": "union", "name": "Dockers' Union"}]
    assert rows["event/arrests"]["start"] == [{"date": "2031-03-03T00:00:00Z"}]
    assert not any(rows["nobody"].values())
    bad = {"ids": [], "properties": [{"id": "nonsense"}]}
    assert client.post("/reconcile", data={"extend": json.dumps(bad)}).status_code == 400


FIRST = (
    "Anna Boris Clara David Elena Farid Greta Hamid Irina Jonas Karin Lukas Maria Nadia Oscar Petra Rosa Stefan".split()
)
LAST = (
    "Almgren Bakirov Castellano Dvorak Eriksen Fontaine Grabowski Hakimov Ivanchuk Jankowski Kovalenko Lindqvist "
    "Moreau Nikolaidis Oyelaran Petrosyan Quintero Rasmussen Sokolova Takahashi Ulbricht Villanueva Wojcik Zhumabayev"
).split()


def misspelt(name: str, chance: random.Random) -> str:
    """A letter doubled, dropped or changed, the parts turned round, or an initial: as in tables that people keep."""
    kind = chance.randrange(6)
    place = chance.randrange(2, len(name) - 1)
    if kind == 0:
        return name[:place] + name[place] + name[place:]
    if kind == 1:
        return name[:place] + name[place + 1 :]
    if kind == 2:
        return name[:place] + chance.choice("aeiounrst") + name[place + 1 :]
    if kind == 3:
        return ", ".join(reversed(name.split(" ", 1)))
    return name if kind == 4 else name.upper()


def test_a_thousand_misspelt_names_are_found() -> None:
    chance = random.Random(7)
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    graph = "https://newsgraph.example/id/graph/entities"
    quads = []
    for number, name in enumerate(names):
        me = iri(f"https://newsgraph.example/id/entity/p{number}")
        quads.append(Quad(me, SKOS.term("prefLabel"), literal(name), iri(graph)))
        quads.append(Quad(me, RDF.term("type"), KG.term("Person"), iri(graph)))
    with open_store(MEMORY) as store:
        store.writer().apply({graph: quads})
        view = store.view()
        column = [chance.randrange(len(names)) for _ in range(1000)]
        right = 0
        for number in column:
            found = find_candidates(view, misspelt(names[number], chance), types=["Person"], limit=1)
            right += bool(found) and found[0].node.iri.endswith(f"/p{number}")
    assert right >= 950
