"""The scoreboard of a model, head by head, on what it was never trained on."""

from pathlib import Path

from kg.annotate.encoder.pipeline import build_pipeline
from kg.training.commands import ARTICLES
from kg.training.graph_scores import score_graph
from kg.training.scores import score_words

__all__ = ["score_heads"]

Rows = dict[str, dict[str, float]]


def score_heads(model: Path | None = None, corpora: Path | None = None) -> dict[str, Rows]:
    """By head, rows of precision, recall and F with its interval (percent) and count, by kind.

    On the held-back articles that come with the package, and, where a folder of `corpora` is given, on names and
    treebanks. `model` is a model directory, the shipped one by default. Raises ModelError or CorpusError.
    """
    nlp = build_pipeline(model)
    boards = {HEADS.get(part, part): rows for part, rows in score_words(nlp, corpora, ARTICLES).items()}
    graph = score_graph(nlp, ARTICLES, corpora)
    if graph:
        boards["event graph"] = graph["kinds"]
        for kind, row in graph["labels"].items():
            head, _, label = kind.partition(":")
            boards.setdefault(f"event graph: {head}", {})[label] = row
    return boards


HEADS = {
    "names": "names (corpus)",
    "articles": "names (held-back articles)",
    "ewt_test": "words and trees (EWT test)",
    "gum_dev": "words and trees (GUM dev)",
}
