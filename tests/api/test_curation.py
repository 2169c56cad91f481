"""People's decisions over HTTP: seen at once, told who and why, refused when out of date, undone."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.desk import Desk
from kg.pipeline import Workspace
from tests.api.conftest import BASE, settings

TEXTS = {
    "a-1": "Norwegian Prime Minister Ola Strand visited Riga on Monday. He met police chief Mia Berg.",
    "a-2": "Norwegian Prime Minister Ola Strand visited Porto on Friday.",
    "a-3": "Industrialist Jan Kowal died in Brno on Tuesday.",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    workspace = Workspace(tmp_path_factory.mktemp("curated"))
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder)) as desk,
        TestClient(create_app(settings(), store=store, records=desk, ingest=desk), base_url=BASE) as opened,
    ):
        for id, text in TEXTS.items():
            desk.add({"id": id, "text": text, "published": "2023-05-11"})
        yield opened


def people(client: TestClient, name: str) -> list[Any]:
    found = client.get("/v1/search", params={"q": name, "type": "Person"}).json()["items"]
    return sorted(found, key=lambda item: item["id"])


def local(client: TestClient, article: str, name: str) -> str:
    entities = client.get(f"/v1/articles/{article}/record").json()["entities"]
    return next(f"{article}#{entity['id']}" for entity in entities if entity["name"] == name)


def decided(response: Any, status: int = 201) -> Any:
    assert response.status_code == status, response.text
    return response.json()


def test_a_merge_is_seen_at_once_leads_on_and_can_be_undone(client: TestClient) -> None:
    (strand,), (kowal,) = people(client, "Ola Strand"), people(client, "Jan Kowal")
    merge = {"left": strand["id"], "right": kowal["id"], "why": "one person, two names", "who": "Ann"}
    done = decided(client.post("/v1/merges", json=merge))
    assert done["graphs_changed"] > 0
    (one,) = done["things"]
    assert people(client, "Ola Strand")[0]["id"] == people(client, "Jan Kowal")[0]["id"] == one["id"]
    query = f"SELECT ?name {{ <{one['iri']}> skos:prefLabel|skos:altLabel ?name }}"
    prefix = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    names = client.get("/sparql", params={"query": prefix + query}).json()["results"]["bindings"]
    assert {"Ola Strand", "Jan Kowal"} <= {row["name"]["value"] for row in names}
    for former in {strand["id"], kowal["id"]} - {one["id"]}:
        moved = client.get(f"/v1/entities/{former}", follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (308, f"/v1/entities/{one['id']}")
        moved = client.get(f"/id/entity/{former}", headers={"Accept": "text/turtle"}, follow_redirects=False)
        assert (moved.status_code, moved.headers["location"]) == (308, f"/id/entity/{one['id']}")
    (entry, *_) = client.get("/v1/decisions", params={"about": one["id"]}).json()["items"]
    assert (entry["who"], entry["why"], entry["judgement"]) == ("Ann", "one person, two names", "same")
    undone = decided(client.post(f"/v1/decisions/{done['action']}/undo", json={"why": "a mistake"}), 200)
    assert undone["action"] == done["action"]
    assert [people(client, name)[0]["id"] for name in ("Ola Strand", "Jan Kowal")] == [strand["id"], kowal["id"]]
    assert client.get(f"/v1/entities/{kowal['id']}", follow_redirects=False).status_code == 200
    assert client.post(f"/v1/decisions/{done['action']}/undo", json={}).status_code == 404


def test_a_split_parts_an_article_from_the_rest(client: TestClient) -> None:
    (strand,) = people(client, "Ola Strand")
    part = local(client, "a-2", "Ola Strand")
    members = client.get(f"/v1/entities/{strand['id']}/members").json()["items"]
    assert part in {member["key"] for member in members}
    done = decided(client.post("/v1/splits", json={"thing": strand["id"], "part": [part], "why": "a namesake"}))
    assert len(people(client, "Ola Strand")) == 2
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={"why": "no"}), 200)
    assert len(people(client, "Ola Strand")) == 1


def test_a_lock_keeps_two_apart(client: TestClient) -> None:
    (berg,), (kowal,) = people(client, "Mia Berg"), people(client, "Jan Kowal")
    lock = {"left": berg["id"], "right": kowal["id"], "why": "certainly two"}
    done = decided(client.post("/v1/locks", json=lock))
    refused = client.post("/v1/merges", json=lock)
    assert (refused.status_code, "certainly two" in refused.json()["detail"]) == (422, True)
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={}), 200)


def test_the_review_queue_asks_and_takes_answers(client: TestClient) -> None:
    found = client.get("/v1/review", params={"subject": "entity"}).json()["items"]
    for question in found:
        assert question["left"]["thing"]["label"]
        assert 0 <= question["score"] <= 1
        assert question["why"]
    left, right = (local(client, article, "Ola Strand") for article in ("a-1", "a-2"))
    answer = {"left": left, "right": right, "judgement": "different", "why": "father and son"}
    done = decided(client.post("/v1/review/decisions", json=answer))
    assert len(people(client, "Ola Strand")) == 2
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={}), 200)


def test_a_decision_on_an_older_state_is_refused(client: TestClient) -> None:
    (strand,), (kowal,) = people(client, "Ola Strand"), people(client, "Jan Kowal")
    merge = {"left": strand["id"], "right": kowal["id"], "why": "x"}
    seen = client.get(f"/v1/entities/{strand['id']}").headers["etag"]
    done = decided(client.post("/v1/merges", json=merge, headers={"If-Match": seen}))
    old = client.post(f"/v1/decisions/{done['action']}/undo", json={}, headers={"If-Match": seen})
    assert (old.status_code, old.headers["content-type"]) == (412, "application/problem+json")
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={}, headers={"If-Match": "*"}), 200)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("merges", {"left": "nobody", "right": "nobody-else"}, 404),
        ("merges", {"left": "", "right": "a"}, 422),
        ("splits", {"thing": "nobody", "part": ["a-1"]}, 404),
        ("review/decisions", {"left": "a-1", "right": "a-2", "judgement": "same"}, 422),
        ("review/decisions", {"left": "a-1#e99", "right": "a-9#e1", "judgement": "same"}, 404),
        ("decisions/99/undo", {}, 404),
    ],
)
def test_decisions_about_what_is_not_there_are_refused(client: TestClient, path: str, body: Any, status: int) -> None:
    response = client.post(f"/v1/{path}", json=body)
    assert response.status_code == status, response.text


def asked(client: TestClient, pattern: str) -> bool:
    query = f"PREFIX kg: <https://w3id.org/newsgraph/ontology#> ASK {{ {pattern} }}"
    return bool(client.get("/sparql", params={"query": query}).json()["boolean"])


def test_a_statement_is_rejected_at_once_stays_visible_and_comes_back(client: TestClient) -> None:
    items = client.get("/v1/articles/a-1/claims").json()["items"]
    assert [item["offsets"]["sentence"][0] for item in items] == sorted(i["offsets"]["sentence"][0] for i in items)
    told = next(item for item in items if item["object"] and item["property"] == "destination")
    subject, target = told["subject"]["iri"], told["object"]["iri"]
    pattern = f"<{subject}> kg:destination <{target}>"
    assert asked(client, pattern)
    path = f"/v1/statements/{told['statement']}"
    seen = client.get(f"{path}/evidence").headers["etag"]
    body = {"status": "rejected", "claims": [told["claim"]], "why": "he did not", "who": "Ann"}
    done = decided(client.patch(path, json=body, headers={"If-Match": seen}), 200)
    assert client.patch(path, json=body, headers={"If-Match": seen}).status_code == 412
    assert not asked(client, pattern)
    assert asked(client, f"<{told['claim']}> a kg:RejectedClaim ; kg:judgedBy 'Ann' ; kg:judgedBecause 'he did not'")
    (item,) = client.get(f"{path}/evidence").json()["items"]
    assert (item["judged"]["judgement"], item["judged"]["who"]) == ("rejected", "Ann")
    again = client.get("/v1/articles/a-1/claims").json()["items"]
    assert [i["claim"] for i in again if i["judged"]] == [told["claim"]]
    assert not [
        s
        for s in client.get("/v1/statements", params={"subject": subject}).json()["items"]
        if s["property"] == "destination"
    ]
    (entry, *_) = client.get("/v1/decisions").json()["items"]
    assert (entry["subject"], entry["predicate"], entry["judgement"]) == ("claim", "destination", "rejected")
    assert "Riga" in entry["sentence"]
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={}), 200)
    assert asked(client, pattern)
    decided(client.patch(path, json={"status": "confirmed", "who": "Ann"}), 200)
    assert asked(client, f"<{told['claim']}> a kg:Claim ; kg:judgement 'confirmed' ; kg:confidence 1")


def test_what_an_event_is_can_be_rejected(client: TestClient) -> None:
    items = client.get("/v1/articles/a-3/claims").json()["items"]
    told = next(item for item in items if item["property"] == "type")
    path = f"/v1/statements/{told['statement']}"
    done = decided(client.patch(path, json={"status": "rejected", "why": "he lives"}), 200)
    assert not asked(client, f"<{told['subject']['iri']}> ?any ?thing FILTER(STRSTARTS(STR(?any), STR(kg:)))")
    assert client.get(f"/v1/events/{told['subject']['id']}").status_code == 404
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={}), 200)
    assert client.get(f"/v1/events/{told['subject']['id']}").status_code == 200


def test_an_entity_is_called_otherwise(client: TestClient) -> None:
    (berg,) = people(client, "Mia Berg")
    naming = {"label": "Mia  Bergh", "why": "her own spelling", "who": "Ann"}
    done = decided(client.patch(f"/v1/entities/{berg['id']}", json=naming), 200)
    card = client.get(f"/v1/entities/{berg['id']}").json()
    assert (card["label"], "Mia Berg" in card["aliases"]) == ("Mia Bergh", True)
    assert people(client, "Mia Bergh")[0]["id"] == berg["id"]
    decided(client.post(f"/v1/decisions/{done['action']}/undo", json={}), 200)
    assert client.get(f"/v1/entities/{berg['id']}").json()["label"] == "Mia Berg"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("statements/nonsense", {"status": "rejected"}, 404),
        ("statements/WyJlbnRpdHkvbm9ib2R5IiwibWVtYmVyT2YiLG51bGwsIngiXQ", {"status": "rejected"}, 404),
        ("statements/nonsense", {"status": "perhaps"}, 422),
        ("entities/nobody", {"label": "Anybody"}, 404),
        ("entities/nobody", {"label": ""}, 422),
    ],
)
def test_judging_what_is_not_there_is_refused(client: TestClient, path: str, body: Any, status: int) -> None:
    response = client.patch(f"/v1/{path}", json=body)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_a_deleted_article_is_gone(client: TestClient) -> None:
    client.post("/v1/articles", json={"id": "gone-1", "text": "Petra Novak resigned in Lund on Friday."})
    (novak,) = people(client, "Petra Novak")
    assert client.delete("/v1/articles/gone-1").status_code == 204
    assert client.delete("/v1/articles/gone-1").status_code == 410
    assert client.delete("/v1/articles/never-1").status_code == 404
    for path in (
        f"/v1/entities/{novak['id']}",
        f"/id/entity/{novak['id']}",
        "/v1/articles/gone-1",
        "/id/article/gone-1",
    ):
        response = client.get(path, headers={"Accept": "application/json"}, follow_redirects=False)
        assert (path, response.status_code) == (path, 410)
        assert response.headers["content-type"] == "application/problem+json"
    client.post("/v1/articles", json={"id": "gone-1", "text": "Petra Novak resigned in Lund on Friday."})
    assert client.get(f"/v1/entities/{novak['id']}").status_code == 200
    assert client.get("/v1/articles/gone-1").status_code == 200
