"""From a checkpoint to the model directory that `kg.annotate.encoder` runs: two small quantized ONNX graphs.

Weights are stored in 8 bits with one scale per output channel; `reduce_range` keeps them to 7, which costs little and
is exact on processors whose 8-bit products would otherwise overflow (those without VNNI).
"""

# mypy: disallow-subclassing-any=False
# (torch is not installed where types are checked)

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.annotate.encoder.directory import CONFIG, FORMAT, LEMMAS, NEEDED, NETWORK, RELATIONS, VOCABULARY
from kg.annotate.encoder.network import Reading
from kg.training.labels import Labels
from kg.training.network import FAR, Network
from kg.training.windows import PIECES

__all__ = ["export", "list_files"]


class WindowGraph(nn.Module):
    """The network as inference runs it: one window, no padding, labels instead of scores where only the best counts."""

    def __init__(self, network: Network) -> None:
        """Wraps a trained network."""
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Outputs in the order of the fields of `Reading`."""
        out = self.network(ids[None], shapes[None], torch.ones_like(ids)[None], first[None])
        best = {name: out.words[name][0].argmax(-1) for name in ("upos", "xpos", "feats")}
        return (
            out.words["names"][0],
            out.words["starts"][0],
            best["upos"],
            best["xpos"],
            best["feats"],
            out.arcs[0],
            out.dependents[0],
            out.heads[0],
        )


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


def export(network: Network, labels: Labels, base: Path, lemmas: bytes, target: Path, name: str, version: str) -> None:
    """Writes the model directory but its card; `base` holds the tokenizer, `lemmas` is what `pack_lemmas` made."""
    target.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids = torch.tensor([101, 2182, 3504, 1996, 3231, 1012, 102])
    window = (ids, torch.zeros_like(ids), torch.arange(1, 6))
    names = list(Reading.__dataclass_fields__)
    axes = {axis: {0: "pieces"} for axis in ("ids", "shapes")} | {name: {0: "words"} for name in ("first", *names)}
    axes["arcs"] = {0: "words", 1: "nodes"}
    axes["heads"] = {0: "nodes"}
    graph = WindowGraph(network).eval()
    _write(graph, window, ["ids", "shapes", "first"], names, axes, target / NETWORK)
    with torch.no_grad():
        out = graph(*window)
    chosen = (out[6], out[7], out[5].argmax(-1))
    axes = {"dependents": {0: "words"}, "heads": {0: "nodes"}, "chosen": {0: "words"}, "relations": {0: "words"}}
    inputs = ["dependents", "heads", "chosen"]
    _write(
        RelationGraph(network, labels.relations.index("root")).eval(),
        chosen,
        inputs,
        ["relations"],
        axes,
        target / RELATIONS,
    )
    shutil.copyfile(base / "tokenizer.json", target / VOCABULARY)
    (target / LEMMAS).write_bytes(lemmas)
    config = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "pieces": PIECES,
        "labels": {"words": labels.words, "relations": labels.relations},
        "files": {},
    }
    (target / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    list_files(target)


def _write(
    graph: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    target: Path,
) -> None:
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracing exporter warns of its successor on every call
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            graph,
            example,
            str(full),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full,
            target,
            op_types_to_quantize=["MatMul", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )


def list_files(target: Path) -> None:
    """Enters size and SHA-256 of the files a model needs into its configuration."""
    config = json.loads((target / CONFIG).read_text(encoding="utf-8"))
    config["files"] = {
        name: {
            "bytes": (target / name).stat().st_size,
            "sha256": hashlib.sha256((target / name).read_bytes()).hexdigest(),
        }
        for name in NEEDED
    }
    (target / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
