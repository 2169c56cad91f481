"""From a checkpoint to the model directory that `kg.annotate.encoder` runs: small quantized ONNX graphs.

Weights are stored in 8 bits with one scale per output channel; `reduce_range` keeps them to 7, which costs little and
is exact on processors whose 8-bit products would otherwise overflow (those without VNNI).
"""

# mypy: disallow-subclassing-any=False
# (torch is not installed where types are checked)

import json
import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.annotate.encoder.directory import CONFIG, FORMAT, LEMMAS, NETWORK, RELATIONS, VOCABULARY
from kg.annotate.encoder.network import GRAPH_OUTPUTS, READING_OUTPUTS
from kg.training.checksums import list_files
from kg.training.fuse import fuse_attention
from kg.training.graph_export import export_graphs, write_onnx
from kg.training.graph_network import GraphHeads
from kg.training.labels import Labels
from kg.training.network import FAR, Network
from kg.training.windows import PIECES

__all__ = ["RelationGraph", "WindowGraph", "export", "window_inputs", "write_window"]


class WindowGraph(nn.Module):
    """The network as inference runs it: one window, no padding, labels instead of scores where only the best counts."""

    def __init__(self, network: Network) -> None:
        """Wraps a trained network."""
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Outputs in the order of `READING_OUTPUTS` and, of a network that has the heads, `GRAPH_OUTPUTS`."""
        out = self.network(ids[None], shapes[None], torch.ones_like(ids)[None], first[None])
        best = {name: out.words[name][0].argmax(-1) for name in ("upos", "xpos", "feats")}
        read = (
            out.words["names"][0],
            out.words["starts"][0],
            best["upos"],
            best["xpos"],
            best["feats"],
            out.arcs[0],
            out.dependents[0],
            out.heads[0],
        )
        if not isinstance(self.network.graph, GraphHeads):
            return read
        graph = self.network.graph.words(out.vectors[0])
        return (*read, out.vectors[0], graph.triggers, graph.types, graph.outer, graph.inner)


class RelationGraph(nn.Module):
    """Labels of chosen arcs; an arc from the root is labelled root, and no other is."""

    def __init__(self, network: Network, root: int) -> None:
        """Wraps a trained network; `root` is the index of the label root."""
        super().__init__()
        self.network, self.root = network, root

    def forward(self, dependents: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        """One label index per word."""
        scores = self.network.relations(dependents[None], heads[None], chosen[None])[0]
        is_root = torch.arange(scores.shape[-1]) == self.root
        return scores.masked_fill((chosen == 0)[:, None] != is_root[None], FAR).argmax(-1)


def export(
    network: Network,
    labels: Labels,
    base: Path,
    lemmas: bytes,
    target: Path,
    name: str,
    version: str,
    *,
    full: bool = False,
) -> None:
    """Writes the model directory but its card; `base` holds the tokenizer, `lemmas` is what `pack_lemmas` made.

    `full`: in full precision, to compare with; four times the size.
    """
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    with tempfile.TemporaryDirectory() as scratch:
        store = shutil.copyfile if full else _quantize
        written = Path(scratch) / "full.onnx"
        write_window(network, written)
        store(written, target / NETWORK)
        fuse_attention(target / NETWORK)
        _write_relations(network, labels.relations.index("root"), written)
        store(written, target / RELATIONS)
    eventful = isinstance(network.graph, GraphHeads)
    if isinstance(network.graph, GraphHeads):
        export_graphs(network.graph, target, store if full else partial(_quantize, kinds=("MatMul",)))
    shutil.copyfile(base / "tokenizer.json", target / VOCABULARY)
    (target / LEMMAS).write_bytes(lemmas)
    config = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "pieces": PIECES,
        "labels": {"words": labels.words, "relations": labels.relations},
        **({"graph": {}} if eventful else {}),
        "files": {},
    }
    (target / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    list_files(target)


def window_inputs() -> tuple[Tensor, Tensor, Tensor]:
    """A short window, by whose example the exporter is told the shapes."""
    ids = torch.tensor([101, 2182, 3504, 1996, 3231, 1012, 102])
    return ids, torch.zeros_like(ids), torch.arange(1, 6)


def write_window(network: Network, target: Path) -> None:
    """Writes the graph that reads a window, in full precision."""
    names = [*READING_OUTPUTS, *(GRAPH_OUTPUTS if isinstance(network.graph, GraphHeads) else ())]
    axes = {axis: {0: "pieces"} for axis in ("ids", "shapes")} | {name: {0: "words"} for name in ("first", *names)}
    axes["arcs"] = {0: "words", 1: "nodes"}
    axes["heads"] = {0: "nodes"}
    write_onnx(WindowGraph(network).eval(), window_inputs(), ["ids", "shapes", "first"], names, axes, target)


def _write_relations(network: Network, root: int, target: Path) -> None:
    with torch.no_grad():
        out = WindowGraph(network).eval()(*window_inputs())
    chosen = (out[6], out[7], out[5].argmax(-1))
    axes = {"dependents": {0: "words"}, "heads": {0: "nodes"}, "chosen": {0: "words"}, "relations": {0: "words"}}
    inputs = ["dependents", "heads", "chosen"]
    write_onnx(RelationGraph(network, root).eval(), chosen, inputs, ["relations"], axes, target)


def _quantize(full: Path, target: Path, kinds: Sequence[str] = ("MatMul", "Gather")) -> None:
    """Puts the weights of some kinds of operations into 8 bits; what looks up a few dozen rows is not worth it."""
    quantize_dynamic(
        full,
        target,
        op_types_to_quantize=list(kinds),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
