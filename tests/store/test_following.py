"""What is remembered of a graph follows its changes: it is what would be made anew, and no reader is disturbed."""

import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.errors import NotFound
from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, RDF, SKOS, claim_iri, conflicts_graph
from kg.store import MEMORY, Store, open_store
from kg.store import tables as module
from kg.store.following import follow
from kg.store.oxigraph import OxigraphStore
from kg.store.rows import Iri, Row
from kg.store.state import State
from kg.store.touched import Touched
from kg.store.view import View
from tests.store.worlds import ENTITIES, article, entity, event, named

PEOPLE = [entity(str(number)) for number in range(4)]
PLACES = [entity("karst"), entity("brook")]
EVENTS = [event(str(number)) for number in range(3)]
CONFLICTS = conflicts_graph(BASE)


def things(random_: random.Random) -> list[Quad]:
    """The graph of entities: people, places with positions or without, and events."""
    found = [
        named(person, *random_.sample(["Nova", "Vona", "Ada"], random_.randint(1, 2)))
        for person in PEOPLE
        if random_.random() < 0.8
    ]
    for place in PLACES:
        at = (random_.choice([60.1, 61.0]), 22.75) if random_.random() < 0.7 else None
        found.append(named(place, random_.choice(["Karst", "Brook"]), type="Place", at=at))
    found += [named(one, "Rally", type=None) for one in EVENTS]
    quads = [quad for about in found for quad in about]
    quads += [Quad(iri(p), KG.term("country"), literal(random_.choice(["KA", "BR"])), iri(ENTITIES)) for p in PLACES]
    return quads


def claims(random_: random.Random) -> list[tuple[str, str, str]]:
    """Some claims that an article may make."""
    person, other, place, one = (random_.choice(some) for some in (PEOPLE, PEOPLE, PLACES, EVENTS))
    return random_.sample(
        [
            (person, "memberOf", other),
            (person, "headOfState", place),
            (person, "holdsPosition", random_.choice(["mayor", "envoy"])),
            (one, "type", random_.choice([KG.Protest, KG.Riot])),
            (one, "place", place),
            (one, "startDate", random_.choice(["2031-03", "2031-03-04"])),
            (one, "agent", person),
        ],
        random_.randint(0, 6),
    )


def backed(claim: str, parts: tuple[str, str, str], told_in: str, random_: random.Random) -> Iterator[Quad]:
    """The quads of a claim."""
    me, graph = iri(claim), iri(told_in)
    one, property, other = parts
    yield Quad(me, RDF.term("type"), KG.term("Claim"), graph)
    yield Quad(me, RDF.term("subject"), iri(one), graph)
    yield Quad(me, RDF.term("predicate"), RDF.term("type") if property == "type" else KG.term(property), graph)
    yield Quad(me, RDF.term("object"), iri(other) if ":" in other else literal(other), graph)
    yield Quad(me, KG.term("assertedIn"), graph, graph)
    yield Quad(me, KG.term("factuality"), KG.term(random_.choice(["asserted", "denied"])), graph)
    yield Quad(me, KG.term("confidence"), literal(random_.choice(["0.5", "0.9"]), "decimal"), graph)
    if random_.random() < 0.2:
        yield Quad(me, KG.term("validFrom"), literal("2030-01-01", "date"), graph)


def report(random_: random.Random) -> tuple[str, list[Quad]]:
    """An article with what it claims and mentions."""
    id = str(random_.randrange(4))
    published = random_.choice(["2031-03-04", "2031-03-05"])
    address, quads = article(id, random_.choice(["One", "Two"]), "Gates closed.", published=published)
    graph = iri(address)
    if random_.random() < 0.8:
        quads.append(Quad(graph, KG.term("publisher"), literal(random_.choice(["Wire", "Post"])), graph))
    if random_.random() < 0.2:
        quads.append(Quad(graph, KG.term("copyOf"), iri(f"{BASE}article/{random_.randrange(4)}"), graph))
    quads += [Quad(graph, KG.term("mentions"), iri(one), graph) for one in random_.sample(PEOPLE, 2)]
    for parts in claims(random_):
        quads += backed(claim_iri(BASE, id, *parts), parts, address, random_)
    return address, quads


def rivals(store: Store, random_: random.Random) -> list[Quad]:
    """Claims that contradict others; some of them may be gone before long."""
    known = sorted(
        {row["claim"] for one in (*PEOPLE, *EVENTS) for row in store.select("claims_from", subject=Iri(one))}
    )
    pairs = [random_.sample(known, 2) for _ in range(2)] if len(known) > 1 else []
    links = [KG.term(random_.choice(["conflictsWith", "supersedes"])) for _ in pairs]
    return [Quad(iri(a), link, iri(b), iri(CONFLICTS)) for link, (a, b) in zip(links, pairs, strict=True)]


def patch(store: OxigraphStore, random_: random.Random) -> None:
    """A quad or two come or go, of claims also, whatever is left of those."""
    graph, quads = report(random_) if random_.random() < 0.6 else (ENTITIES, things(random_))
    held = [
        Quad(str(quad.subject), str(quad.predicate), str(quad.object), iri(graph))
        for quad in sorted(store.engine.quads_for_pattern(None, None, None, NamedNode(graph)), key=str)
    ]
    coming, going = (random_.sample(some, min(len(some), random_.randint(0, 2))) for some in (quads, held))
    store.writer().patch(graph, add=coming, remove=going)


def change(store: OxigraphStore, random_: random.Random) -> None:
    """Anything that may happen to a graph of which it is known what it is."""
    writer, chance = store.writer(), random_.random()
    if chance < 0.35:
        writer.replace(*report(random_))
    elif chance < 0.5:
        writer.replace(ENTITIES, things(random_))
    elif chance < 0.6:
        writer.delete(f"{BASE}article/{random_.randrange(4)}")
    elif chance < 0.7:
        writer.replace(CONFLICTS, rivals(store, random_))
    elif chance < 0.8:
        writer.apply(dict([report(random_), (ENTITIES, things(random_)), report(random_)]))
    else:
        patch(store, random_)


def tables(state: State) -> dict[str, Any]:
    """Everything that the tables of a state tell."""
    events, articles, outlets, places = state.events(), state.articles(), state.outlets(), state.places()
    return {
        "events": (events.by_iri, events.events),
        "articles": (articles.by_iri, articles.newest_first),
        "places": {one: places.of(one) for one in EVENTS},
        "details": (state.details().of, state.details().heads({*PLACES, *PEOPLE})),
        "copies": dict(state.copies()),
        "outlets": (outlets.by_name, outlets.outlets, outlets.publisher_of),
        "rivals": (state.rivals().groups, set(state.rivals().claims)),
        "lasting": (state.lasting().things, set(state.lasting().claims)),
    }


def answers(view: View) -> list[Any]:
    """What a view answers about everything, or why it does not."""
    asked: list[Callable[[], Any]] = [view.events, view.articles, view.outlets, view.conflicts, view.statistics]
    for one in (*PEOPLE, *PLACES, *EVENTS):
        asked += [
            partial(ask, one)
            for ask in (view.node, view.card, view.neighbours, view.relations, view.timeline, view.event)
        ]
        asked += [partial(view.statements, subject=one), partial(view.statements, object=one)]
        asked += [partial(view.events, participant=one), partial(view.articles, about=one)]
        asked += [partial(view.claims, subject=one, rejected=True)]
    for number in range(4):
        asked += [partial(ask, f"{BASE}article/{number}") for ask in (view.article, view.claims_in, view.copies_of)]
    return [_answer(ask) for ask in asked]


def _answer(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except NotFound as error:
        return str(error)


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The revisions that were followed to."""
    seen: list[int] = []

    def spy(old: State, source: Store, revision: int, touched: Touched) -> State:
        seen.append(revision)
        return follow(old, source, revision, touched)

    monkeypatch.setattr(module, "follow", spy)
    return seen


@pytest.mark.parametrize("location", ["memory", "folder"])
@pytest.mark.parametrize("seed", range(5))
def test_what_followed_is_what_is_made_anew(seed: int, location: str, tmp_path: Path, followed: list[int]) -> None:
    random_ = random.Random(seed)
    with open_store(MEMORY if location == "memory" else tmp_path) as store:
        assert isinstance(store, OxigraphStore)
        view = store.view()
        for _ in range(40):
            change(store, random_)
            if random_.random() < 0.5:
                assert tables(view._now()) == tables(State(store, store.revision))
            if random_.random() < 0.3:
                assert answers(view) == answers(View(store))
        assert tables(view._now()) == tables(State(store, store.revision))
        assert len(followed) > 10


ARTICLE, COPY = f"{BASE}article/0", f"{BASE}article/1"
LASTING = (PEOPLE[1], "memberOf", PEOPLE[2])


def small_world() -> dict[str, list[Quad]]:
    """Two articles of one outlet, a head of state, and something that holds since a date."""
    world = {ENTITIES: [quad for one in (*PEOPLE, PLACES[0]) for quad in named(one, "Nova")]}
    for id in "01":
        address, quads = article(id, "Gates")
        quads.append(Quad(iri(address), KG.term("publisher"), literal("Wire"), iri(address)))
        for claim in ((PEOPLE[0], "headOfState", PLACES[0]), (EVENTS[0], "type", KG.Riot)):
            quads += backed(claim_iri(BASE, id, *claim), claim, address, random.Random(2))
        world[address] = quads
    lasting = claim_iri(BASE, "0", *LASTING)
    world[ARTICLE] += backed(lasting, LASTING, ARTICLE, random.Random(2))
    world[ARTICLE].append(Quad(iri(lasting), KG.term("validFrom"), literal("2030", "gYear"), iri(ARTICLE)))
    return world


@pytest.mark.parametrize(
    "quad",
    [
        Quad(iri(PLACES[0]), SKOS.term("prefLabel"), literal("Karst"), iri(ENTITIES)),
        Quad(iri(PEOPLE[0]), KG.term("country"), literal("KA"), iri(ENTITIES)),
        Quad(iri(COPY), KG.term("copyOf"), iri(ARTICLE), iri(COPY)),
        Quad(iri(COPY), KG.term("publisher"), literal("Post"), iri(COPY)),
        Quad(iri(claim_iri(BASE, "0", *LASTING)), RDF.term("subject"), iri(PEOPLE[1]), iri(ARTICLE)),
        Quad(iri(claim_iri(BASE, "0", *LASTING)), RDF.term("object"), iri(PEOPLE[2]), iri(ARTICLE)),
        Quad(iri(claim_iri(BASE, "0", *LASTING)), KG.term("validUntil"), literal("2031", "gYear"), iri(ARTICLE)),
        Quad(iri(claim_iri(BASE, "1", EVENTS[0], "type", KG.Riot)), KG.term("assertedIn"), iri(COPY), iri(COPY)),
    ],
    ids=lambda quad: quad.predicate.split("#")[-1].split("/")[-1].strip(">"),
)
def test_a_single_quad_makes_a_difference_where_it_should(quad: Quad, followed: list[int]) -> None:
    with open_store(MEMORY) as store:
        writer, view = store.writer(), store.view()
        writer.apply({graph: [one for one in quads if one != quad] for graph, quads in small_world().items()})
        for add, remove in (([quad], []), ([], [quad]), ([quad], [])):
            tables(view._now())
            answers(view)
            before = store.revision
            writer.patch(quad.graph.strip("<>"), add=add, remove=remove)
            assert store.revision == before + 1
            assert tables(view._now()) == tables(State(store, store.revision))
            assert answers(view) == answers(View(store))
        assert followed


def test_whoever_reads_an_old_state_reads_on(followed: list[int]) -> None:
    random_ = random.Random(0)
    with open_store(MEMORY) as store:
        assert isinstance(store, OxigraphStore)
        view = store.view()
        for _ in range(10):
            change(store, random_)
        for _ in range(30):
            held = view._now()
            before = deepcopy(tables(held))
            change(store, random_)
            assert view._now() is not held or store.revision == held.revision
            assert tables(held) == before
        assert len(followed) > 20


def test_what_is_not_touched_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    random_ = random.Random(3)
    with open_store(MEMORY) as store:
        writer, view = store.writer(), store.view()
        writer.replace(ENTITIES, [quad for one in (*PEOPLE, *PLACES) for quad in named(one, "Nova")])
        for id, person in (("a", PEOPLE[0]), ("b", PEOPLE[1])):
            told, quads = article(id, "Gates")
            parts = (event(id), "agent", person)
            kind = (event(id), "type", KG.Protest)
            for claim in (parts, kind):
                quads += backed(claim_iri(BASE, id, *claim), claim, told, random_)
            writer.replace(told, quads)
        tables(view._now())
        for one in (PEOPLE[0], PEOPLE[1]):
            view.statements(object=one)
            view.node(one)
        asked: list[tuple[str, str]] = []
        select = store.select

        def spy(name: str, /, **bindings: str) -> Iterator[Row]:
            asked.extend((name, value) for value in bindings.values() or [""])
            return select(name, **bindings)

        monkeypatch.setattr(store, "select", spy)
        writer.delete(f"{BASE}article/b")
        assert [row.node.iri for row in view.events().items] == [event("a")]
        tables(view._now())
        for one in (PEOPLE[0], PEOPLE[1]):
            view.statements(object=one)
            view.node(one)
        assert "" not in {value for _, value in asked}  # no table as a whole
        assert not {value for name, value in asked if name != "articles"} & {PEOPLE[0], f"{BASE}article/a"}


def test_changes_that_are_not_known_are_seen() -> None:
    triple = f'<{PEOPLE[0]}> <{KG.country}> "KA"'
    graph = "http://u.example/g"
    with open_store(MEMORY) as store:
        writer, view = store.writer(), store.view()
        assert view.node(PEOPLE[0]).country is None
        writer.put(graph, f"{triple} .".encode())
        assert view.node(PEOPLE[0]).country == "KA"
        writer.drop(graph)
        assert view.node(PEOPLE[0]).country is None
        writer.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {triple} }} }}")
        assert view.node(PEOPLE[0]).country == "KA"
        writer.replace(graph, [])
        assert view.node(PEOPLE[0]).country is None


def test_threads_may_read_while_another_writes() -> None:
    random_ = random.Random(5)
    with open_store(MEMORY) as store, ThreadPoolExecutor(3) as pool:
        assert isinstance(store, OxigraphStore)
        view, done = store.view(), threading.Event()

        def read() -> int:
            asked = 0
            while not done.is_set():
                asked += len(answers(view))
            return asked

        reading = [pool.submit(read) for _ in range(3)]
        try:
            for _ in range(60):
                with view.held():
                    change(store, random_)
                    change(store, random_)
        finally:
            done.set()
        assert all(found.result() for found in reading)
        assert answers(view) == answers(View(store))
        assert tables(view._now()) == tables(State(store, store.revision))
