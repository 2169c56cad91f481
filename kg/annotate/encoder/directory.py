"""The directory a trained model lives in: what must be there, and whether it is what was written.

`config.json` is the model's one table: format, name and version, every label, and size and SHA-256 of each file.
Reading all bytes once to check them takes a few hundredths of a second and spares a puzzling failure later.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import ModelError

__all__ = [
    "CONFIG",
    "FORMAT",
    "GRAPH_FILES",
    "LEMMAS",
    "NEEDED",
    "NETWORK",
    "RELATIONS",
    "VOCABULARY",
    "ModelDirectory",
    "shipped_directory",
]

FORMAT = 1  # raise when a model written before can no longer be run by this code
CONFIG = "config.json"
NETWORK, RELATIONS, VOCABULARY, LEMMAS = "model.onnx", "relations.onnx", "tokenizer.json", "lemmas.json.gz"
NEEDED = (NETWORK, RELATIONS, VOCABULARY, LEMMAS)
GRAPH_FILES = tuple(f"graph-{name}.onnx" for name in ("arcs", "spans", "stated", "links", "antecedents"))

_ADVICE = "install the package again, or name another model directory"


def shipped_directory() -> Path:
    """Where the model that comes with the package lies."""
    return Path(str(files("kg.annotate") / "weights"))


@dataclass(frozen=True, slots=True)
class ModelDirectory:
    """A checked model directory. `labels` are by word head (names, starts, upos, xpos, feats); `relations` of arcs.

    `graph` holds the settings of the event graph's heads, None if the model has none.
    """

    path: Path
    name: str
    version: str
    pieces: int
    labels: Mapping[str, tuple[str, ...]]
    relations: tuple[str, ...]
    graph: Mapping[str, Any] | None = None

    @classmethod
    def open(cls, path: Path | None = None) -> "ModelDirectory":
        """Reads and checks `path` (None: the shipped model); raises ModelError naming the file that is at fault."""
        path = shipped_directory() if path is None else path
        config = _read_config(path)
        try:
            listed: dict[str, dict[str, Any]] = config["files"]
            directory = cls(
                path,
                str(config["name"]),
                str(config["version"]),
                int(config["pieces"]),
                {head: tuple(labels) for head, labels in config["labels"]["words"].items()},
                tuple(config["labels"]["relations"]),
                dict(config["graph"]) if "graph" in config else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(f"{path / CONFIG}: not a model's configuration ({error!r}); {_ADVICE}") from error
        for name in (*NEEDED, *(GRAPH_FILES if directory.graph is not None else ())):
            if name not in listed:
                raise ModelError(f"{path / CONFIG}: does not list {name}; {_ADVICE}")
        for name, entry in listed.items():
            _check(path / name, str(entry.get("sha256")))
        return directory


def _read_config(path: Path) -> dict[str, Any]:
    if not (path / CONFIG).is_file():
        raise ModelError(f"{path}: no language model here ({CONFIG} is missing); {_ADVICE}")
    try:
        config = json.loads((path / CONFIG).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path / CONFIG}: cannot be read ({error}); {_ADVICE}") from error
    found = config.get("format") if isinstance(config, dict) else None
    if found != FORMAT:
        raise ModelError(f"{path / CONFIG}: model format {found!r} found, {FORMAT} expected; {_ADVICE}")
    checked: dict[str, Any] = config
    return checked


def _check(path: Path, expected: str) -> None:
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); {_ADVICE}") from error
    if found != expected:
        raise ModelError(f"{path}: damaged (SHA-256 {found[:12]}… found, {expected[:12]}… expected); {_ADVICE}")
