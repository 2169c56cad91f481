"""Versions of articles over HTTP: an article that is edited twice, on a workspace of its own."""

from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.desk import Desk
from kg.archive.versions import KEPT
from kg.model import Article, ArticleRecord
from kg.pipeline import Workspace
from tests.api.conftest import BASE, settings

TEXTS = (
    "Police arrested twelve people in Bergen on Tuesday. Ola Strand condemned it.",
    "Police arrested fifteen people in Bergen on Tuesday. Ola Strand condemned it.",
    "Police arrested fifteen people in Bergen on Tuesday. Ola Strand condemned it. Shops stayed shut.",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with ExitStack() as stack:
        workspace = Workspace(tmp_path_factory.mktemp("desk"))
        store, archive = stack.enter_context(workspace.store()), stack.enter_context(workspace.archive())
        yield stack.enter_context(closing(Desk(archive, store, workspace.folder)))


@pytest.fixture(scope="module")
def client(desk: Desk) -> Iterator[TestClient]:
    app = create_app(settings(), store=desk.store, records=desk, ingest=desk)
    with TestClient(app, base_url=BASE) as opened:
        for number, text in enumerate(TEXTS):
            title = "Arrests in Bergen" if number else "Arrests"
            sent = {"id": "bergen", "title": title, "text": text, "published": "2023-05-11"}
            assert opened.post("/v1/articles", json=sent).status_code == (200 if number else 201)
        for number in range(KEPT + 3):
            article = Article("often", f"It was edited {number} times.", sha256=str(number))
            desk.archive.put(ArticleRecord(article, extractor="test"), added="2024-05-01T00:00:00+00:00")
        yield opened


def test_versions_are_listed_newest_first_with_what_each_changed(client: TestClient) -> None:
    told = client.get("/v1/articles/bergen/versions").json()
    assert told["total"] == {"value": 3, "relation": "eq"}
    assert told["next"] is None
    third, second, first = told["items"]
    assert [(one["number"], one["is_current"]) for one in told["items"]] == [(3, True), (2, False), (1, False)]
    assert [one["title"] for one in told["items"]] == ["Arrests in Bergen", "Arrests in Bergen", "Arrests"]
    assert [one["characters"] for one in told["items"]] == [len(text) for text in reversed(TEXTS)]
    assert {one["published"] for one in told["items"]} == {"2023-05-11"}
    assert third["added"] >= second["added"] >= first["added"]
    assert len({one["sha256"] for one in told["items"]}) == 3
    assert first["changes"] is None
    assert second["changes"] == {
        "since": 1,
        "sentences_removed": 1,
        "sentences_added": 1,
        "headline": True,
        "figures": True,
        "claims": False,
    }
    assert (third["changes"]["sentences_removed"], third["changes"]["sentences_added"]) == (0, 1)
    assert (third["changes"]["since"], third["changes"]["headline"], third["changes"]["figures"]) == (2, False, False)


def test_a_version_is_its_record(client: TestClient) -> None:
    for number, text in enumerate(TEXTS, 1):
        record = client.get(f"/v1/articles/bergen/versions/{number}").json()
        assert (record["article"]["text"], record["article"]["id"]) == (text, "bergen")
        assert any("iri" in entity for entity in record["entities"]) is (number == 3)
    assert record == client.get("/v1/articles/bergen/record").json()


def test_the_graph_is_of_the_newest_version(client: TestClient) -> None:
    assert client.get("/v1/articles/bergen").json()["text"] == TEXTS[-1]
    (event,) = client.get("/v1/events", params={"type": "Arrest"}).json()["items"]
    (evidence,) = client.get(f"/v1/events/{event['id']}/evidence").json()["items"]
    assert [figure["value"] for figure in evidence["quantities"]] == [15]


def test_changes_are_told_sentence_by_sentence(client: TestClient) -> None:
    told = client.get("/v1/articles/bergen/versions/2/changes").json()
    assert (told["number"], told["since"], told["total"]["value"]) == (2, 1, 1)
    (change,) = told["items"]
    assert change["kind"] == "replaced"
    for side, text in zip(("before", "after"), TEXTS, strict=False):
        (sentence,) = change[side]
        start, end = sentence["offsets"]["sentence"]
        assert sentence["sentence"] == text[start:end] == text.split(" Ola")[0]
    (change,) = client.get("/v1/articles/bergen/versions/3/changes").json()["items"]
    assert (change["kind"], change["before"], change["after"][0]["sentence"]) == ("added", [], "Shops stayed shut.")


def test_the_first_version_changed_nothing(client: TestClient) -> None:
    told = client.get("/v1/articles/bergen/versions/1/changes").json()
    assert (told["since"], told["items"], told["total"]["value"]) == (None, [], 0)


def test_lists_come_in_pages(client: TestClient) -> None:
    numbers, pages, url = list[int](), 0, "/v1/articles/often/versions?limit=20"
    while url:
        answer = client.get(url)
        numbers += [one["number"] for one in answer.json()["items"]]
        url, pages = answer.links.get("next", {}).get("url", ""), pages + 1
    last = KEPT + 3
    assert pages == 3
    assert numbers == [*range(last, last - KEPT, -1), 1]
    oldest_but_one = client.get("/v1/articles/often/versions/4/changes").json()
    assert (oldest_but_one["since"], len(oldest_but_one["items"])) == (1, 1)


def test_changes_come_in_pages(client: TestClient, desk: Desk) -> None:
    for word in ("one", "another"):
        text = " ".join(f"This is {word} {n}. That is {n}." for n in range(5))
        desk.archive.put(ArticleRecord(Article("long", text, sha256=word)))
    first = client.get("/v1/articles/long/versions/2/changes?limit=3")
    assert (len(first.json()["items"]), first.json()["total"]["value"]) == (3, 5)
    rest = client.get(first.links["next"]["url"]).json()
    assert [one["after"][0]["sentence"] for one in rest["items"]] == ["This is another 3.", "This is another 4."]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nowhere/versions", 404),
        ("nowhere/versions/1", 404),
        ("nowhere/versions/1/changes", 404),
        ("bergen/versions/4", 404),
        ("bergen/versions/4/changes", 404),
        ("often/versions/2", 404),
        ("bergen/versions/0", 422),
        ("bergen/versions/first", 422),
        ("bergen/versions?cursor=made-up", 400),
    ],
)
def test_what_is_not_there_is_a_problem(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"/v1/articles/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_server_without_records_says_so(desk: Desk) -> None:
    with TestClient(create_app(settings(), store=desk.store), base_url=BASE) as opened:
        assert opened.get("/v1/articles/bergen/versions").status_code == 501


def test_versions_go_with_their_article(client: TestClient, desk: Desk) -> None:
    desk.add({"id": "gone", "text": "Troops left Riga on Monday."})
    assert client.get("/v1/articles/gone/versions").json()["total"]["value"] == 1
    assert client.delete("/v1/articles/gone").status_code == 204
    assert client.get("/v1/articles/gone/versions/1").status_code == 404
    assert client.get("/v1/articles/gone/versions").status_code == 410
