"""A part of the graph as a page of its own."""

from starlette.testclient import TestClient


def test_page_shows_the_things_and_their_sentences(client: TestClient) -> None:
    things = client.get("/v1/search", params={"q": "Karst Harbour"}).json()["items"]
    near = client.get(f"/v1/entities/{things[0]['id']}/neighbors").json()["nodes"]
    iris = [things[0]["iri"], *(node["iri"] for node in near)]
    answer = client.post("/v1/export/page", json={"ids": iris, "title": "<b>Karst</b>"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "&lt;b&gt;Karst&lt;/b&gt;</h1>" in answer.text
    assert "Dockers rallied on Harbour Square" in answer.text


def test_page_of_nothing_is_refused(client: TestClient) -> None:
    assert client.post("/v1/export/page", json={"ids": []}).status_code == 422
