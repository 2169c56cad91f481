"""What each thing that the choice of a carried time looks at adds to it, learned from annotated articles.

A logistic regression with a quadratic penalty, fitted by Newton's method (iteratively reweighted least squares; Hastie,
Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1): deterministic, without a step size to choose.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.annotate.annotator import Annotator
from kg.extract.carried_time import Page, Telling, value_of
from kg.extract.context import headline_end
from kg.extract.extractor import Extractor
from kg.model import Article, EventMention, Moment
from kg.training.articles import held_back, set_aside

__all__ = ["Example", "examples", "fit", "write_weights"]

PENALTY = 8.0
_ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate: what holds of it, and whether its time is the one that annotators gave."""

    article: str
    names: tuple[str, ...]
    meant: bool


def examples(rows: Iterable[Mapping[str, Any]], annotator: Annotator) -> Iterator[Example]:
    """The candidates for every event of annotated articles (records as training data hold them) without a time."""
    extractor = Extractor(carry=False)
    noted = list(rows)
    articles = (_article(row["article"]) for row in noted)
    for row, (article, doc, layers) in zip(noted, annotator.annotate(articles), strict=True):
        record = extractor.extract(article, doc, layers)
        events = sorted(record.events, key=lambda event: (event.trigger.start, event.trigger.end))
        telling = Telling(events, Page.of(article, doc, layers, headline_end(article)))
        for place, event in enumerate(events):
            if event.time is None:
                wanted = _wanted(event, row["events"])
                for other, names in telling.choices(place):
                    yield Example(article.id, tuple(names), wanted is not None and value_of(other) == wanted)


def _article(told: Mapping[str, Any]) -> Article:
    published = Moment(told["published"]) if told.get("published") else None
    return Article(told["id"], told["text"], title=told.get("title"), published=published, language="en")


def _wanted(event: EventMention, noted: Sequence[Mapping[str, Any]]) -> str | None:
    """The time that annotators gave the event that a trigger stands for, one of its own kind first."""
    same = [
        row
        for row in noted
        for place in (row["trigger"], *row["also_triggers"])
        if place["start"] < event.trigger.end and event.trigger.start < place["end"]
    ]
    same.sort(key=lambda row: row["type"] != event.type)
    return same[0]["time"].get("value") if same and same[0]["time"] else None


def fit(learned: Sequence[Example], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of all names, those that round to nothing left out."""
    names = sorted({name for example in learned for name in example.names})
    column = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(learned), len(names)))
    for row, example in enumerate(learned):
        matrix[row, [column[name] for name in example.names]] = 1.0
    weights = _newton(matrix, np.array([float(example.meant) for example in learned]), penalty)
    return {name: value for name, value in zip(names, weights.round(3).tolist(), strict=True) if value}


def _newton(matrix: NDArray[np.float64], meant: NDArray[np.float64], penalty: float) -> NDArray[np.float64]:
    weights = np.zeros(matrix.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-(matrix @ weights)))
        slope = matrix.T @ (likely - meant) + penalty * weights
        bend = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + penalty * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def write_weights(articles: Sequence[Path], annotator: Annotator, target: Path) -> int:
    """Learns from files of annotated articles (JSON Lines, xz) but those kept aside; returns of how many candidates."""
    lines = (line for path in articles for line in lzma.decompress(path.read_bytes()).decode().splitlines())
    noted = map(json.loads, lines)
    rows = [row for row in noted if not held_back(row["article"]["id"]) and not set_aside(row["article"]["id"])]
    learned = list(examples(rows, annotator))
    target.write_text(json.dumps(fit(learned), indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return len(learned)
