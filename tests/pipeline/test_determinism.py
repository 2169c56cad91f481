"""The same articles give the same records, byte for byte: in any company, in any order, in any number of processes."""

import json
from collections.abc import Sequence

import pytest

from kg.model import Article, ArticleRecord
from kg.model.interchange import record_to_json
from kg.pipeline import extraction as stage
from kg.pipeline.extraction import Extraction, extract_articles
from kg.read import read_paths
from kg.samples import articles


def _bytes(records: Sequence[ArticleRecord]) -> list[bytes]:
    return [json.dumps(record_to_json(record), ensure_ascii=False).encode() for record in records]


@pytest.fixture(scope="module")
def samples() -> list[Article]:
    return [item for item in read_paths([articles()]) if isinstance(item, Article)][:8]


@pytest.fixture(scope="module")
def expected(samples, extraction) -> list[bytes]:
    """Records of each article by itself."""
    return _bytes([extraction.records([article])[0] for article in samples])


def test_another_run_gives_the_same_bytes(samples, expected):
    assert _bytes(Extraction().records(samples)) == expected


def test_neighbours_and_order_change_nothing(samples, extraction, expected):
    assert _bytes(extraction.records(samples[::-1]))[::-1] == expected


@pytest.mark.parametrize("size", [1, 3])
def test_batch_sizes_change_nothing(size, samples, expected, monkeypatch):
    monkeypatch.setattr(stage, "_BATCH", size)
    assert _bytes([record for record in extract_articles(samples, workers=1)]) == expected  # type: ignore[misc]


@pytest.mark.slow
def test_worker_processes_change_nothing(samples, expected, monkeypatch):
    """Fresh processes hash strings by other seeds: nothing may come in the order of a set."""
    monkeypatch.setattr(stage, "_BATCH", 2)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert _bytes([record for record in extract_articles(samples, workers=2)]) == expected  # type: ignore[misc]
