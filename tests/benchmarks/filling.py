"""Workspaces of generated quads, which benchmarks make once and find again."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Store

__all__ = ["filled"]


def filled(workspace: Path, lines: Iterable[str]) -> Path:
    """The workspace, whose graph holds the quads of `lines` (N-Quads, kept in `world.nq`); made if it is not there."""
    graph = workspace / "graph"
    if not graph.exists():
        begun = workspace / "begun"
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        written = workspace / "world.nq"
        with written.open("w", encoding="utf-8") as file:
            file.writelines(lines)
        store = Store(str(begun))
        store.bulk_load(path=str(written), format=RdfFormat.N_QUADS)
        store.flush()
        del store
        begun.rename(graph)
    return workspace
