"""Answers are kept until the store changes, within bounds."""

from pathlib import Path

import pytest

from kg.rdf.quads import Quad
from kg.store import MEMORY, open_store
from kg.store.question import Answer, Limits, Question
from kg.store.sparql import QueryPool
from kg.store.sparql.answers import KeptAnswers

ROOM = 160_000
GRAPH = "http://example.org/graph"


def answer(size: int = 1) -> Answer:
    return Answer("text/csv", b"x" * size)


def test_an_answer_is_kept_for_its_question_and_revision_only() -> None:
    kept = KeptAnswers(ROOM)
    kept.put(Question("ASK {}"), answer(), 3)
    assert kept.get(Question("ASK {}"), 3) == answer()
    assert kept.get(Question("ASK {}"), 4) is None
    assert kept.get(Question("ASK {}", table="text/csv"), 3) is None
    kept.put(Question("ASK {}"), answer(2), 4)
    kept.put(Question("ASK { ?s ?p ?o }"), answer(), 3)
    assert kept.get(Question("ASK {}"), 4) == answer(2)
    assert kept.get(Question("ASK { ?s ?p ?o }"), 4) is None


@pytest.mark.parametrize(
    "text", ["SELECT (RAND() AS ?x) {}", "SELECT (now() AS ?x) {}", "SELECT (\\u0052AND() AS ?x) {}"]
)
def test_what_differs_each_time_is_not_kept(text: str) -> None:
    kept = KeptAnswers(ROOM)
    kept.put(Question(text), answer(), 1)
    assert kept.get(Question(text), 1) is None


def test_room_is_bounded_and_the_longest_unasked_goes_first() -> None:
    kept = KeptAnswers(ROOM)
    kept.put(Question("ASK { }"), answer(ROOM), 1)
    assert kept.get(Question("ASK { }"), 1) is None
    questions = [Question(f"ASK {{ <a:{number}> ?p ?o }}") for number in range(40)]
    for question in questions:
        kept.put(question, answer(8_000), 1)
        kept.get(questions[0], 1)
    assert kept.get(questions[0], 1)
    assert kept.get(questions[-1], 1)
    assert kept.get(questions[1], 1) is None


def test_without_room_nothing_is_kept() -> None:
    kept = KeptAnswers(0)
    kept.put(Question("ASK {}"), answer(0), 1)
    assert kept.get(Question("ASK {}"), 1) is None


def test_a_pool_that_keeps_answers_sees_changes(tmp_path: Path) -> None:
    count = Question("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", table="text/csv")
    limits = Limits(workers=1, staleness=0.0, cache_bytes=ROOM)
    with open_store(MEMORY) as store, QueryPool(store, limits=limits, folder=tmp_path) as pool:
        assert pool.answer(count) is pool.answer(count)
        store.writer().replace(GRAPH, [Quad("<http://example.org/1>", "<a:p>", '"x"', f"<{GRAPH}>")])
        assert pool.answer(count).body.split() == [b"n", b"1"]
