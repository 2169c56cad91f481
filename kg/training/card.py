"""The model card: what the model is, what it learned from, how well it does, and where it fails."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from kg.annotate.encoder.directory import ModelDirectory
from kg.training.graph_card import HEADER, describe_graph, table
from kg.training.scores import TREE_KINDS

__all__ = ["write_card"]

ARTICLES_ROW = (
    "| news articles written and annotated for newsgraph (`kg/training/data`), one eighth held back "
    "| events, mentions, relations; names, where sure; trees, as a parser reads them that has not learned events "
    "| CC BY 4.0 |\n"
)
AVERAGED = " Mean of {} states of the weights."


def write_card(model: Path, scores: Mapping[str, Any], training: Mapping[str, Any]) -> None:
    """Writes README.md and NOTICE into the model directory.

    `scores` as `scores.score_model` gives them; `training`: epochs, seconds, whether articles were learned from.
    """
    directory = ModelDirectory.open(model)
    values = {name: value for name, value in scores.items() if not isinstance(value, dict)}
    values |= {
        "name": directory.name,
        "version": directory.version,
        "epochs": training.get("epochs", "?"),
        "minutes": round(training.get("seconds", 0) / 60) or "?",
        "averaged": AVERAGED.format(training["averaged"]) if training.get("averaged", 1) > 1 else "",
        "articles_row": ARTICLES_ROW if training.get("articles") else "",
        "names_rows": table(scores["names_rows"]),
        "label_rows": table({kind[4:]: row for kind, row in scores["gum_dev_rows"].items() if kind[:4] == "dep:"}),
        "articles_scores": _articles(scores["articles_rows"]) if "articles_rows" in scores else "",
        "graph": describe_graph(scores.get("graph", {})),
    }
    for treebank in ("ewt_test", "gum_dev"):
        values[f"{treebank}_row"] = " | ".join(str(scores[f"{treebank}_{kind}"]) for kind in TREE_KINDS)
    here = files("kg.training")
    template = Template(here.joinpath("card_template.md").read_text(encoding="utf-8"))
    (model / "README.md").write_text(template.substitute(values), encoding="utf-8")
    (model / "NOTICE").write_text(here.joinpath("notice.txt").read_text(encoding="utf-8"), encoding="utf-8")


def _articles(rows: Mapping[str, Mapping[str, float]]) -> str:
    wanted = {label: rows[label] for label in ("core", "PERSON", "ORG", "LOC") if label in rows}
    return f"On the held-back articles, where the notes are sure:\n\n{HEADER}{table(wanted)}\n\n"
