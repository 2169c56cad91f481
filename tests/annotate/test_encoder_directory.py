"""Missing and damaged model directories. Copies are symbolic links to the shipped files but for the one at fault."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.annotate.encoder import load_model
from kg.annotate.encoder.directory import CONFIG, LEMMAS, NETWORK, ModelDirectory, shipped_directory
from kg.errors import ModelError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for file in shipped_directory().iterdir():
        if file.name == CONFIG:
            (tmp_path / CONFIG).write_bytes(file.read_bytes())
        else:
            (tmp_path / file.name).symlink_to(file)
    return tmp_path


def _without(name: str) -> Callable[[Path], None]:
    return lambda path: (path / name).unlink()


def _replaced(name: str, content: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        (path / name).unlink()
        (path / name).write_bytes(content)

    return change


def _config(**changes: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        config = json.loads((path / CONFIG).read_text(encoding="utf-8"))
        (path / CONFIG).write_text(json.dumps(config | changes), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_without(CONFIG), "config.json is missing"),
        (_without(NETWORK), "model.onnx: cannot be read"),
        (_replaced(NETWORK, b"half a model"), "model.onnx: damaged"),
        (_replaced(LEMMAS, b""), "lemmas.json.gz: damaged"),
        (_replaced(CONFIG, b"{"), "config.json: cannot be read"),
        (_replaced(CONFIG, b"[]"), "model format None found"),
        (_config(format=99), "model format 99 found, 1 expected"),
        (_config(labels=3), "not a model's configuration"),
        (_config(files={}), "does not list model.onnx"),
        (_config(graph={"sauce": 1}), "unknown settings of the event graph: sauce"),
        (_without("graph-arcs.onnx"), "graph-arcs.onnx: cannot be read"),
    ],
)
def test_damage_is_named(copy: Path, damage: Callable[[Path], None], message: str) -> None:
    damage(copy)
    with pytest.raises(ModelError, match=message):
        load_model(copy)


def test_no_directory_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no language model here"):
        load_model(tmp_path / "nowhere")


def test_shipped_model_is_small() -> None:
    assert sum(file.stat().st_size for file in shipped_directory().iterdir()) < 40_000_000


def test_shipped_model_names_the_labels_of_names() -> None:
    labels = ModelDirectory.open().labels["names"]
    assert {label[2:] for label in labels[1:]} == {"PERSON", "ORG", "LOC", "NORP", "EVENT", "MISC", "DATE", "NUMBER"}
