"""Counts that are kept are those that would be made anew, whatever was written and in which order."""

import random
from collections.abc import Sequence

import pytest
from pyoxigraph import Quad as StoredQuad

from kg.rdf.quads import Quad, iri
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, RDF
from kg.store import MEMORY, Store, open_store
from kg.store.counts import Counts, counts_of, together
from kg.store.oxigraph import OxigraphStore
from kg.store.protection import statistics_graph
from kg.store.statistics import made_anew
from tests.store.conftest import example


def thing(number: int) -> str:
    return f"{BASE}entity/e{number}"


def article(number: int, mentioned: list[int], facts: Sequence[tuple[int, int]] = ()) -> tuple[str, list[Quad]]:
    graph = f"{BASE}article/a{number}"
    quads = [Quad(iri(graph), KG.term("mentions"), iri(thing(one)), iri(graph)) for one in mentioned]
    for one, other in facts:
        claim = iri(f"{BASE}claim/{number}-{one}-{other}")  # a fact of an article never stands without its claim
        quads += [
            Quad(iri(thing(one)), KG.term("memberOf"), iri(thing(other)), iri(graph)),
            Quad(claim, RDF.term("subject"), iri(thing(one)), iri(graph)),
            Quad(claim, RDF.term("object"), iri(thing(other)), iri(graph)),
        ]
    return graph, list(dict.fromkeys(quads))


def kept(store: Store) -> set[StoredQuad]:
    assert isinstance(store, OxigraphStore)
    return {quad for quad in store.engine if quad.graph_name.value == statistics_graph(BASE)}


def anew(store: Store) -> set[StoredQuad]:
    assert isinstance(store, OxigraphStore)
    return set(made_anew(store.engine, BASE))


@pytest.mark.parametrize("seed", range(8))
def test_kept_counts_are_those_made_anew(seed: int) -> None:
    random_ = random.Random(seed)
    with open_store(MEMORY) as store:
        for _ in range(60):
            some = [random_.randrange(8) for _ in range(random_.randrange(6))]
            facts = [(random_.choice(some), random_.choice(some)) for _ in range(random_.randrange(4)) if some]
            graph, quads = article(random_.randrange(10), some, facts)
            action = random_.randrange(4)
            if action == 0:
                store.writer().delete(graph)
            elif action == 1:
                other = article(random_.randrange(10), some[::2], facts[::2])
                store.writer().apply({graph: quads, other[0]: other[1]} if other[0] != graph else {graph: quads})
            elif action == 2:
                store.writer().patch(graph, add=quads, remove=())
                store.writer().patch(graph, add=(), remove=article(int(graph[-1]), some[::2], facts[:1])[1])
            else:
                store.writer().replace(graph, quads)
            assert kept(store) == anew(store)


def test_the_invented_world_counts_the_same_however_it_was_loaded() -> None:
    with open_store(MEMORY) as one, open_store(MEMORY) as other:
        one.writer().apply(example())
        other.writer().bulk_load(quad for graph in example().values() for quad in graph)
        assert kept(one)
        assert kept(one) == anew(one) == kept(other)


def test_counts_are_the_same_wherever_they_are_kept_or_made(store: Store) -> None:
    for number in range(3):
        store.writer().replace(*article(number, [1, 2, 3 + number], [(1, 2)]))
    assert counts_of(store, thing(1)) == Counts(articles=3, claims=3, degree=1)
    assert together(store, thing(1), limit=5) == ((thing(2), 3),)
    store.writer().delete(f"{BASE}article/a0")
    assert counts_of(store, thing(1)).articles == 2
    assert counts_of(store, thing(9)) == Counts()


def test_users_graphs_do_not_count() -> None:
    with open_store(MEMORY) as store:
        _, quads = article(1, [1, 2], [(1, 2)])
        store.writer().replace(
            "http://example.org/mine", [quad._replace(graph="<http://example.org/mine>") for quad in quads]
        )
        assert not kept(store)


def test_a_first_load_counts_once_what_comes_twice() -> None:
    graphs = [article(number, [1, 2, 3 + number], [(1, 2)]) for number in range(3)]
    quads = [quad for _, graph in graphs for quad in graph]
    for order in (quads, quads + quads[:5], [quad for pair in zip(quads, quads, strict=True) for quad in pair]):
        with open_store(MEMORY) as store:
            assert store.writer().bulk_load(order) == store.count()
            assert kept(store) == anew(store)


def test_a_first_load_counts_escaped_addresses_as_what_they_mean() -> None:
    graph, quads = article(1, [1, 2], [(1, 2)])
    other, spelled = article(2, [1, 2], [(1, 2)])
    spelled = [quad._replace(object=quad.object.replace("/e1>", "/\\u00651>")) for quad in spelled]
    with open_store(MEMORY) as store:
        store.writer().bulk_load([*quads, *spelled])
        assert set(store.graphs()) >= {graph, other}
        assert kept(store) == anew(store)


def test_a_first_load_bears_the_mark_of_what_the_engine_made_of_it() -> None:
    graph = f"{BASE}article/a1"
    values = (
        '"plain"',
        '"K\\u00f6ln"@DE',
        '"Zürich"@de-CH',
        '"said \\"no\\"\\tand\\\\or"',
        '"raw\ttab"',
        '"2022-01-05"^^<http://www.w3.org/2001/XMLSchema#date>',
        '"2022-01-05T10:00:00.50+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        '"43.250"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        "<http://example.org/x>",
    )
    kinds = ("title", "published", "exactQuote")
    quads = [Quad(iri(graph), KG.term(kind), value, iri(graph)) for kind in kinds for value in values]
    for some in (quads, [*quads, Quad("_:b", KG.term("title"), '"x"', iri(graph))]):
        with open_store(MEMORY) as store:
            store.writer().bulk_load(some)
            assert kept(store)
            assert kept(store) == anew(store)
