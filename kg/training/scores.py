"""All scores of a model that its card shows: names, trees and splitting from raw text, speed, load time and size."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.annotate.encoder.annotator import load_model
from kg.training.articles import read_articles
from kg.training.corpora import by_document, read_conllu, read_names
from kg.training.measure import CORE, Tally, measure_names, measure_speed, measure_trees, raw_text

__all__ = ["TREE_KINDS", "score_model"]

TREE_KINDS = ("sentences", "words", "upos", "xpos", "feats", "lemmas", "uas", "las")
RARE = 20  # a label with fewer gold occurrences is not worth a row


def score_model(nlp: Language, model: Path, corpora: Path, articles: Sequence[Path]) -> dict[str, Any]:
    """Scores by name, F in percent; nested ones are by label. `articles` are files of article records."""
    scores: dict[str, Any] = {}
    names = measure_names(nlp, read_names(corpora / "ner" / "ner_dev.jsonl.gz"))
    scores |= {
        "names": _rounded(names.f_score()),
        "names_core": _rounded(names.f_score(*CORE)),
        "names_by_label": _rows(names),
    }
    if articles:
        held = measure_names(nlp, (line for path in articles for line in read_articles(path, nlp, held=True)))
        scores |= {"articles_core": _rounded(held.f_score(*CORE)), "articles_by_label": _rows(held)}
    for treebank in ("ewt_test", "gum_dev"):
        tally = measure_trees(nlp, read_conllu(corpora / "ud" / f"{treebank}.conllu.gz"))
        scores |= {f"{treebank}_{kind}": _rounded(tally.f_score(kind)) for kind in TREE_KINDS}
        scores[f"{treebank}_by_label"] = _rows(tally, "dep:")
    scores["words_per_second"] = round(measure_speed(nlp, _texts(corpora)))
    begun = time.perf_counter()
    load_model(model)
    scores["load_seconds"] = round(time.perf_counter() - begun, 2)
    scores["megabytes"] = round(sum(file.stat().st_size for file in model.iterdir()) / 1e6, 1)
    return scores


def _texts(corpora: Path) -> Iterator[str]:
    for document in by_document(read_conllu(corpora / "ud" / "gum_dev.conllu.gz")):
        yield raw_text(document)[0]


def _rows(tally: Tally, prefix: str = "") -> dict[str, dict[str, float]]:
    """Precision, recall, F and number by label, most frequent first."""
    rows: dict[str, dict[str, float]] = {}
    for kind, count in tally.gold.most_common():
        if kind.startswith(prefix) and count >= RARE:
            rows[kind.removeprefix(prefix)] = {
                "precision": _rounded(100 * tally.right[kind] / max(1, tally.predicted[kind])),
                "recall": _rounded(100 * tally.right[kind] / count),
                "f": _rounded(tally.f_score(kind)),
                "count": count,
            }
    return rows


def _rounded(value: float) -> float:
    return round(value, 1)
