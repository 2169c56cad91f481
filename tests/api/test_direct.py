"""Operations that are answered directly answer as the framework does."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from fastapi import APIRouter, Depends, FastAPI, Header
from pydantic import BaseModel
from starlette.routing import Route
from starlette.testclient import TestClient

from api.app import create_app
from api.direct import direct_routes
from kg.store import Store
from tests.api.conftest import BASE, settings

REQUESTS = (
    "/v1/search?q=vale",
    "/v1/search",
    "/v1/search?q=vale&limit=0",
    "/v1/search?q=vale&type=Person&type=Place&limit=2",
    "/v1/search?q=vale&field=elsewhere&limit=many",
    "/v1/search?q=vale&cursor=made-up",
    "/v1/entities/dockers",
    "/v1/entities/nobody",
    "/v1/entities/dockers/relations",
    "/v1/entities/dockers/neighbors?limit=2",
    "/v1/entities/dockers/neighbors?min_confidence=2&direction=up&from=yesterday",
    "/v1/entities/dockers/timeline?from=2020",
    "/v1/events",
    "/v1/events?format=geojson",
    "/v1/events?format=pdf",
    "/v1/events?bbox=1,2,3",
    "/v1/events/histogram?bucket=month",
    "/v1/statements",
    "/v1/conflicts",
    "/v1/paths?from=dockers",
    "/v1/sources",
)
APART = ("x-request-id", "etag", "link")
"""Headers that differ between requests, or between servers; cursors are signed by each server itself."""


@pytest.fixture(scope="module")
def both(world: Store) -> Iterator[tuple[TestClient, TestClient]]:
    """Clients of a server as it is, and of one whose operations all go through the framework."""
    with ExitStack() as stack:
        clients = []
        for direct in (True, False):
            app = create_app(settings(cache_bytes=0), store=world)
            if not direct:
                app.router.routes[:] = [route for route in app.router.routes if not _is_direct(route)]
            clients.append(stack.enter_context(TestClient(app, base_url=BASE)))
        yield clients[0], clients[1]


def _is_direct(route: object) -> bool:
    return isinstance(route, Route) and type(route.app).__module__ == direct_routes.__module__


def test_what_is_asked_most_is_answered_directly(both: tuple[TestClient, TestClient]) -> None:
    paths = {route.path for route in both[0].app.router.routes if _is_direct(route)}  # type: ignore[attr-defined]
    often = {"/v1/search", "/v1/entities/{id}", "/v1/entities/{id}/neighbors", "/v1/events", "/v1/events/{id}"}
    assert often <= paths


@pytest.mark.parametrize("path", REQUESTS)
def test_answers_are_the_same(both: tuple[TestClient, TestClient], path: str) -> None:
    direct, usual = (client.get(path) for client in both)
    assert direct.status_code == usual.status_code
    assert _told(direct.json()) == _told(usual.json())
    kept = [{name: value for name, value in one.headers.items() if name not in APART} for one in (direct, usual)]
    lengths = [one.pop("content-length", None) for one in kept]
    assert kept[0] == kept[1]
    assert all(lengths)
    assert ("etag" in direct.headers) == ("etag" in usual.headers)


def _told(body: dict[str, object]) -> dict[str, object]:
    return {name: value is not None if name == "next" else value for name, value in body.items()}


def test_a_state_that_was_seen_is_not_sent_again(both: tuple[TestClient, TestClient]) -> None:
    tag = both[0].get("/v1/entities/dockers").headers["etag"]
    assert both[0].get("/v1/entities/dockers", headers={"If-None-Match": tag}).status_code == 304


def test_other_methods_are_refused_alike(both: tuple[TestClient, TestClient]) -> None:
    direct, usual = (client.delete("/v1/search") for client in both)
    assert direct.status_code == usual.status_code == 405
    assert direct.headers["allow"] == usual.headers["allow"] == "GET, HEAD"


def test_changes_still_reach_the_operations_that_make_them(both: tuple[TestClient, TestClient]) -> None:
    direct, usual = (client.patch("/v1/entities/dockers", json={"label": "Dockers"}) for client in both)
    assert direct.status_code == usual.status_code != 405


def test_operations_with_other_needs_are_left_to_the_framework() -> None:
    class Told(BaseModel):
        word: str

    async def quick() -> str:
        return "quick"

    def slow() -> str:
        return "slow"

    router = APIRouter()

    @router.get("/plain")
    def plain(word: str = Depends(quick)) -> Told:
        return Told(word=word)

    @router.get("/waits")
    def waits(word: str = Depends(slow)) -> Told:
        return Told(word=word)

    @router.get("/header")
    def header(x_word: str = Header("none")) -> Told:
        return Told(word=x_word)

    @router.post("/plain")
    def post() -> Told:
        return Told(word="posted")

    assert [route.path for route in direct_routes(router, "/v1", [])] == ["/v1/plain"]
    app = FastAPI()
    app.router.routes += direct_routes(router, "/v1", [])
    assert TestClient(app).get("/v1/plain").json() == {"word": "quick"}
