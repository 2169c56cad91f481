"""Searching over HTTP: what each result tells, paging, and what is refused."""

from collections import Counter
from typing import Any

import pytest
from starlette.testclient import TestClient


def search(client: TestClient, **parameters: Any) -> Any:
    response = client.get("/v1/search", params=parameters)
    assert response.status_code == 200, response.text
    return response.json()


def marked(hit: dict[str, Any]) -> list[str]:
    """The highlighted parts of what matched."""
    text = hit["matched"] or hit["label"]
    return [text[part["start"] : part["end"]] for part in hit["highlights"]]


def test_a_name_is_highlighted_where_it_matched(client: TestClient) -> None:
    by_label, by_alias = search(client, q="nils ak")["items"][0], search(client, q="PORT ci")["items"][0]
    assert (by_label["matched"], by_label["field"], marked(by_label)) == (None, "names", ["Nils", "Ak"])
    assert (by_alias["matched"], marked(by_alias)) == ("the port city", ["port", "ci"])


def test_sentences_and_headlines_lead_to_their_article(client: TestClient) -> None:
    found = search(client, q="dockers", field=["headlines", "sentences"])
    assert found["items"]
    for hit in found["items"]:
        assert (hit["kind"], hit["type"]) == ("article", "Article")
        assert marked(hit)[0].casefold() == "dockers"
        assert (hit["passage"] is not None) == (hit["field"] == "sentences")
        assert client.get(f"/v1/articles/{hit['id']}").status_code == 200
    assert found["facets"]["type"] == {"Article": found["total"]["value"]}


def test_texts_are_counted_by_outlet_where_that_is_asked_for(client: TestClient) -> None:
    asked = {"q": "dockers", "field": ["headlines", "sentences"], "limit": 200}
    found = search(client, **asked, facets="source")
    outlets = [client.get(f"/v1/articles/{hit['id']}").json()["publisher"] for hit in found["items"]]
    assert len(set(outlets)) > 1
    assert found["facets"]["source"] == Counter(outlets)
    assert [*found["facets"]["source"].values()] == sorted(found["facets"]["source"].values(), reverse=True)
    assert search(client, **asked)["facets"] == {"type": found["facets"]["type"]}
    assert search(client, **asked, facets="source", type="Article")["facets"]["source"] == Counter(outlets)
    assert search(client, **asked, facets="source", type="Person")["facets"]["source"] == {}
    assert search(client, q="dockers", facets="source")["facets"]["source"] == {}
    assert client.get("/v1/search", params={"q": "a", "facets": "author"}).status_code == 422


def test_a_box_gives_what_lies_in_it(client: TestClient) -> None:
    found = search(client, bbox="22,60,23,61")["items"]
    assert "karst" in {hit["id"] for hit in found}
    assert search(client, bbox="0,0,1,1")["total"] == {"value": 0, "relation": "eq"}
    assert {hit["id"] for hit in search(client, q="karst", bbox="22,60,23,61", type="Place")["items"]} == {"karst"}


def test_pages_follow_one_another(client: TestClient) -> None:
    everything = [hit["iri"] for hit in search(client, q="a", limit=200)["items"]]
    seen: list[str] = []
    page: dict[str, Any] = {"next": ""}
    while page["next"] is not None:
        page = search(client, q="a", limit=3, **({"cursor": page["next"]} if page["next"] else {}))
        seen += [hit["iri"] for hit in page["items"]]
    assert seen == everything
    assert len(everything) > 3


@pytest.mark.parametrize(
    "parameters",
    [{}, {"q": "a", "field": "texts"}, {"bbox": "1,2,3"}, {"bbox": "0,10,1,-10"}, {"q": "a" * 201}],
)
def test_what_cannot_be_searched_for_is_refused(client: TestClient, parameters: dict[str, str]) -> None:
    response = client.get("/v1/search", params=parameters)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("text", ["", "*", '"', "a AND", "NEAR(", "name:x", "\x00", "﷽" * 50, "-- ;", "😀"])
def test_no_text_is_taken_for_a_query(client: TestClient, text: str) -> None:
    assert search(client, q=text)["total"]["value"] >= 0


@pytest.mark.parametrize("type", ['"', "a\0b", '") OR name : ("a', ""])
def test_a_type_is_never_taken_for_syntax(client: TestClient, type: str) -> None:
    response = client.get("/v1/search", params={"q": "a", "type": type})
    assert response.status_code == 200
    assert response.json()["items"] == []
