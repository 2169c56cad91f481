"""Exports and dossiers over HTTP."""

import json

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.app import create_app
from kg.export import FORMATS
from kg.rdf.quads import Quad
from kg.rdf.terms import SKOS
from kg.store import MEMORY, Store, open_store
from tests.api.conftest import BASE, settings


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_offered_under_its_media_type(client: TestClient, form: str) -> None:
    response = client.get("/v1/export", params={"format": form})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == FORMATS[form].media_type.partition(";")[0]
    assert f'filename="newsgraph-{form}.' in response.headers["content-disposition"]
    assert response.content


def test_an_export_can_be_narrowed(client: TestClient) -> None:
    one = client.get("/v1/export", params={"format": "nodes", "id": "karst"}).text.splitlines()
    assert (len(one), "Karst Harbour" in one[1]) == (2, True)
    events = client.get("/v1/export", params={"format": "events", "type": "Arrest"}).text.splitlines()
    assert len(events) == 2
    assert client.get("/v1/export", params={"format": "nodes", "id": "nobody"}).status_code == 404
    assert client.get("/v1/export", params={"format": "docx"}).status_code == 422


def test_nquads_hold_everything(client: TestClient, world: Store) -> None:
    body = client.get("/v1/export?format=nq").content
    assert len(list(parse(body, format=RdfFormat.N_QUADS))) == world.count()


def test_records_come_a_line_each(client: TestClient) -> None:
    lines = client.get("/v1/export/articles").text.splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["herald-1"]


@pytest.mark.parametrize("path", ["entities/karst/dossier", "events/arrests/dossier", "export?format=html&id=karst"])
def test_pages_stand_alone_and_are_kept_in_a_sandbox(client: TestClient, path: str) -> None:
    response = client.get(f"/v1/{path}")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"].startswith("sandbox")
    assert "Karst Harbour" in response.text
    assert "http-equiv" in response.text
    assert client.get("/v1/entities/nobody/dossier").status_code == 404


def test_what_is_wrong_is_told_before_the_answer_begins() -> None:
    with open_store(MEMORY) as store:
        bare = "<https://newsgraph.example/id/event/bare>"
        label = Quad(bare, SKOS.term("prefLabel"), '"Bare"', "<https://newsgraph.example/id/graph/entities>")
        store.writer().apply({"https://newsgraph.example/id/graph/entities": [label]})
        with TestClient(create_app(settings(), store=store), base_url=BASE) as client:
            response = client.get("/v1/export", params={"format": "events", "id": "event/bare"})
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
