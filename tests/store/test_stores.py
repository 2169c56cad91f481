"""What every backend promises: one script for all."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg.errors import QueryError, StoreError
from kg.rdf.quads import Quad, iri, literal, number
from kg.store import Change, Iri, Store
from kg.store.question import Question
from kg.store.sparql import InvalidQuery, NetworkRefused

ONE, TWO = "http://example.org/graph/1", "http://example.org/graph/2"


def quad(name: str, value: str = literal("x"), graph: str = ONE) -> Quad:
    return Quad(iri(f"http://example.org/{name}"), iri("http://example.org/p"), value, iri(graph))


def lines(*quads: Quad) -> bytes:
    return "".join(sorted(f"{' '.join(quad)} .\n" for quad in quads)).encode()


def test_replace_writes_what_is_new_and_removes_what_is_gone(store: Store) -> None:
    writer = store.writer()
    assert writer.replace(ONE, [quad("a"), quad("b")]) == Change(ONE, added=2, removed=0)
    assert writer.replace(ONE, [quad("b"), quad("c")]) == Change(ONE, added=1, removed=1)
    assert store.dump() == lines(quad("b"), quad("c"))


def test_replace_writes_nothing_for_an_unchanged_graph(store: Store) -> None:
    quads = [quad("a", number(1.5)), quad("b", literal("1.50", "decimal")), quad("c", literal("2022-01-07", "date"))]
    store.writer().replace(ONE, quads)
    before = store.revision
    assert not store.writer().replace(ONE, quads)
    assert store.revision == before


def test_replace_touches_no_other_graph(store: Store) -> None:
    store.writer().replace(TWO, [quad("a", graph=TWO)])
    store.writer().replace(ONE, [quad("a")])
    store.writer().replace(ONE, [])
    assert store.dump() == lines(quad("a", graph=TWO))


def test_delete_removes_the_graph_and_its_name(store: Store) -> None:
    store.writer().replace(ONE, [quad("a")])
    assert store.writer().delete(ONE) == Change(ONE, added=0, removed=1)
    assert list(store.graphs()) == []
    assert not store.writer().delete(ONE)


def test_apply_changes_several_graphs_at_once(store: Store) -> None:
    store.writer().apply({ONE: [quad("a")], TWO: [quad("a", graph=TWO)]})
    changes = store.writer().apply({ONE: (), TWO: [quad("b", graph=TWO)]})
    assert changes == (Change(ONE, 0, 1), Change(TWO, 1, 1))
    assert list(store.graphs()) == [TWO]


@pytest.mark.parametrize(
    "wrong",
    [
        quad("a", graph=TWO),
        quad("a", "no term"),
        Quad("_:blank", iri("http://example.org/p"), literal("x"), iri(ONE)),
        quad("a", "_:blank"),
    ],
    ids=["other graph", "no term", "blank subject", "blank object"],
)
def test_apply_refuses_a_wrong_quad_and_changes_nothing(store: Store, wrong: Quad) -> None:
    store.writer().replace(ONE, [quad("kept")])
    with pytest.raises(StoreError):
        store.writer().apply({TWO: [quad("new", graph=TWO)], ONE: [wrong]})
    assert store.dump() == lines(quad("kept"))


@pytest.mark.parametrize(
    "text", ['quote " backslash \\ end', "line\nbreak\ttab", "} ; DROP ALL ; {", "Тоқаев 🚢", "\x01"]
)
def test_literals_come_back_as_they_were_written(store: Store, text: str) -> None:
    store.writer().replace(ONE, [quad("a", literal("old"))])
    store.writer().replace(ONE, [quad("a", literal(text))])
    assert [row["value"] for row in store.select("description", thing=Iri("http://example.org/a"))] == [text]
    assert store.writer().replace(ONE, [quad("a", literal("new"))]) == Change(ONE, 1, 1)


def test_bulk_load_fills_an_empty_store(store: Store) -> None:
    assert store.writer().bulk_load(quad(str(n)) for n in range(25_000)) == 25_000
    assert store.count() == store.count(ONE) == 25_000


def test_bulk_load_refuses_a_store_that_is_not_empty(store: Store) -> None:
    store.writer().replace(ONE, [quad("a")])
    with pytest.raises(StoreError, match="empty store"):
        store.writer().bulk_load([quad("b")])


def test_bulk_load_leaves_nothing_of_a_broken_input(store: Store) -> None:
    with pytest.raises(StoreError, match="not valid"):
        store.writer().bulk_load([*(quad(str(n)) for n in range(15_000)), quad("x", "no term")])
    assert store.count() == 0


def test_dump_is_the_same_whatever_the_order_of_writing(store: Store) -> None:
    store.writer().replace(ONE, [quad("b"), quad("a")])
    assert store.dump(ONE) == store.dump() == lines(quad("a"), quad("b"))
    assert store.dump(TWO) == b""


def test_revision_grows_with_each_change(store: Store) -> None:
    store.writer().replace(ONE, [quad("a")])
    first = store.revision
    store.writer().delete(ONE)
    assert first < store.revision


def test_query_sees_the_union_of_all_graphs(store: Store) -> None:
    store.writer().apply({ONE: [quad("a")], TWO: [quad("b", graph=TWO)]})
    answer = store.query(Question("SELECT ?s { ?s ?p ?o } ORDER BY ?s", table="text/csv"))
    assert answer.body.split() == [b"s", b"http://example.org/a", b"http://example.org/b"]


def test_query_tells_the_place_of_a_mistake(store: Store) -> None:
    with pytest.raises(InvalidQuery, match="line 2, column 9") as raised:
        store.query(Question("SELECT * {\n ?s ?p }"))
    assert (raised.value.line, raised.value.column) == (2, 9)


def test_describe_gives_a_graph_or_a_subject_or_nothing(store: Store) -> None:
    store.writer().replace(ONE, [quad("a"), quad("b")])
    assert store.describe(ONE, "application/n-triples").count(b"\n") == 2
    assert store.describe("http://example.org/a", "application/n-triples").count(b"\n") == 1
    assert store.describe("http://example.org/nothing", "application/n-triples") == b""


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "turtle", "ntriples", "rdfxml"])
def test_serialize_writes_every_form(store: Store, form: str) -> None:
    store.writer().apply({ONE: [quad("a", literal("same"))], TWO: [quad("a", literal("same"), graph=TWO)]})
    text = store.serialize(form)
    assert text.count(b"same") == (2 if form in ("nquads", "trig", "jsonld") else 1)


def test_serialize_refuses_an_unknown_form(store: Store) -> None:
    with pytest.raises(StoreError, match="trig"):
        store.serialize("docx")


def test_snapshot_does_not_change_with_the_store(store: Store, tmp_path: Path) -> None:
    store.writer().replace(ONE, [quad("a")])
    store.snapshot(tmp_path / "snapshot")
    store.writer().replace(ONE, [quad("b")])
    with pytest.raises(StoreError, match="new folder"):
        store.snapshot(tmp_path / "snapshot")
    assert any((tmp_path / "snapshot").iterdir())


def test_as_rdflib_is_a_copy(store: Store) -> None:
    store.writer().apply({ONE: [quad("a")], TWO: [quad("b", graph=TWO)]})
    dataset = store.as_rdflib()
    assert {str(graph.identifier) for graph in dataset.graphs() if len(graph)} == {ONE, TWO}
    for graph in list(dataset.graphs()):
        graph.remove((None, None, None))
    assert store.count() == 2


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.count()


def test_an_unknown_template_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match=r"no nothing\.rq"):
        store.select("nothing")
    with pytest.raises(StoreError, match=r"no nothing\.rq"):
        list(store.select_each("nothing", "thing", ["a:b"]))
    with pytest.raises(StoreError, match=r"no variable \?nothing"):
        list(store.select_each("description", "nothing", ["a:b"]))


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("articles", "article"),
        ("copies", "article"),
        ("description", "thing"),
        ("event_places_about", "event"),
        ("events_about", "event"),
        ("lasting", "claim"),
        ("offices_about", "thing"),
        ("positions", "place"),
    ],
)
def test_rows_about_each_of_many_are_those_about_each(world: Store, name: str, variable: str) -> None:
    subjects = sorted({triple.subject.value for triple in parse(world.serialize("ntriples"), RdfFormat.N_TRIPLES)})
    assert len(subjects) > 100
    one_by_one = [row for iri in subjects for row in world.select(name, **{variable: Iri(iri)})]
    together = list(world.select_each(name, variable, subjects))
    assert sorted(map(str, together)) == sorted(map(str, one_by_one))
    assert list(world.select_each(name, variable, [])) == []


@pytest.mark.parametrize(
    ("whole", "about", "variable"),
    [
        ("events", "events_about", "event"),
        ("event_places", "event_places_about", "event"),
        ("offices", "offices_about", "thing"),
    ],
)
def test_rows_about_everything_are_those_of_the_whole(world: Store, whole: str, about: str, variable: str) -> None:
    rows = list(world.select(whole))
    assert rows
    found = list(world.select_each(about, variable, sorted({row[variable] for row in rows})))
    assert sorted(map(str, found)) == sorted(map(str, rows))


def test_patch_changes_single_quads(store: Store) -> None:
    store.writer().replace(ONE, [quad("a"), quad("b")])
    store.writer().patch(ONE, add=[quad("b"), quad("c")], remove=[quad("a"), quad("nothing")])
    assert store.dump() == lines(quad("b"), quad("c"))


def test_put_takes_blank_nodes_and_tells_what_is_new(store: Store) -> None:
    triples = b'_:one <http://example.org/p> "x" .\n'
    assert store.writer().put(ONE, triples) is True
    assert store.writer().put(ONE, triples) is False
    assert store.writer().put(ONE, triples, merge=True) is False
    assert store.count(ONE) == 2
    store.writer().put(ONE, b"")
    assert store.graph(ONE, "application/n-triples") == b""


def test_put_refuses_what_is_no_ntriples(store: Store) -> None:
    with pytest.raises(QueryError):
        store.writer().put(ONE, b"<a:a> <a:b> .")


def test_drop_tells_whether_there_was_anything(store: Store) -> None:
    store.writer().put(ONE, b"<a:a> <a:b> <a:c> .\n")
    store.writer().put(None, b"<a:a> <a:b> <a:c> .\n")
    assert store.graph(None, "text/turtle")
    assert [store.writer().drop(ONE), store.writer().drop(ONE)] == [True, False]
    store.writer().drop(None)
    assert store.graph(None, "text/turtle") == b""
    assert store.graph(ONE, "text/turtle") is None


def test_update_is_done_wholly_or_not_at_all(store: Store) -> None:
    before = store.revision
    store.writer().update(f"INSERT DATA {{ GRAPH <{ONE}> {{ <s> kg:place <o> }} }}", base="http://example.org/")
    assert store.revision > before
    assert b"<http://example.org/s> <https://w3id.org/newsgraph/ontology#place> <http://example.org/o>" in store.dump()
    with pytest.raises(StoreError):
        store.writer().update(f"DROP GRAPH <{ONE}> ; CREATE GRAPH <{TWO}> ; CREATE GRAPH <{TWO}>")
    assert store.count(ONE) == 1


def test_update_reaches_no_other_server(store: Store) -> None:
    with pytest.raises(NetworkRefused):
        store.writer().update("LOAD <http://127.0.0.1:9/>")


def test_a_store_for_reading_is_not_writable(store: Store) -> None:
    assert store.writable
