"""The REST resources: shapes, paging, and what is answered to mistakes."""

from typing import Any

import pytest
from starlette.testclient import TestClient


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    response = client.get(f"/v1/{path}", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def test_search_gives_things_with_label_type_and_description(client: TestClient) -> None:
    found = get(client, "search", q="aker")
    (hit,) = [item for item in found["items"] if item["kind"] == "entity"]
    assert {key: hit[key] for key in ("id", "iri", "label", "type", "description")} == {
        "id": "aker",
        "iri": "https://newsgraph.example/id/entity/aker",
        "label": "Nils Aker",
        "type": "Person",
        "description": "spokesman",
    }
    assert found["facets"]["type"]["Person"] == 1
    assert found["total"] == {"value": len(found["items"]), "relation": "eq"}


def test_search_tells_the_matching_alias(client: TestClient) -> None:
    assert get(client, "search", q="port city", limit=1)["items"][0]["matched"] == "the port city"


def test_entity_has_names_links_and_facts(client: TestClient) -> None:
    norland = get(client, "entities/norland")
    assert (norland["country"], norland["latitude"], norland["same_as"]) == (
        "XN",
        61.5,
        ["https://places.example/norland"],
    )
    assert norland["article_count"] >= 1
    (fact,) = get(client, "entities/aker")["facts"]
    assert (fact["property"], fact["value"], fact["evidence_count"]) == ("holdsPosition", "spokesman", 1)


def test_relations_count_by_property_and_direction(client: TestClient) -> None:
    relations = get(client, "entities/karst/relations")
    assert relations["label"] == "Karst Harbour"
    assert {"property": "locatedIn", "direction": "out", "count": 1} in relations["relations"]


def test_neighbors_give_nodes_and_edges_with_evidence_counts(client: TestClient) -> None:
    found = get(client, "entities/karst/neighbors", property="locatedIn", direction="out")
    assert [node["id"] for node in found["nodes"]] == ["norland"]
    (edge,) = found["edges"]
    assert (edge["source"], edge["target"], edge["property"]) == ("karst", "norland", "locatedIn")
    assert (edge["evidence_count"], edge["confidence"], edge["factuality"]) == (1, 0.97, "asserted")


def test_neighbors_come_in_pages(client: TestClient) -> None:
    total = get(client, "entities/karst/neighbors")["total"]["value"]
    seen, cursor = [], None
    while True:
        page = get(client, "entities/karst/neighbors", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [edge["id"] for edge in page["edges"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == total > 2


def test_evidence_of_an_edge_leads_to_the_sentence(client: TestClient) -> None:
    (edge,) = get(client, "entities/karst/neighbors", property="locatedIn", direction="out")["edges"]
    (item,) = get(client, f"statements/{edge['id']}/evidence")["items"]
    assert item["sentence"].startswith("Dockers rallied on Harbour Square")
    assert item["offsets"] == {"unit": "codepoint", "sentence": [38, 146]}
    assert (item["article"]["id"], item["article"]["published"]) == ("herald-1", "2031-03-04")
    assert item["extraction"]["confidence"] == 0.97
    assert item["factuality"] == "asserted"


def test_evidence_of_a_literal_fact(client: TestClient) -> None:
    (fact,) = get(client, "entities/aker")["facts"]
    assert get(client, f"statements/{fact['id']}/evidence")["items"][0]["value"] == "spokesman"


def test_statements_about_a_subject_are_plain_and_labelled(client: TestClient) -> None:
    found = get(client, "statements", subject="brandt")
    (statement,) = [item for item in found["items"] if item["property"] == "headOfState"]
    assert (statement["subject"]["label"], statement["object"]["label"]) == ("Ida Brandt", "Norland")


def test_events_can_be_narrowed_by_time_and_participant(client: TestClient) -> None:
    assert [item["id"] for item in get(client, "events", **{"from": "2031-03-10"})["items"]] == ["emergency", "visit"]
    assert [item["id"] for item in get(client, "events", participant="solberg")["items"]] == ["visit"]


def test_event_has_roles_figures_and_evidence(client: TestClient) -> None:
    event = get(client, "events/arrests")
    assert (event["kind"], event["type"], event["start"]) == ("event", "Arrest", "2031-03-03")
    roles = {(role["role"], (role["entity"] or {}).get("label") or role["text"]) for role in event["roles"]}
    assert ("agent", "Norland Police") in roles
    assert not any(role["role"] in ("startDate", "endDate", "type") for role in event["roles"])
    values = {figure["value"] for figure in event["quantities"]}
    assert values >= {52, 41, 30}
    assert {item["attributed_to"]["label"] for item in event["evidence"] if item["attributed_to"]} >= {"Nils Aker"}
    assert any(item["conflicts_with"] for item in event["evidence"])


def test_event_opens_like_an_entity(client: TestClient) -> None:
    relations = get(client, "events/rally/relations")["relations"]
    assert {"property": "place", "direction": "out", "count": 1} in relations
    assert "square" in {node["id"] for node in get(client, "events/rally/neighbors")["nodes"]}


def test_subgraph_joins_entities_and_events(client: TestClient) -> None:
    response = client.post("/v1/subgraph", json={"ids": ["event/rally", "dockers", "square"]})
    assert {(edge["source"], edge["property"], edge["target"]) for edge in response.json()["edges"]} == {
        ("rally", "agent", "dockers"),
        ("rally", "place", "square"),
    }


def test_articles_are_listed_and_described(client: TestClient) -> None:
    items = get(client, "articles")["items"]
    assert [item["published"] for item in items] == sorted((item["published"] for item in items), reverse=True)
    assert {item["id"] for item in get(client, "articles", about="aker")["items"]} <= {item["id"] for item in items}
    assert get(client, "articles/herald-1")["title"] == "Arrests after rally in Karst Harbour"
    assert get(client, "entities/aker/articles") == get(client, "articles", about="aker")


def test_record_comes_from_the_archive(client: TestClient) -> None:
    assert get(client, "articles/herald-1/record")["article"]["text"].startswith("Dockers rallied.")
    assert client.get("/v1/articles/nothing/record").status_code == 404


def test_meta_counts_and_gives_examples(client: TestClient) -> None:
    meta = get(client, "meta")
    assert meta["counts"]["articles"] == 4
    assert len(meta["examples"]) == 3
    assert meta["writable"] is True


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json", "/docs", "/"])
def test_plain_pages_answer(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "name", "hint"),
    [
        ("/v1/entities/nobody", 404, "not-found", "entity/nobody"),
        ("/v1/events/nothing", 404, "not-found", "event/nothing"),
        ("/v1/articles/nothing", 404, "not-found", "article/nothing"),
        ("/v1/statements/nothing/evidence", 404, "not-found", "statement"),
        ("/v1/statements", 422, "unprocessable", "subject"),
        ("/v1/entities/karst/neighbors?property=locatedin", 422, "unknown-term", "locatedIn"),
        ("/v1/entities/karst/neighbors?cursor=%21", 400, "bad-request", "cursor"),
        ("/v1/entities/karst/neighbors?limit=0", 422, "invalid-request", "/query/limit"),
        ("/v1/events?from=yesterday", 422, "invalid-request", "/query/from"),
        ("/v1/nothing", 404, "not-found", "/v1/nothing"),
        ("/nothing", 404, "not-found", "/nothing"),
    ],
)
def test_mistakes_are_answered_with_problems(client: TestClient, path: str, status: int, name: str, hint: str) -> None:
    response = client.get(path)
    problem = response.json()
    assert (response.status_code, problem["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"].rpartition("/")[2].startswith(name)
    assert hint in problem["detail"]
    assert problem["instance"] == path.partition("?")[0]


def test_an_unchanged_state_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/entities/karst")
    again = client.get("/v1/entities/karst", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/v1/entities/karst", headers={"If-None-Match": 'W/"old"'}).status_code == 200


def test_long_answers_are_compressed(client: TestClient) -> None:
    assert client.get("/v1/events", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_all_entities_can_be_gone_through(client: TestClient) -> None:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = get(client, "entities", limit=4, **cursor)
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert seen == sorted(set(seen))
    assert len(seen) == page["total"]["value"]
    people = get(client, "entities", type="Person", limit=200)
    assert {item["type"] for item in people["items"]} == {"Person"}
    assert people["total"]["value"] == len(people["items"]) < len(seen)


def test_a_statement_is_told_by_its_id(client: TestClient) -> None:
    (edge,) = get(client, "entities/karst/neighbors", property="locatedIn", direction="out")["edges"]
    told = get(client, f"statements/{edge['id']}")
    assert (told["id"], told["subject"]["id"], told["property"]) == (edge["id"], "karst", "locatedIn")
    assert told["object"]["label"]
    (fact,) = get(client, "entities/aker")["facts"]
    assert get(client, f"statements/{fact['id']}")["value"] == "spokesman"
    assert client.get("/v1/statements/bm8").status_code == 404


def test_a_subgraph_can_be_placed(client: TestClient) -> None:
    ids = ["event/rally", "dockers", "square"]
    plain = client.post("/v1/subgraph", json={"ids": ids}).json()
    placed = client.post("/v1/subgraph", json={"ids": ids, "layout": True}).json()
    assert plain["places"] is None
    assert placed["nodes"] == plain["nodes"]
    assert set(placed["places"]) == {node["iri"] for node in placed["nodes"]}
    assert len({tuple(place) for place in placed["places"].values()}) == 3
    many = {"ids": [f"none{number}" for number in range(301)], "layout": True}
    assert client.post("/v1/subgraph", json=many).status_code == 422


def test_an_article_names_those_that_repeat_it(client: TestClient) -> None:
    copies = {item["id"]: get(client, f"articles/{item['id']}") for item in get(client, "articles")["items"]}
    repeating = {id: told["copy_of"]["id"] for id, told in copies.items() if told["copy_of"]}
    repeated = {(copy["id"], id) for id, told in copies.items() for copy in told["copies"]}
    assert set(repeating.items()) == repeated
