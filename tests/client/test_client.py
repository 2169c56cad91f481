"""The client against the application, on the invented world."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import networkx as nx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.desk import Desk as RealDesk
from kg.client import Client, ServerError
from kg.client.notebook import draw, to_frame, to_network
from kg.errors import KgError
from kg.pipeline import Workspace
from tests.api.conftest import BASE, Desk, settings
from tests.store.conftest import example


@pytest.fixture(scope="module")
def graph() -> Iterator[Client]:
    from kg.store import MEMORY, open_store

    with open_store(MEMORY) as store:
        store.writer().apply(example())
        desk = Desk()
        app = create_app(settings(), store=store, records=desk, ingest=desk)
        with TestClient(app, base_url=BASE) as session:
            yield Client(session=session)


def test_things_are_found_and_told(graph: Client) -> None:
    (karst, *_) = graph.search("Karst", types=["Place"])
    assert (karst["id"], graph.entity("karst")["label"]) == ("karst", "Karst Harbour")
    assert graph.event("arrests")["type"] == "Arrest"
    assert {"property": "locatedIn", "direction": "out", "count": 1} in graph.relations("karst")


def test_lists_are_fetched_page_by_page(graph: Client) -> None:
    assert len(list(graph.events(limit=3))) == len(list(graph.events())) > 3
    assert [event["id"] for event in graph.events(participant="solberg", from_="2031")] == ["visit"]
    edges = list(graph.neighbors("karst", limit=2))
    assert len(edges) == len({edge["id"] for edge, _ in edges}) > 2
    assert all(other["id"] in (edge["source"], edge["target"]) for edge, other in edges)


def test_evidence_conflicts_paths_and_timelines(graph: Client) -> None:
    (statement,) = [s for s in graph.statements(subject="brandt") if s["property"] == "headOfState"]
    assert next(graph.evidence(statement["id"]))["sentence"].startswith("President Ida Brandt")
    assert len(list(graph.evidence("event/arrests"))) == 3
    assert next(graph.conflicts(about="event/arrests"))["disputed"]
    assert graph.paths("brandt", "veldt", k=1)[0]["hops"]
    assert next(graph.timeline("roth"))["start"] == "2029"


def test_articles_and_queries(graph: Client) -> None:
    assert [article["id"] for article in graph.articles(source="Veldt Courier")] == ["courier-7"]
    assert graph.article("herald-1")["annotations"]
    assert graph.record("herald-1")["entities"]
    assert [version["number"] for version in graph.versions("herald-1")] == [1]
    assert graph.version("herald-1", 1) == graph.record("herald-1")
    assert list(graph.version_changes("herald-1", 1)) == []
    assert graph.sparql("ASK { ?s ?p ?o }") == [{"boolean": "true"}]
    assert len(graph.sparql("SELECT ?s { ?s ?p ?o } LIMIT 3")) == 3
    assert graph.export("nodes", id=["karst"]).startswith(b"id,label")


def test_problems_are_errors(graph: Client) -> None:
    with pytest.raises(ServerError, match="nobody") as caught:
        graph.entity("nobody")
    assert (caught.value.status, caught.value.type) == (404, "not-found")
    with pytest.raises(KgError, match="kg serve"):
        Client("http://127.0.0.1:9").search("a")


def test_an_article_can_be_added(graph: Client) -> None:
    assert graph.add({"text": "News."})["article"]["text"] == "News."


def test_a_part_of_the_graph_becomes_a_network(graph: Client) -> None:
    network = to_network(graph.subgraph(["karst", "norland", "event/emergency"]))
    assert isinstance(network, nx.MultiDiGraph)
    assert network.nodes["karst"]["label"] == "Karst Harbour"
    assert {edge["property"] for _, _, edge in network.edges(data=True)} == {"locatedIn", "place"}


def test_a_drawing_shows_itself_in_a_frame(graph: Client) -> None:
    shown = draw(graph, ["karst"])._repr_html_()
    assert shown.startswith('<iframe sandbox="allow-scripts"')
    assert "Karst Harbour" in shown
    assert "<script" not in shown


def test_tables_need_pandas(graph: Client) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = to_frame(graph.events())
    assert isinstance(frame, pandas.DataFrame)
    assert {"id", "label", "start"} <= {*frame.columns}


def test_without_pandas_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(KgError, match="pip install pandas"):
        to_frame([])


def test_statements_are_judged_and_entities_renamed(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(RealDesk(archive, store, workspace.folder)) as desk,
        TestClient(create_app(settings(), store=store, records=desk, ingest=desk), base_url=BASE) as session,
    ):
        client = Client(session=session)
        client.add({"id": "one", "text": "Police in Lund arrested two men on Friday.", "published": "2023-05-12"})
        told = next(claim for claim in client.claims("one") if claim["property"] == "place")
        done = client.judge(told["statement"], "rejected", why="elsewhere", claims=[told["claim"]], who="Ann")
        assert [claim["judged"]["who"] for claim in client.claims("one") if claim["judged"]] == ["Ann"]
        client.undo(done["action"], why="no")
        client.rename(told["object"]["id"], "Lund in Scania", why="there are others")
        assert client.entity(told["object"]["id"])["label"] == "Lund in Scania"
