"""A run's checkpoint out of a model directory: so that training goes on from a shipped model, whose run is gone.

Weights in 8 bits come back within their rounding, which a few hundred steps smooth out. Which weight a tensor of the
graph holds is found by exporting a network of random weights the same way: the same place bears the same name.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from kg.annotate.encoder.directory import CONFIG, GRAPH_FILES, LEMMAS, NETWORK, RELATIONS
from kg.errors import ModelError
from kg.training.export import export
from kg.training.graph_network import GraphHeads, GraphSizes
from kg.training.labels import Labels
from kg.training.network import Network, Sizes

__all__ = ["restore"]

SUFFIX = "_quantized"


def restore(model: Path, run: Path) -> None:
    """Writes `run/checkpoint.pt` and `run/labels.json` from the model directory; raises ModelError if one is unlike."""
    config = json.loads((model / CONFIG).read_text(encoding="utf-8"))
    labels = Labels(config["labels"]["words"], config["labels"]["relations"])
    heads = GraphHeads(GraphSizes()) if "graph" in config else None
    counts = {name: len(known) for name, known in labels.words.items()}
    network = Network(Sizes(), counts, len(labels.relations), heads)
    network.eval()
    with torch.no_grad():
        for tensor in network.parameters():
            tensor.normal_(std=0.02)  # also those that begin as zeros: each has to be told from all others
    weights = dict(network.state_dict())
    found: dict[str, Tensor] = {}
    with tempfile.TemporaryDirectory() as folder:
        export(network, labels, model, (model / LEMMAS).read_bytes(), Path(folder), "restored", "0", full=True)
        for file in (NETWORK, RELATIONS, *(name for name in GRAPH_FILES if name.endswith(".onnx"))):
            drawn, learned = _tensors(Path(folder) / file), _tensors(model / file)
            for name, values in drawn.items():
                known = _place(values, weights)
                if known is None:
                    continue
                stored = learned.get(name)
                if stored is not None and stored.shape == values.shape[::-1] != values.shape:
                    stored = stored.t()  # quantization turns what a Gemm multiplies with
                if stored is None or stored.shape != values.shape:
                    raise ModelError(f"{model / file}: tensor {name} is missing or of another shape")
                found.setdefault(known[0], _turn(stored, known[1], weights[known[0]]))
    missing = sorted(set(weights) - set(found))
    if missing:
        raise ModelError(f"{model}: {len(missing)} weights are not to be found, among them {missing[0]}")
    run.mkdir(parents=True, exist_ok=True)
    labels.write(run / "labels.json")
    state = {"network": found, "optimizer": {}, "epoch": 0, "step": 0, "seconds": 0.0, "plan": {}, "before": {}}
    torch.save(state, run / "checkpoint.pt")


def _tensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a graph by name; those in 8 bits as the numbers they stand for."""
    stored: Mapping[str, np.ndarray] = {
        tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer
    } | dict(_constants(path))
    tensors = {}
    for name, values in stored.items():
        if name.endswith(SUFFIX):
            plain = name.removesuffix(SUFFIX)
            scale, zero = stored[plain + "_scale"], stored[plain + "_zero_point"]
            tensors[plain] = torch.from_numpy((values.astype(np.float32) - zero.astype(np.float32)) * scale)
        elif values.dtype == np.float32:
            tensors[name] = torch.from_numpy(values.copy())
    return tensors


def _constants(path: Path) -> Iterator[tuple[str, np.ndarray]]:
    for node in onnx.load(path).graph.node:
        if node.op_type == "Constant" and node.attribute[0].HasField("t"):
            yield node.output[0], numpy_helper.to_array(node.attribute[0].t)


def _place(values: Tensor, weights: Mapping[str, Tensor]) -> tuple[str, str] | None:
    """Which weight of the network the tensor of the graph is, and how it was turned on the way."""
    for name, tensor in weights.items():
        if tensor.numel() != values.numel():
            continue
        for turn in ("as it is", "transposed", "stacked"):
            if (turn == "transposed" and tensor.dim() != 2) or (turn == "stacked" and tensor.dim() != 3):
                continue
            if torch.equal(_turned(tensor, turn).reshape(values.shape), values):
                return name, turn
    return None


def _turned(tensor: Tensor, turn: str) -> Tensor:
    if turn == "transposed":
        return tensor.t()
    return tensor.permute(1, 0, 2) if turn == "stacked" else tensor


def _turn(values: Tensor, turn: str, like: Tensor) -> Tensor:
    """The tensor of the graph in the shape of the network's weight."""
    if turn == "transposed":
        return values.reshape(like.shape[::-1]).t().contiguous()
    if turn == "stacked":
        second, first, third = like.shape[1], like.shape[0], like.shape[2]
        return values.reshape(second, first, third).permute(1, 0, 2).contiguous()
    return values.reshape(like.shape).contiguous()
