"""Runs the network: one window of words in, scores and labels of its words out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.annotate.encoder.directory import NETWORK, RELATIONS, ModelDirectory
from kg.annotate.encoder.pieces import Encoded
from kg.errors import ModelError

__all__ = ["GRAPH_OUTPUTS", "READING_OUTPUTS", "Network", "Reading", "open_session"]

READING_OUTPUTS = ("names", "starts", "upos", "xpos", "feats", "arcs", "dependents", "heads")
GRAPH_OUTPUTS = ("vectors", "triggers", "types", "outer", "inner")  # of models that have learned the event graph

Scores = NDArray[np.float32]
Choices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one window, a row per word.

    `names` and `starts` are logits over their labels; `upos`, `xpos`, `feats` the best labels' indices; `arcs` the
    score of each head, column 0 the root and 1 + i word i; labels of arcs are scored from `dependents` and `heads`.
    `graph` are the arrays of `GRAPH_OUTPUTS`, none if the model has no such heads.
    """

    names: Scores
    starts: Scores
    upos: Choices
    xpos: Choices
    feats: Choices
    arcs: Scores
    dependents: Scores
    heads: Scores
    graph: tuple[Scores, ...] = ()


class Network:
    """The two graphs of a model: words to readings, chosen arcs to their labels.

    Windows are run one at a time. Whole numbers in the quantized graph are scaled by the largest value of a run, so
    windows that ran together would change one another's scores in the last digits; alone, a text has one reading.
    """

    def __init__(self, directory: ModelDirectory) -> None:
        """Loads both graphs; raises ModelError if the runtime refuses them."""
        self._main = open_session(directory, NETWORK)
        self._relations = open_session(directory, RELATIONS)
        self._outputs = [*READING_OUTPUTS, *(GRAPH_OUTPUTS if directory.graph is not None else ())]

    def read(self, window: Encoded) -> Reading:
        """The reading of a window of at least one word."""
        inputs = {
            "ids": np.array(window.ids, dtype=np.int64),
            "shapes": np.array(window.shapes, dtype=np.int64),
            "first": np.array(window.first, dtype=np.int64),
        }
        found = self._main.run(self._outputs, inputs)
        by_name = dict(zip(self._outputs, found, strict=True))
        graph = tuple(by_name.pop(name) for name in GRAPH_OUTPUTS if name in by_name)
        return Reading(**by_name, graph=graph)

    def label_arcs(self, reading: Reading, chosen: Choices) -> Choices:
        """Indices of the labels of the arcs to `chosen` heads, one per word: 0 the root, 1 + i word i."""
        inputs: Mapping[str, NDArray[np.generic]] = {
            "dependents": reading.dependents,
            "heads": reading.heads,
            "chosen": chosen,
        }
        labels: Choices = self._relations.run(["relations"], inputs)[0]
        return labels


def open_session(directory: ModelDirectory, name: str) -> onnxruntime.InferenceSession:
    """One of the model's graphs, to be run in one thread; raises ModelError if the runtime refuses it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # parallelism is over documents, in processes
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_mem_pattern = False  # every text has sizes of its own
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(directory.path / name, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own exceptions have no common base
        raise ModelError(f"{directory.path / name}: the runtime cannot load it ({error})") from error
