"""The scoreboard of the event graph: each head on the held-back articles, with intervals, by label, and calibration."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.annotate.encoder.annotator import Encoder
from kg.annotate.encoder.pipeline import COMPONENT
from kg.training.articles import held_back, set_aside
from kg.training.corpora import by_document, read_conllu
from kg.training.graph_judge import calibration_error, judge, reliability
from kg.training.graph_measure import Read, read_story, tally_story, tally_treebank_links
from kg.training.measure import intervals
from kg.training.stories import read_stories, treebank_stories

__all__ = ["encoder_of", "read_aside", "read_held_back", "score_graph"]

CALIBRATION = Path(str(files("kg.training") / "data" / "calibration.jsonl.xz"))
RARE = 10  # a label with fewer gold occurrences is not worth a row


def encoder_of(nlp: Language) -> Encoder:
    """The language model within a pipeline."""
    encoder: Encoder = nlp.get_pipe(COMPONENT).encoder  # type: ignore[attr-defined]
    return encoder


def read_held_back(nlp: Language, articles: Iterable[Path]) -> list[Read]:
    """The held-back articles as the model reads them; treebank texts among them are left out."""
    return _reads(nlp, articles, held=True)


def read_aside(nlp: Language, articles: Iterable[Path]) -> list[Read]:
    """The articles set aside to choose thresholds on: some of `articles`, and those that come for just that."""
    return [*_reads(nlp, articles, held=False), *_read(nlp, [CALIBRATION], lambda identity: True)]


def _reads(nlp: Language, articles: Iterable[Path], *, held: bool) -> list[Read]:
    def wanted(identity: str) -> bool:
        told_apart = held_back(identity) if held else set_aside(identity) and not held_back(identity)
        return told_apart and not identity.startswith("gum_")

    return _read(nlp, articles, wanted)


def _read(nlp: Language, articles: Iterable[Path], wanted: Callable[[str], bool]) -> list[Read]:
    encoder = encoder_of(nlp)
    return [read_story(story, nlp, encoder) for path in articles for story in read_stories(path, nlp, wanted)]


def score_graph(nlp: Language, articles: Iterable[Path], corpora: Path | None = None) -> dict[str, Any]:
    """F and the like in percent by kind, `by_label`, `reliability` by head; empty if the model has no such heads.

    `corpora`, if given, adds coreference on the treebank's development documents.
    """
    encoder = encoder_of(nlp)
    if encoder.graph is None:
        return {}
    reads = read_held_back(nlp, articles)
    tallies = [tally_story(read, encoder.graph) for read in reads]
    rows = intervals(tallies)
    if corpora is not None:
        documents = by_document(read_conllu(corpora / "ud" / "gum_dev.conllu.gz"))
        rows["antecedents (GUM dev)"] = intervals(
            list(tally_treebank_links(treebank_stories(documents), nlp, encoder))
        )["antecedents"]
    judged: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for read in reads:
        for head, score, right in judge(read, encoder.graph):
            judged[head].append((score, right))
    return {
        "articles": len(reads),
        "kinds": {kind: row for kind, row in rows.items() if ":" not in kind},
        "labels": {kind: row for kind, row in rows.items() if ":" in kind and row["count"] >= RARE},
        "reliability": {
            head: {"error": round(calibration_error(of), 3), "bins": [_rounded(row) for row in reliability(of)]}
            for head, of in judged.items()
        },
    }


def _rounded(row: tuple[float, float, int]) -> tuple[float, float, int]:
    return round(row[0], 2), round(row[1], 2), row[2]
