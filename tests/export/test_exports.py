"""Each format is read back by the tool it is for, or by that tool's rules; nothing breaks out of it."""

import csv
import io
import json
import re
from collections.abc import Iterator

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import NotFound
from kg.export import FORMATS, Selection, export
from kg.export.cells import safe
from kg.export.dossier import dossier
from kg.store import Store
from kg.store.event_filter import EventFilter

BASE = "https://newsgraph.example/id/"
KARST, ARRESTS = f"{BASE}entity/karst", f"{BASE}event/arrests"


def text(chunks: Iterator[bytes]) -> str:
    return b"".join(chunks).decode()


def table(store: Store, form: str, chosen: Selection | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(export(store, form, chosen)))))


def things(store: Store) -> set[str]:
    return {thing.iri for thing in store.view().things()}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_gives_the_same_bytes_twice_and_takes_hostile_names(
    world: Store, hostile: Store, form: str
) -> None:
    assert text(export(hostile, form))
    if form != "nanopub":  # these tell when they were made
        assert text(export(world, form)) == text(export(world, form))


def test_nquads_and_trig_hold_the_whole_dataset(world: Store) -> None:
    whole = set(world.dump().splitlines())
    assert set(b"".join(export(world, "nq")).splitlines()) == whole
    trig = {str(quad) for quad in parse(b"".join(export(world, "trig")), format=RdfFormat.TRIG)}
    assert len(trig) == len(whole)


@pytest.mark.parametrize(("form", "format"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)])
def test_turtle_is_the_union_of_all_graphs(world: Store, form: str, format: RdfFormat) -> None:
    triples = {str(quad.triple) for quad in parse(b"".join(export(world, form)), format=format)}
    wanted = {str(quad.triple) for quad in parse(world.dump(), format=RdfFormat.N_QUADS)}
    assert triples == wanted


def test_jsonld_has_each_graph(world: Store) -> None:
    quads = set(map(str, parse(b"".join(export(world, "jsonld")), format=RdfFormat.JSON_LD)))
    assert len(quads) == world.count()
    assert {graph["@id"] for graph in json.loads(text(export(world, "jsonld")))} == set(world.graphs())


def test_nodes_and_edges_are_complete(world: Store) -> None:
    nodes, edges = table(world, "nodes"), table(world, "edges")
    assert {node["id"] for node in nodes} == things(world)
    assert {edge[end] for edge in edges for end in ("source", "target")} <= things(world)
    (karst,) = [node for node in nodes if node["id"] == KARST]
    assert (karst["label"], karst["type"], karst["latitude"]) == ("Karst Harbour", "Place", "60.1")
    assert {(e["source"], e["property"], e["target"]) for e in edges} >= {(KARST, "locatedIn", f"{BASE}entity/norland")}


def test_events_have_codes_actors_place_figures_and_sources(world: Store) -> None:
    rows = {row["event_id"]: row for row in table(world, "events")}
    arrests = rows[ARRESTS]
    assert (arrests["event_date"], arrests["time_precision"], arrests["event_type"]) == ("2031-03-03", "1", "Arrest")
    assert (arrests["plover_event"], arrests["plover_mode"]) == ("COERCE", "arrest")
    assert (arrests["actor"], arrests["location"], arrests["latitude"]) == ("Norland Police", "Karst Harbour", "60.1")
    assert "52 people (arrested)" in arrests["figures"]
    assert (arrests["sources"], arrests["source_count"]) == ("Norland Herald; Veldt Courier", "2")
    assert arrests["notes"]
    assert rows[f"{BASE}event/shots"]["event_date"] == ""


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\tx", "\r=1", " =1", "＝1", "\ufeff=1", "|x", "%x"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert str(safe(cell)).startswith("'")


def test_numbers_and_plain_text_stay() -> None:
    assert [safe(cell) for cell in (-1.5, 3, None, "a=b", "Kabul")] == [-1.5, 3, None, "a=b", "Kabul"]


@pytest.mark.parametrize("form", ["nodes", "edges", "events", "neo4j-nodes", "neo4j-relationships"])
def test_no_table_holds_a_formula(hostile: Store, form: str) -> None:
    for row in table(hostile, form):
        for value in row.values():
            assert not value.lstrip("\ufeff ").startswith(("=", "+", "@", "|", "＝"))


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_are_read_back_by_networkx(world: Store, hostile: Store, form: str, read: object) -> None:
    for store in (world, hostile):
        graph = read(io.BytesIO(b"".join(export(store, form))))  # type: ignore[operator]
        assert set(graph) == things(store)
        assert graph.number_of_edges() == len(table(store, "edges"))
    names = {data["label"] for _, data in graph.nodes(data=True)}
    assert "</data><script>alert(1)</script>" in names


def test_neo4j_takes_nodes_and_relationships(world: Store) -> None:
    nodes, edges = table(world, "neo4j-nodes"), table(world, "neo4j-relationships")
    ids = [node["iri:ID"] for node in nodes]
    assert len(ids) == len(set(ids))  # an id is unique, and every end is one
    assert {edge[end] for edge in edges for end in (":START_ID", ":END_ID")} <= set(ids)
    assert all(re.fullmatch(r"[A-Za-z]\w*(;[A-Za-z]\w*)*", node[":LABEL"]) for node in nodes)
    assert all(re.fullmatch(r"[A-Za-z]\w*", edge[":TYPE"]) for edge in edges)
    for row in (*nodes, *edges):
        for name, value in row.items():
            kind = name.partition(":")[2]
            assert not value or kind not in ("int", "double") or float(value) is not None
            assert kind in ("", "ID", "LABEL", "START_ID", "END_ID", "TYPE", "int", "double")


def test_geojson_has_a_feature_an_event(world: Store) -> None:
    found = json.loads(text(export(world, "geojson")))
    features = {feature["id"]: feature for feature in found["features"]}
    assert features[ARRESTS]["geometry"]["coordinates"] == [22.75, 60.1]
    assert set(features) == {iri for iri in things(world) if "/event/" in iri}


def test_followthemoney_links_people_to_bodies(world: Store) -> None:
    entities = [json.loads(line) for line in text(export(world, "ftm")).splitlines()]
    by_id = {entity["id"]: entity for entity in entities}
    assert len(by_id) == len(entities)
    assert by_id["brandt"]["schema"] == "Person"
    assert "Brandt" in by_id["brandt"]["properties"]["alias"]
    (leads,) = [entity for entity in entities if entity["schema"] == "Directorship"]
    assert (leads["properties"]["director"], leads["properties"]["organization"]) == (["roth"], ["union"])
    for entity in entities:
        assert all(isinstance(v, str) for values in entity["properties"].values() for v in values)
        for name in ("director", "organization", "involved", "subject", "object", "member", "employer"):
            assert set(entity["properties"].get(name, ())) <= set(by_id)


def test_nanopublications_have_four_graphs_each(world: Store) -> None:
    chosen = Selection(ids=(ARRESTS,))
    trig = b"".join(export(world, "nanopub", chosen))
    quads = list(parse(trig, format=RdfFormat.TRIG))
    graphs = {quad.graph_name.value for quad in quads}  # type: ignore[union-attr]
    claims = {graph.rpartition("#")[0] for graph in graphs}
    assert len(graphs) == 4 * len(claims) > 4
    for claim in claims:
        (assertion,) = [q for q in quads if q.graph_name.value == f"{claim}#assertion"]  # type: ignore[union-attr]
        assert assertion.subject.value == ARRESTS  # type: ignore[union-attr]


def test_a_selection_has_the_chosen_and_what_is_around(world: Store) -> None:
    assert {node["id"] for node in table(world, "nodes", Selection(ids=(KARST,)))} == {KARST}
    around = {node["id"] for node in table(world, "nodes", Selection(ids=(KARST,), around=True))}
    assert {KARST, f"{BASE}entity/norland"} < around < things(world)
    nt = text(export(world, "nt", Selection(ids=(KARST,))))
    assert {line.split(" ")[0] for line in nt.splitlines()} == {f"<{KARST}>"}
    assert list(parse(b"".join(export(world, "nq", Selection(ids=(KARST,)))), format=RdfFormat.N_QUADS))


def test_events_can_be_chosen_by_a_filter(world: Store) -> None:
    chosen = Selection(events=EventFilter(types=("Arrest",)))
    assert [row["event_id"] for row in table(world, "events", chosen)] == [ARRESTS]
    assert {node["id"] for node in table(world, "nodes", chosen)} >= {ARRESTS, f"{BASE}entity/police"}


def test_a_dossier_has_evidence_conflicts_and_hashes(world: Store) -> None:
    page = text(dossier(world.view(), ARRESTS, when="2031-04-01T00:00:00Z"))
    assert "The Dockers&#39; Union said 52 people had been arrested" in page
    assert "contradict each other" in page
    assert "1111111111111111111111111111111111111111111111111111111111111111" in page
    assert "<script" not in page
    assert "default-src" in page
    with pytest.raises(NotFound):
        text(dossier(world.view(), f"{BASE}entity/nobody", when=""))


def test_a_dossier_of_a_hostile_name_runs_nothing(hostile: Store) -> None:
    page = text(dossier(hostile.view(), f"{BASE}entity/n1", when="now"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
