"""The part of the model card that is about the event graph."""

from collections.abc import Mapping
from typing import Any

__all__ = ["COLUMNS", "HEADER", "describe_graph", "table"]

COLUMNS = ("precision", "recall", "f", "low", "high", "count")
HEADER = "| | precision | recall | F | from | to | in gold |\n|---|---|---|---|---|---|---|\n"


def describe_graph(scores: Mapping[str, Any]) -> str:
    """Markdown of what `graph_scores.score_graph` gives; empty if that is."""
    if not scores:
        return ""
    labels: dict[str, list[str]] = {}
    for kind, row in sorted(scores["labels"].items(), key=lambda item: (-item[1]["count"], item[0])):
        head, _, label = kind.partition(":")
        told = "(told)" in label
        if not told:
            labels.setdefault(head, []).append(_row(label, row))
    parts = [
        "## The event graph\n"
        f"Triggers of events, what fills their roles, sources, times, quantities, factuality, mentions and what they "
        f"refer\nback to, triggers of one event, stated relations; scored on the {scores['articles']} held-back "
        "articles, F in percent with the\nmiddle 95 percent over resampled articles. *told*: with gold triggers (of "
        "antecedents: gold mentions) given; else all\nfrom raw text. A trigger or mention counts if it overlaps (of "
        "mentions, with the right type), an arc if the head of\neither filler lies in the other and the label is "
        "right, once per event.\n\n",
        HEADER,
        table(scores["kinds"]),
    ]
    titles = {"type": "Types of events", "role": "Roles, from raw text", "mention": "Mentions"}
    titles |= {"factuality": "Factuality of gold triggers", "relation": "Relations"}
    for head, title in titles.items():
        if labels.get(head):
            parts.append(f"\n\n{title}:\n\n{HEADER}" + "\n".join(labels[head]))
    parts.append(_calibration(scores["reliability"]))
    return "".join(parts) + "\n"


def table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Rows of a table under `HEADER`, by name; the figures over all of them, in small letters, come last."""
    return "\n".join(
        _row(label, row) for label, row in sorted(rows.items(), key=lambda row: (row[0].islower(), row[0]))
    )


def _row(label: str, row: Mapping[str, Any]) -> str:
    return f"| {label} | " + " | ".join(str(row[column]) for column in COLUMNS) + " |"


def _calibration(reliability: Mapping[str, Any]) -> str:
    lines = [
        "\n\nHow far scores can be taken at their word, on the held-back articles; the error is the mean distance of "
        "score and share\nof right decisions over ten bins (expected calibration error). Each bin: mean score → share "
        "right (how many).\n\n| decision | error | bins |\n|---|---|---|\n"
    ]
    for head, row in reliability.items():
        bins = ", ".join(f"{score:.2f} → {right:.2f} ({count})" for score, right, count in row["bins"])
        lines.append(f"| {head} | {row['error']:.3f} | {bins} |\n")
    return "".join(lines)
