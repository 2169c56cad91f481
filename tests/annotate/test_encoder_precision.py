"""The shipped 8-bit model against what it decides in full precision, written down once for a few held-back articles.

`precision.json.gz` holds the decisions of the model exported with `--full`; it is written anew with each model:
`python -m tests.annotate.test_encoder_precision FULL_MODEL`.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from kg.annotate.encoder import build_pipeline
from kg.training.agreement import agreement, decisions_of
from kg.training.commands import ARTICLES
from kg.training.corpora import read_lines

STORED = Path(__file__).parent / "precision.json.gz"
ARTICLES_COMPARED = 12
LEAST = {
    "tags": 0.96,
    "arcs": 0.96,
    "sentences": 0.94,  # of 99; both find as many of them rightly
    "names": 0.93,
    "triggers": 0.9,
    "roles": 0.85,
    "factuality": 0.9,
    "mentions": 0.93,
    "antecedents": 0.88,
    "relations": 0.75,
}


def _texts() -> list[str]:
    lines = read_lines(ARTICLES[1])
    return [json.loads(line)["article"]["text"] for (_, line), _ in zip(lines, range(ARTICLES_COMPARED), strict=False)]


def _decisions(nlp: Language) -> list[dict[str, list[str]]]:
    return [decisions_of(nlp(text)) for text in _texts()]


@pytest.mark.slow
def test_eight_bits_decide_as_full_precision_does() -> None:
    stored: list[dict[str, Any]] = json.loads(gzip.decompress(STORED.read_bytes()))
    found = agreement(zip(stored, _decisions(build_pipeline()), strict=True))
    assert found.keys() == LEAST.keys()
    assert {kind: share for kind, share in found.items() if share < LEAST[kind]} == {}


if __name__ == "__main__":
    full = _decisions(build_pipeline(Path(sys.argv[1])))
    STORED.write_bytes(gzip.compress(json.dumps(full, separators=(",", ":")).encode(), mtime=0))
