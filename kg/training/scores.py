"""All scores of a model that its card shows: names, trees and splitting from raw text, speed, load time and size."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.annotate.encoder.annotator import load_model
from kg.training.articles import read_articles
from kg.training.corpora import by_document, read_conllu, read_names
from kg.training.measure import CORE, intervals, measure_names, measure_speed, measure_trees, raw_text

__all__ = ["ALL", "TREE_KINDS", "score_model", "score_words"]

TREE_KINDS = ("sentences", "words", "upos", "xpos", "feats", "lemmas", "uas", "las")
ALL = "all"
RARE = 20  # a label with fewer gold occurrences is not worth a row


def score_model(nlp: Language, model: Path, corpora: Path, articles: Sequence[Path]) -> dict[str, Any]:
    """Scores by name, F in percent; nested ones are by label. `articles` are files of article records."""
    scores: dict[str, Any] = {}
    for part, kinds in score_words(nlp, corpora, articles).items():
        rows = {kind: row for kind, row in kinds.items() if row["count"] >= RARE}
        scores[f"{part}_rows"] = rows
        scores |= {f"{part}_{kind}": kinds[kind]["f"] for kind in (*TREE_KINDS, ALL, "core") if kind in kinds}
    scores["words_per_second"] = round(measure_speed(nlp, _texts(corpora)))
    begun = time.perf_counter()
    load_model(model)
    scores["load_seconds"] = round(time.perf_counter() - begun, 2)
    scores["megabytes"] = round(sum(file.stat().st_size for file in model.iterdir()) / 1e6, 1)
    return scores


def score_words(
    nlp: Language, corpora: Path | None, articles: Sequence[Path] = ()
) -> dict[str, dict[str, dict[str, float]]]:
    """Rows of precision, recall, F with its interval, and count, by kind, by what was read.

    Names of the held-back articles (`articles`), and where the folder `corpora` is given, those of `names` and what is
    known of words and arcs (`dep:LABEL`) in the treebanks; `core` are persons, organizations and places together.
    """
    joint = {ALL: (), "core": CORE}
    boards = {}
    if corpora is not None:
        boards["names"] = intervals(measure_names(nlp, read_names(corpora / "ner" / "ner_dev.jsonl.gz")), joint)
    if articles:
        held = (line for path in articles for line in read_articles(path, nlp, held=True))
        boards["articles"] = intervals(measure_names(nlp, held), joint)
    if corpora is not None:
        for treebank in ("ewt_test", "gum_dev"):
            boards[treebank] = intervals(measure_trees(nlp, read_conllu(corpora / "ud" / f"{treebank}.conllu.gz")))
    return boards


def _texts(corpora: Path) -> Iterator[str]:
    for document in by_document(read_conllu(corpora / "ud" / "gum_dev.conllu.gz")):
        yield raw_text(document)[0]
