import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_an_address_gives_its_triples(client: TestClient, accept: str) -> None:
    response = client.get("/id/entity/karst", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == accept
    assert response.headers["vary"].startswith("Accept")
    assert "Karst Harbour" in response.text


def test_an_article_gives_its_whole_graph(client: TestClient) -> None:
    response = client.get("/id/article/herald-1", headers={"Accept": "application/n-triples"})
    assert "claim/h1-arrests-agent" in response.text


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("entity/karst", "/#n=karst~0~0&s=node:karst"),
        ("event/rally", "/#n=rally~0~0~v&s=node:rally"),
        ("article/herald-1", "/"),
    ],
)
def test_browsers_are_led_to_the_explorer(client: TestClient, path: str, location: str) -> None:
    headers = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    response = client.get(f"/id/{path}", headers=headers, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, location)


def test_format_may_stand_in_the_address(client: TestClient) -> None:
    response = client.get("/id/entity/karst?format=nt", headers={"Accept": "text/html"})
    assert response.headers["content-type"].startswith("application/n-triples")


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [("entity/nobody", "text/turtle", 404), ("entity/karst", "image/png", 406), ('entity/<a> b"', "*/*", 404)],
)
def test_what_cannot_be_given_is_a_problem(client: TestClient, path: str, accept: str, status: int) -> None:
    response = client.get(f"/id/{path}", headers={"Accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json")],
)
def test_a_suffix_asks_for_a_format(client: TestClient, suffix: str, media_type: str) -> None:
    response = client.get(f"/id/entity/karst.{suffix}", headers={"Accept": "text/html"})
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["content-location"] == f"/id/entity/karst.{suffix}"
    assert client.get(f"/id/entity/nobody.{suffix}").status_code == 404


def test_a_negotiated_answer_tells_where_it_is_and_what_else_there_is(client: TestClient) -> None:
    response = client.get("/id/entity/karst", headers={"Accept": "text/turtle"})
    assert response.headers["content-location"] == "/id/entity/karst.ttl"
    assert '</id/entity/karst.jsonld>; rel="alternate"; type="application/ld+json"' in response.headers["link"]


def test_the_ontology_is_a_page_and_rdf(client: TestClient) -> None:
    page = client.get("/ontology", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "Arrest" in page.text
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert "kg:Arrest" in turtle.text
    assert client.get("/ontology?format=jsonld").headers["content-type"] == "application/ld+json"
    assert client.get("/ontology", headers={"Accept": "image/png"}).status_code == 406


def test_each_term_of_the_ontology_is_told(client: TestClient) -> None:
    term = client.get("/ontology/Arrest", headers={"Accept": "text/turtle"})
    assert "kg:Arrest" in term.text
    assert "kg:Protest " not in term.text
    led = client.get("/ontology/Arrest", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, "/ontology#Arrest")
    assert client.get("/ontology/Nonsense").status_code == 404
