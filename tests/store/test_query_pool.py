"""Users' queries in processes: deadlines, caps, freshness. Most tests share a pool, since processes start slowly."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from kg.errors import QueryRefused
from kg.rdf.quads import Quad
from kg.store import MEMORY, Store, open_store
from kg.store.question import Limits, Question
from kg.store.sparql import InvalidQuery, NotAcceptable, PoolBusy, QueryCrashed, QueryPool, QueryTimeout, ResultTooLarge

GRAPH = "http://example.org/graph"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }"
LIMITS = Limits(seconds=1.0, answer_bytes=100_000, workers=1, waiting=0, staleness=0.0)


def ask_while(thread: Thread, pool: QueryPool) -> None:
    while thread.is_alive():
        pool.answer(Question("ASK {}"))


def filled(store: Store, count: int = 200) -> Store:
    store.writer().replace(
        GRAPH, [Quad(f"<http://example.org/{n}>", "<a:p>", '"x"', f"<{GRAPH}>") for n in range(count)]
    )
    return store


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    with open_store(MEMORY) as store, QueryPool(filled(store), limits=LIMITS) as opened:
        opened.answer(Question("ASK {}"))
        yield opened


@pytest.mark.parametrize(
    ("text", "media_type"),
    [("ASK { ?s ?p ?o }", "application/sparql-results+json"), ("CONSTRUCT { ?s ?p 1 } { ?s ?p ?o }", "text/turtle")],
)
def test_pool_answers_in_the_format_of_the_result(pool: QueryPool, text: str, media_type: str) -> None:
    answer = pool.answer(Question(text))
    assert answer.media_type == media_type
    assert answer.body


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (Question("SELECT"), InvalidQuery),
        (Question("SELECT * { SERVICE <http://127.0.0.1:9/> {} }"), QueryRefused),
        (Question("ASK {}", table=None), NotAcceptable),
        (Question("SELECT * { ?a ?b ?c . ?d ?e ?f }"), ResultTooLarge),
    ],
)
def test_pool_passes_errors_on_and_goes_on(pool: QueryPool, question: Question, error: type[Exception]) -> None:
    with pytest.raises(error):
        pool.answer(question)
    assert pool.answer(Question("ASK {}", table="text/csv")).body == b"true"


def test_pool_stops_a_slow_query_and_goes_on(pool: QueryPool) -> None:
    began = monotonic()
    with pytest.raises(QueryTimeout, match="longer than 1 s"):
        pool.answer(Question(SLOW))
    assert monotonic() - began < 5
    assert pool.answer(Question("ASK {}", table="text/csv")).body == b"true"


def test_pool_turns_away_what_it_cannot_hold(pool: QueryPool) -> None:
    def slow() -> None:
        with pytest.raises(QueryTimeout):
            pool.answer(Question(SLOW))

    thread = Thread(target=slow)
    thread.start()
    try:
        with pytest.raises(PoolBusy):
            ask_while(thread, pool)
    finally:
        thread.join()


def test_pool_survives_the_death_of_a_worker(pool: QueryPool) -> None:
    pool.answer(Question("ASK {}"))
    running = pool._workers[0]._running
    assert running is not None
    running[0].kill()
    running[0].join()
    assert pool.answer(Question("ASK {}", table="text/csv")).body == b"true"


def test_pool_bounds_memory() -> None:
    limits = Limits(seconds=60, memory_bytes=2 * 1024**3, workers=1)
    with open_store(MEMORY) as store, QueryPool(filled(store, 2000), limits=limits) as small:
        with pytest.raises(QueryCrashed, match=r"2\.0 GiB"):
            small.answer(Question("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"))
        assert small.answer(Question("ASK {}", table="text/csv")).body == b"true"


def test_pool_sees_changes(tmp_path: Path) -> None:
    count = Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", table="text/csv")
    with open_store(tmp_path) as store, QueryPool(filled(store, 3), limits=LIMITS, folder=tmp_path) as fresh:
        assert fresh.answer(count).body.split() == [b"n", b"3"]
        filled(store, 5)
        assert fresh.answer(count).body.split() == [b"n", b"5"]
        assert len([*tmp_path.glob("snapshots-*/[0-9]*")]) == 1
    assert not [*tmp_path.glob("snapshots-*")]


def test_pool_removes_what_killed_processes_left_but_not_what_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "snapshots-orphan" / "0").mkdir(parents=True)
    with open_store(MEMORY) as store, QueryPool(store, limits=LIMITS, folder=tmp_path):
        (used,) = tmp_path.glob("snapshots-*")
        with QueryPool(store, limits=LIMITS, folder=tmp_path):
            assert used in [*tmp_path.glob("snapshots-*")]
    assert not [*tmp_path.glob("snapshots-*")]


def test_worker_cannot_reach_the_network_even_unrefused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.sparql.pool.refuse_network", lambda text: None)
    with socket.create_server(("127.0.0.1", 0)) as server, open_store(MEMORY) as store:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with QueryPool(filled(store, 1), limits=LIMITS) as fenced, pytest.raises(QueryRefused):
            fenced.answer(Question(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
        with pytest.raises(TimeoutError):
            server.accept()


def test_slow_queries_leave_their_place_to_others() -> None:
    limits = Limits(seconds=9.0, workers=1, waiting=4, patience=9.0)
    with open_store(MEMORY) as store, QueryPool(filled(store), limits=limits) as pool:
        pool.answer(Question("ASK {}"))

        def slow() -> None:
            with pytest.raises(QueryTimeout):
                pool.answer(Question(SLOW))

        thread = Thread(target=slow)
        thread.start()
        answered = 0
        while thread.is_alive():
            pool.answer(Question("ASK { ?s ?p ?o }"))
            answered += 1
        thread.join()
        assert answered > 10
        for _ in range(100):
            if len(pool._workers) == 1:
                break
            sleep(0.05)
        assert len(pool._workers) == 1
        assert pool.answer(Question("ASK {}", table="text/csv")).body == b"true"
