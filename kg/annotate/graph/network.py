"""Runs the small graphs that score pairs of words, from the encoder's vectors."""

from dataclasses import dataclass

import numpy as np

from kg.annotate.encoder.directory import ModelDirectory
from kg.annotate.encoder.network import open_session
from kg.annotate.graph.scores import Integers, Scores

__all__ = ["GRAPHS", "GraphNetwork", "GraphReading"]

GRAPHS = {
    "arcs": (("vectors", "trigger", "kind", "words"), ("arcs", "factuality")),
    "spans": (("vectors", "origin", "head", "label", "words"), ("ends",)),
    "stated": (("vectors", "subject", "words"), ("stated",)),
    "links": (("vectors", "first", "second", "features"), ("linked",)),
    "antecedents": (("vectors", "kinds", "first", "second", "features"), ("referring",)),
}
"""File (`graph-NAME.onnx`), inputs and outputs of each small graph; inputs are as `kg.training.graph_network` says."""


@dataclass(frozen=True, slots=True)
class GraphReading:
    """What the encoder says of a whole text, a row per word; all but the vectors are logits."""

    vectors: Scores
    triggers: Scores
    types: Scores
    outer: Scores
    inner: Scores


class GraphNetwork:
    """The small graphs of a model, loaded; each runs on the rows of `vectors` that it is given."""

    def __init__(self, directory: ModelDirectory) -> None:
        """Loads all graphs; raises ModelError if the runtime refuses one."""
        self._sessions = {name: open_session(directory, f"graph-{name}.onnx") for name in GRAPHS}

    def run(self, name: str, **inputs: Scores | Integers) -> tuple[Scores, ...]:
        """The outputs of the graph `name`."""
        asked, given = GRAPHS[name]
        feed = {
            key: np.ascontiguousarray(inputs[key], np.float32 if inputs[key].dtype.kind == "f" else np.int64)
            for key in asked
        }
        return tuple(self._sessions[name].run(list(given), feed))
