"""Rebuilding makes the search index anew, even one that does not know that it is wrong."""

import sqlite3
from pathlib import Path

from kg.pipeline import Workspace, rebuild
from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import DEFAULT_BASE, SKOS
from kg.store.search.index import FILE

GRAPH = "http://users.example/graph"


def found(workspace: Workspace) -> int:
    with workspace.store(read_only=True) as store:
        return store.view().search("nova").total


def test_rebuilding_repairs_the_search_index(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "data")
    label = Quad(iri(f"{DEFAULT_BASE}entity/1"), SKOS.term("prefLabel"), literal("Nova"), iri(GRAPH))
    with workspace.store() as store, store.writer() as writer:
        writer.replace(GRAPH, [label])
    assert found(workspace) == 1
    with sqlite3.connect(workspace.folder / "graph" / FILE) as db:
        db.execute("DELETE FROM name")
    db.close()
    assert found(workspace) == 0
    rebuild(workspace)
    assert found(workspace) == 1
