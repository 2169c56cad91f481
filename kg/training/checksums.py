"""Size and checksum of each file of a model, by which a damaged one is told."""

import hashlib
import json
from pathlib import Path

from kg.annotate.encoder.directory import CONFIG, GRAPH_FILES, NEEDED

__all__ = ["list_files"]


def list_files(target: Path) -> None:
    """Enters size and SHA-256 of the files a model needs into its configuration."""
    config = json.loads((target / CONFIG).read_text(encoding="utf-8"))
    config["files"] = {
        name: {
            "bytes": (target / name).stat().st_size,
            "sha256": hashlib.sha256((target / name).read_bytes()).hexdigest(),
        }
        for name in (*NEEDED, *(GRAPH_FILES if "graph" in config else ()))
    }
    (target / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
