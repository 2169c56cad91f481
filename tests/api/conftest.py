"""The application on the invented world of `ontology/questions/example.trig`; one for all tests that only read."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.app import create_app
from api.ports import Ingested
from api.settings import Settings
from kg.archive import Version
from kg.errors import InputError, NotFound
from kg.model import Article, ArticleRecord
from kg.rdf.quads import Quad
from kg.store import MEMORY, Store, open_store
from ontology import FOLDER

BASE = "http://localhost"


class Desk:
    """Stands for archive and extraction: knows one record, and takes what has a text."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def record(self, article_id: str) -> Mapping[str, Any]:
        if article_id != "herald-1":
            raise NotFound(f"there is no article {article_id!r}")
        mention = {"start": 0, "end": 7, "text": "Dockers", "kind": "name"}
        base = "https://newsgraph.example/id/"
        dockers = {
            "id": "e1",
            "type": "Group",
            "name": "dockers",
            "mentions": [mention],
            "iri": f"{base}entity/dockers",
        }
        trigger = {"start": 8, "end": 15, "text": "rallied"}
        return {
            "article": {"id": article_id, "text": "Dockers rallied. Log in"},
            "entities": [dockers],
            "events": [{"id": "v1", "type": "Protest", "trigger": trigger, "iri": f"{base}event/rally"}],
            "discarded": [{"start": 17, "end": 23, "text": "Log in", "reason": "menu"}],
        }

    def records(self) -> Iterator[Mapping[str, Any]]:
        yield self.record("herald-1")

    def versions(self, article_id: str) -> list[Version]:
        self.record(article_id)
        return [Version(1, None, "", "", is_current=True)]

    def version(self, article_id: str, number: int) -> ArticleRecord:
        if number != 1:
            raise NotFound(f"there is no version {number} of {article_id!r}")
        return ArticleRecord(Article(article_id, self.record(article_id)["article"]["text"]))

    def delete(self, article_id: str) -> bool:
        return article_id == "herald-1"

    def add(self, article: Mapping[str, Any] | bytes) -> Ingested:
        if isinstance(article, bytes):
            article = {"text": article.decode()}
        text = article["text"]
        if text == "gibberish":
            raise InputError("the text is not news")
        created = text not in self.texts
        self.texts.append(text)
        return Ingested("new 1", {"article": dict(article)}, created)


def settings(**changes: Any) -> Settings:
    usual = {"store": "no-such-folder", "query_seconds": 2.0, "query_workers": 1, "query_staleness": 0.0}
    return Settings(**{**usual, **changes})


def fill(store: Store) -> None:
    graphs: dict[str, list[Quad]] = {}
    for quad in parse((FOLDER / "questions" / "example.trig").read_text(encoding="utf-8"), format=RdfFormat.TRIG):
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        graphs.setdefault(quad.graph_name.value, []).append(Quad(*map(str, terms)))
    store.writer().apply(graphs)


@pytest.fixture(scope="session")
def world() -> Iterator[Store]:
    with open_store(MEMORY) as store:
        fill(store)
        yield store


@pytest.fixture(scope="session")
def client(world: Store) -> Iterator[TestClient]:
    desk = Desk()
    with TestClient(create_app(settings(), store=world, records=desk, ingest=desk), base_url=BASE) as opened:
        yield opened


@pytest.fixture
def make() -> Iterator[Callable[..., TestClient]]:
    """Makes applications on an empty store: `ingest` and `records` as given or a desk, all else as settings."""
    with ExitStack() as stack:
        store, desk = stack.enter_context(open_store(MEMORY)), Desk()

        def build(**changes: Any) -> TestClient:
            ports = {name: changes.pop(name, desk) for name in ("records", "ingest")}
            return stack.enter_context(TestClient(create_app(settings(**changes), store=store, **ports), base_url=BASE))

        yield build
