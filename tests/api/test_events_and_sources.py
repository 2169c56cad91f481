"""Events over time and on the map, outlets, conflicts, paths and annotations, on the invented world."""

from typing import Any

import pytest
from starlette.testclient import TestClient


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    response = client.get(f"/v1/{path}", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def ids(found: Any) -> set[str]:
    return {item["id"] for item in found["items"]}


def test_events_can_be_narrowed_to_a_box_and_a_source(client: TestClient) -> None:
    assert ids(get(client, "events", bbox="22,60,23,61")) == {"arrests", "emergency"}
    assert get(client, "events", bbox="0,0,1,1")["items"] == []
    assert "deployment" in ids(get(client, "events", source="Veldt Courier"))
    assert "emergency" not in ids(get(client, "events", source="Veldt Courier"))


def test_events_are_counted_by_outlet_where_that_is_asked_for(client: TestClient) -> None:
    assert get(client, "events")["facets"] == {}
    counts = get(client, "events", facets="source", limit=1)["facets"]["source"]
    told = {source["name"]: source["event_count"] for source in get(client, "sources")["items"]}
    assert counts == {name: count for name, count in told.items() if count}
    assert [*counts.values()] == sorted(counts.values(), reverse=True)
    for name in counts:
        found = get(client, "events", type="Arrest", facets="source", source=name)
        total = get(client, "events", type="Arrest", facets="source")
        assert found["facets"] == total["facets"]
        assert found["total"]["value"] == found["facets"]["source"].get(name, 0) <= total["total"]["value"]
    assert client.get("/v1/events", params={"facets": "author"}).status_code == 422
    assert "facets" not in get(client, "events", facets="source", format="geojson")


def test_a_box_may_cross_the_180th_meridian(client: TestClient) -> None:
    assert ids(get(client, "events", bbox="170,60,23,61")) == {"arrests", "emergency"}
    assert get(client, "events", bbox="23,60,22,61")["items"] == []


@pytest.mark.parametrize("bbox", ["1,2,3", "a,b,c,d", "0,5,1,4", "0,-91,1,4", "1e9,0,1,1"])
def test_a_wrong_box_is_refused(client: TestClient, bbox: str) -> None:
    assert client.get("/v1/events", params={"bbox": bbox}).status_code == 422


def test_events_as_geojson_have_a_place_or_none(client: TestClient) -> None:
    response = client.get("/v1/events", headers={"Accept": "application/geo+json"})
    assert response.headers["content-type"] == "application/geo+json"
    found = response.json()
    features = {feature["id"].rpartition("/")[2]: feature for feature in found["features"]}
    assert found["type"] == "FeatureCollection"
    assert features["arrests"]["geometry"] == {"type": "Point", "coordinates": [22.75, 60.1]}
    assert features["arrests"]["properties"]["place"] == {"id": "karst", "label": "Karst Harbour"}
    assert features["shots"]["geometry"] is None
    assert client.get("/v1/events?format=geojson").json() == found
    assert client.get("/v1/events", headers={"Accept": "image/png"}).status_code == 406


def test_events_are_counted_over_time_and_undated_ones_apart(client: TestClient) -> None:
    counted = get(client, "events/histogram")
    everything = get(client, "events", limit=200)
    assert counted["total"] == everything["total"]["value"]
    assert {"date": "2031-03-04", "count": 2} in counted["items"]
    assert counted["undated"] == sum(item["start"] is None for item in everything["items"])
    assert sum(one["count"] for one in counted["items"]) + counted["undated"] == counted["total"]
    months = get(client, "events/histogram", bucket="month", participant="solberg")
    assert months["items"] == [{"date": "2031-03", "count": 1}]


def test_events_can_be_counted_by_when_they_were_reported(client: TestClient) -> None:
    reported = get(client, "events/histogram", of="publication", type="Arrest")
    assert reported["items"] == [{"date": "2031-03-04", "count": 1}]


def test_a_timeline_has_events_with_roles_and_lasting_statements(client: TestClient) -> None:
    found = get(client, "entities/roth/timeline")
    assert [(item["kind"], item["start"]) for item in found["items"]] == [("statement", "2029"), ("event", None)]
    assert found["items"][0]["statement"]["property"] == "leads"
    assert (found["items"][1]["event"]["id"], found["items"][1]["roles"]) == ("accusation", ["agent"])
    assert get(client, "entities/roth/timeline", **{"from": "2031"})["items"] == []
    assert client.get("/v1/entities/nobody/timeline").status_code == 404


def test_a_timeline_comes_in_pages(client: TestClient) -> None:
    whole = get(client, "entities/karst/timeline")["items"]
    first = get(client, "entities/karst/timeline", limit=1)
    second = get(client, "entities/karst/timeline", limit=1, cursor=first["next"])
    assert [*first["items"], *second["items"]] == whole[:2]


def test_conflicts_show_both_sides_with_their_sentences(client: TestClient) -> None:
    (conflict,) = get(client, "conflicts")["items"]
    assert (conflict["disputed"], conflict["sources"]) == (True, 2)
    assert [thing["id"] for thing in conflict["subjects"]] == ["arrests"]
    assert {figure["value"] for claim in conflict["claims"] for figure in claim["quantities"]} == {52, 41, 30}
    assert all(claim["sentence"] for claim in conflict["claims"])
    relations = {(r["claim"].rpartition("/")[2], r["relation"]) for r in conflict["relations"]}
    assert relations == {("c1-arrests", "conflictsWith"), ("h2-arrests", "supersedes")}
    assert get(client, "conflicts", about="karst")["total"]["value"] == 1
    assert get(client, "conflicts", about="solberg")["items"] == []
    assert get(client, "conflicts", disputed=False)["items"] == []


def test_paths_have_evidence_at_every_step(client: TestClient) -> None:
    (path, *_) = get(client, "paths", **{"from": "brandt", "to": "veldt"})["items"]
    assert [hop["source"]["id"] for hop in path["hops"]] + [path["hops"][-1]["target"]["id"]] in (
        ["brandt", "request", "pact", "veldt"],
        ["brandt", "norland", "deployment", "veldt"],
    )
    assert all(hop["statements"] and hop["evidence"]["sentence"] for hop in path["hops"])
    assert client.get("/v1/paths?from=brandt&to=nobody").status_code == 404


def test_sources_tell_how_much_they_report(client: TestClient) -> None:
    sources = {item["name"]: item for item in get(client, "sources")["items"]}
    herald = sources["Norland Herald"]
    assert herald["article_count"] == 2
    assert (herald["oldest_article"], herald["newest_article"]) == ("2031-03-04", "2031-03-07")
    assert 0 < herald["exclusive_event_count"] < herald["event_count"]
    assert get(client, "sources/Norland Herald") == herald
    assert {item["id"] for item in get(client, "articles", source="Norland Herald")["items"]} == {
        "herald-1",
        "herald-2",
    }
    assert client.get("/v1/sources/Nobody").status_code == 404


def test_an_article_has_its_text_and_what_was_found_in_it(client: TestClient) -> None:
    article = get(client, "articles/herald-1")
    text = article["text"]
    assert article["title"] == "Arrests after rally in Karst Harbour"
    assert {(a["kind"], a["type"], a["thing"], a["text"]) for a in article["annotations"]} == {
        ("mention", "Group", "dockers", "Dockers"),
        ("trigger", "Protest", "rally", "rallied"),
        ("discarded", "menu", None, "Log in"),
    }
    assert all(text[a["start"] : a["end"]] == a["text"] for a in article["annotations"])


def test_an_article_without_record_has_no_text(client: TestClient) -> None:
    article = get(client, "articles/courier-7")
    assert (article["text"], article["annotations"]) == (None, [])


def test_what_somebody_said_comes_with_its_sentences(client: TestClient) -> None:
    found = get(client, "entities/aker/said")
    assert found["total"]["value"] == len(found["items"]) > 3
    assert {item["attributed_to"]["id"] for item in found["items"]} == {"aker"}
    assert found["items"][0]["article"]["published"] == "2031-03-07"
    assert get(client, "entities/solberg/said")["items"] == []
    assert client.get("/v1/entities/nobody/said").status_code == 404
