"""A small made-up world, as the benchmark makes large ones: what is found, and that it can be found bit by bit."""

import random

import pytest

from kg.resolve import Resolver, resolve
from tests.benchmarks.resolution.scores import pair_scores
from tests.benchmarks.resolution.world import Trial, make_trial


@pytest.fixture(scope="module")
def trial() -> Trial:
    return make_trial(600, 3000)


def test_a_generated_world_is_resolved_precisely_and_widely(trial: Trial) -> None:
    precision, recall = pair_scores(resolve(trial.records).entities, trial.truth)
    assert precision >= 0.98
    assert recall >= 0.92


def test_a_generated_world_can_be_built_in_any_steps(trial: Trial) -> None:
    records = {record.article.id: record for record in trial.records[:120]}
    order = list(records.values())
    random.Random(3).shuffle(order)
    resolver = Resolver()
    for place, record in enumerate(order):
        resolver.put(record)
        if place % 7 == 0:
            resolver.settle(lambda ids: [records[article] for article in ids])
    resolver.put(trial.records[150])
    resolver.settle(lambda ids: [records.get(article, trial.records[150]) for article in ids])
    resolver.drop(trial.records[150].article.id)
    resolver.settle(lambda ids: [records[article] for article in ids])
    assert resolver.resolution() == resolve(order)
