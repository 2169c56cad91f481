"""How well furniture is recognized on annotated articles that no rule was written for."""

import os
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

import pytest

from kg.read.furniture import recognize

PRECISION_FLOOR, RECALL_FLOOR = 0.97, 0.90
"""Measured on the 120 articles held back: precision 0.988, recall 0.912 (83 found, 1 wrong, 8 missed)."""

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / ".." / "shared"))
CORPUS = SHARED / "corpora" / "newsevents"


def _articles() -> Iterator[list[tuple[str, bool]]]:
    """The lines of each held-back article, with whether an annotator marked them as furniture."""
    for path in sorted(CORPUS.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n=== ")[0:]:
            name, _, rest = block.removeprefix("=== ").partition("\n")
            if sha1(name.strip().encode(), usedforsecurity=False).hexdigest()[0] not in "01":
                continue
            body = rest.partition("--- text\n")[2].partition("\n--- ")[0]
            yield [(line.removeprefix("%% ").strip(), line.startswith("%% ")) for line in body.split("\n")]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the annotated corpus is not at {CORPUS}; set KG_SHARED to measure")
def test_furniture_of_held_back_articles_is_recognized() -> None:
    right = wrong = missed = 0
    for lines in _articles():
        marked = {cut.span.text for cut in recognize("\n".join(line for line, _ in lines)).discarded}
        for line, is_furniture in lines:
            right += is_furniture and line in marked
            missed += is_furniture and line not in marked
            wrong += not is_furniture and line in marked
    precision, recall = right / (right + wrong), right / (right + missed)
    assert precision >= PRECISION_FLOOR, f"precision {precision:.3f}: {wrong} lines of articles taken for furniture"
    assert recall >= RECALL_FLOOR, f"recall {recall:.3f}: {missed} lines of furniture not recognized"
