"""How well reprints are grouped among made-up stories; the benchmark measures the same on ten thousand, with speed."""

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks" / "reading"


def test_reprints_of_made_up_stories_are_grouped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from measure_reprints import PRECISION, RECALL, group, pair_scores
    from stories import reprints

    told = list(reprints(1000, seed=7))
    precision, recall = pair_scores(told, group(told, str(tmp_path)))
    assert precision >= PRECISION
    assert recall >= RECALL
    for name in ("measure_reprints", "stories"):
        sys.modules.pop(name)
