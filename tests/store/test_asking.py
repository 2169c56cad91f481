"""Queries from an event loop: answered without threads where they can be, with the same promises as others."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from kg.rdf.quads import Quad
from kg.store import MEMORY, open_store
from kg.store.question import Limits, Question
from kg.store.sparql import InvalidQuery, NetworkRefused, PoolBusy, QueryCrashed, QueryPool, QueryTimeout

GRAPH = "http://example.org/graph"
TRUE = Question("ASK {}", table="text/csv")
SLOW = Question("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }")


@pytest.fixture(scope="module")
def pool() -> Iterator[QueryPool]:
    with open_store(MEMORY) as store:
        quads = [Quad(f"<http://example.org/{n}>", "<a:p>", f'"{n:0200}"', f"<{GRAPH}>") for n in range(400)]
        store.writer().replace(GRAPH, quads)
        with QueryPool(store, limits=Limits(seconds=1.0, workers=1, waiting=1)) as opened:
            opened.answer(TRUE)
            yield opened


def on_a_loop(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


def test_small_and_large_answers_are_those_that_threads_get(pool: QueryPool) -> None:
    rows = Question("SELECT * { ?s ?p ?o } ORDER BY ?s", table="text/csv")
    for question in (TRUE, rows):
        assert on_a_loop(pool.ask(question)) == pool.answer(question)
    assert len(pool.answer(rows).body) > 64 * 1024


def test_a_long_query_is_answered_too(pool: QueryPool) -> None:
    assert on_a_loop(pool.ask(Question("ASK {} #" + "x" * 100_000, table="text/csv"))).body == b"true"


@pytest.mark.parametrize(("text", "error"), [("ASK {", InvalidQuery), ("ASK { SERVICE <a:b> {} }", NetworkRefused)])
def test_errors_are_passed_on(pool: QueryPool, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        on_a_loop(pool.ask(Question(text)))
    assert on_a_loop(pool.ask(TRUE)).body == b"true"


def test_a_slow_query_is_stopped_and_the_loop_runs_meanwhile(pool: QueryPool) -> None:
    async def work() -> int:
        slow, turns = asyncio.create_task(pool.ask(SLOW)), 0
        while not slow.done():
            await asyncio.sleep(0.01)
            turns += 1
        with pytest.raises(QueryTimeout):
            slow.result()
        return turns

    assert on_a_loop(work()) > 10
    assert pool.answer(TRUE).body == b"true"


def test_a_query_that_nobody_waits_for_any_more_is_stopped(pool: QueryPool) -> None:
    pool.answer(TRUE)

    async def work() -> None:
        slow = asyncio.create_task(pool.ask(SLOW))
        await asyncio.sleep(0.1)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow

    on_a_loop(work())
    assert not pool._workers[0].ready
    assert on_a_loop(pool.ask(TRUE)).body == b"true"


def test_too_many_are_turned_away(pool: QueryPool) -> None:
    pool.answer(TRUE)

    async def work() -> list[Any]:
        return await asyncio.gather(*(pool.ask(SLOW) for _ in range(4)), return_exceptions=True)

    assert sum(isinstance(found, PoolBusy) for found in on_a_loop(work())) >= 2
    assert pool.answer(TRUE).body == b"true"


def test_a_process_that_died_while_idle_is_replaced_and_one_that_dies_at_work_is_told(pool: QueryPool) -> None:
    pool.answer(TRUE)
    end_process(pool)
    assert on_a_loop(pool.ask(TRUE)).body == b"true"

    async def work() -> None:
        slow = asyncio.create_task(pool.ask(SLOW))
        await asyncio.sleep(0.1)
        end_process(pool)
        await slow

    with pytest.raises(QueryCrashed):
        on_a_loop(work())
    assert on_a_loop(pool.ask(TRUE)).body == b"true"


def end_process(pool: QueryPool) -> None:
    running = pool._workers[0]._running
    assert running is not None
    running[0].kill()
    running[0].join()
