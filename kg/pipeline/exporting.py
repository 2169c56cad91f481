"""Everything stored, out again: records with their addresses, and the graph in exchange formats."""

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx

from kg.assemble import iris_of
from kg.model import ArticleRecord
from kg.pipeline.graph import resolve_archive
from kg.pipeline.workspace import Workspace

__all__ = ["graph_export", "records_with_iris"]

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]


def records_with_iris(workspace: Workspace) -> Iterator[tuple[ArticleRecord, dict[str, str]]]:
    """Each record with the addresses of its entities and events, in the order of article ids."""
    with workspace.archive() as archive:
        iris = iris_of(resolve_archive(archive, workspace.base))
        for record in archive.records():
            yield record, dict(iris.get(record.article.id, {}))


def graph_export(workspace: Workspace, form: str) -> Iterator[str]:
    """The graph as text: `nquads`, `trig`, `turtle`, `jsonld`, `graphml`, or `csv` (one line a statement)."""
    with workspace.store(read_only=True) as store:
        if form == "nquads":
            yield store.dump().decode()
        elif form in ("trig", "turtle", "jsonld"):
            yield store.serialize(form).decode()
        else:
            view = store.view()
            graph: Network = nx.MultiDiGraph()
            for article in records_with_iris(workspace):
                for iri in sorted(set(article[1].values())):
                    node = view.node(iri)
                    graph.add_node(iri, label=node.label, type=node.type or "", start=node.start or "")
            for iri in sorted(graph):
                for statement in view.statements(subject=iri, limit=500).items:
                    if statement.target is not None and statement.target in graph:
                        graph.add_edge(iri, statement.target, statement.property, claims=statement.claims)
            yield from _written(graph, form)


def _written(graph: "Network", form: str) -> Iterator[str]:
    if form == "graphml":
        for line in nx.generate_graphml(graph):
            yield line + "\n"
        return
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["subject", "subject_label", "property", "object", "object_label", "claims"])
    for source, target, key, edge in graph.edges(keys=True, data=True):
        row = [source, graph.nodes[source]["label"], key, target, graph.nodes[target]["label"], edge["claims"]]
        writer.writerow([_safe(str(cell)) for cell in row])
    yield out.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
