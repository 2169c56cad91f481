"""The heads of the event graph as small ONNX graphs, one for each kind of question about pairs of words.

In 8 bits they take two thirds of the time they take in full precision, a twentieth of that of all annotation.
"""

# mypy: disallow-subclassing-any=False
# (torch is not installed where types are checked)

import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from kg.annotate.graph.anaphors import FEATURE_SIZES
from kg.annotate.graph.network import GRAPHS
from kg.training.graph_network import GraphHeads

__all__ = ["export_graphs", "graph_examples", "graph_functions", "write_onnx"]


class _Graph(nn.Module):
    """One question as a module of its own."""

    def __init__(self, heads: GraphHeads, ask: Callable[..., tuple[Tensor, ...]]) -> None:
        super().__init__()
        self.heads, self.ask = heads, ask

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        return self.ask(*inputs)


def graph_functions(heads: GraphHeads) -> dict[str, Callable[..., tuple[Tensor, ...]]]:
    """What each small graph computes, its arguments in the order of `GRAPHS`."""

    def arcs(vectors: Tensor, trigger: Tensor, kind: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        return heads.arcs(vectors, trigger, kind, words), heads.factuality(vectors, trigger)

    def antecedents(
        vectors: Tensor, kinds: Tensor, first: Tensor, second: Tensor, features: Tensor
    ) -> tuple[Tensor, ...]:
        return (heads.antecedents(vectors, torch.arange(vectors.shape[0]), kinds, first, second, features),)

    return {
        "arcs": arcs,
        "spans": lambda *inputs: (heads.spans(*inputs),),
        "stated": lambda *inputs: (heads.relations(*inputs),),
        "links": lambda *inputs: (heads.links(*inputs),),
        "antecedents": antecedents,
    }


def graph_examples(hidden: int = 384) -> dict[str, tuple[Tensor, ...]]:
    """Inputs of each small graph, as their shapes are told to the exporter by example."""
    torch.manual_seed(0)
    vectors, rows = torch.randn(7, hidden), torch.tensor([1, 4, 5])
    words = torch.tensor([[0, 1, 2, 3], [3, 4, 5, 6], [3, 4, 5, 6]])
    features = torch.stack([torch.arange(3) % size for size in FEATURE_SIZES], 1)
    return {
        "arcs": (vectors, rows, torch.tensor([0, 5, 47]), words),
        "spans": (vectors, rows, torch.tensor([2, 3, 6]), torch.tensor([0, 3, 12]), words),
        "stated": (vectors, rows, words),
        "links": (vectors, rows, torch.tensor([0, 1, 2]), torch.rand(3, 3)),
        "antecedents": (vectors, torch.arange(7) % 6, rows, torch.tensor([0, 1, 2]), features),
    }


AXES: Mapping[str, dict[int, str]] = {
    "vectors": {0: "words"},
    "kinds": {0: "words"},
    "words": {0: "rows", 1: "candidates"},
    "arcs": {0: "rows", 1: "candidates"},
    "ends": {0: "rows", 1: "candidates"},
    "stated": {0: "rows", 1: "candidates"},
}
ROWS = {0: "rows"}


def export_graphs(heads: GraphHeads, target: Path, store: Callable[[Path, Path], object]) -> None:
    """Writes `graph-NAME.onnx` for each entry of `GRAPHS`; `store` makes it of the same in full precision."""
    examples = graph_examples()
    for name, ask in graph_functions(heads.eval()).items():
        inputs, outputs = GRAPHS[name]
        axes = {axis: AXES.get(axis, ROWS) for axis in (*inputs, *outputs)}
        with tempfile.TemporaryDirectory() as scratch:
            full = Path(scratch) / "full.onnx"
            write_onnx(_Graph(heads, ask).eval(), examples[name], inputs, outputs, axes, full)
            store(full, target / f"graph-{name}.onnx")


def write_onnx(
    graph: nn.Module,
    example: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    axes: Mapping[str, Mapping[int, str]],
    target: Path,
) -> None:
    """Writes a module as ONNX in full precision, whole or not at all."""
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns of its successor on every call
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            graph,
            example,
            str(full),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: dict(named) for name, named in axes.items()},
            opset_version=17,
            dynamo=False,
        )
        target.write_bytes(full.read_bytes())
