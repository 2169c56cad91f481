"""Attention as one operation says what the exporter's forty do; needs torch, which the product does not install."""

import shutil
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install newsgraph[train] to run the recipe")
onnx = pytest.importorskip("onnx", reason="onnx is not installed: pip install newsgraph[train] to run the recipe")

import onnxruntime  # noqa: E402

from kg.annotate.encoder.directory import NETWORK, ModelDirectory, shipped_directory  # noqa: E402
from kg.annotate.encoder.network import READING_OUTPUTS  # noqa: E402
from kg.training.export import window_inputs, write_window  # noqa: E402
from kg.training.fuse import fuse_attention, fuse_model  # noqa: E402
from kg.training.network import Network, Sizes  # noqa: E402

pytestmark = pytest.mark.torch


def _read(path: Path) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    inputs = zip(("ids", "shapes", "first"), window_inputs(), strict=True)
    found: list[np.ndarray] = session.run(list(READING_OUTPUTS), {name: value.numpy() for name, value in inputs})
    return found


def test_fused_attention_says_the_same(tmp_path: Path) -> None:
    torch.manual_seed(3)
    network = Network(Sizes(layers=2), {"names": 5, "starts": 2, "upos": 4, "xpos": 4, "feats": 3}, 6).eval()
    path = tmp_path / NETWORK
    write_window(network, path)
    apart = _read(path)
    assert fuse_attention(path) == 2
    assert sum(node.op_type == "MultiHeadAttention" for node in onnx.load(path).graph.node) == 2
    assert not any(node.op_type == "Softmax" for node in onnx.load(path).graph.node)
    for name, one, other in zip(READING_OUTPUTS, apart, _read(path), strict=True):
        np.testing.assert_allclose(one, other, atol=2e-4, err_msg=name)
    fused = path.read_bytes()
    assert fuse_attention(path) == 0
    assert path.read_bytes() == fused


def test_a_fused_directory_is_sound(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(shipped_directory(), model)
    fuse_model(model)
    assert ModelDirectory.open(model).version == ModelDirectory.open().version
    assert fuse_model(model) == 0
