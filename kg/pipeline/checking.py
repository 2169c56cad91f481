"""Whether what is stored is sound."""

from collections.abc import Iterator

from kg.assemble import assemble, validate, validate_graphs
from kg.model import ArticleRecord
from kg.pipeline.graph import resolve_archive
from kg.pipeline.reprints import find_reprints
from kg.pipeline.workspace import Workspace
from kg.rdf.quads import Quad, to_nquads
from kg.rdf.terms import entities_graph

__all__ = ["check_workspace", "misquotes"]


def check_workspace(workspace: Workspace, *, warnings: bool = False) -> Iterator[str]:
    """One line for each problem: spans that quote wrongly, graphs that differ from the archive, violated shapes.

    `warnings` adds what the shapes warn of: a relation whose ends are of unusual types, a claim without a source.
    """
    with workspace.archive() as archive, workspace.store(read_only=True) as store:
        for record in archive.records():
            yield from misquotes(record)
        graphs: list[tuple[str, list[Quad]]] = []
        entities: list[Quad] = []
        resolution, reprints = resolve_archive(archive, workspace.base), find_reprints(archive)
        for graph, quads in assemble(list(archive.records()), resolution, base=store.base, reprints=reprints):
            if to_nquads(quads) != store.dump(graph):
                yield f"<{graph}> differs from what the archive says; run 'kg rebuild'"
            if graph == entities_graph(workspace.base):
                entities = quads
            else:
                graphs.append((graph, quads))
        for found in (*validate(entities), *validate_graphs(graphs, entities)):
            if warnings or found.severity == "violation":
                yield f"{found.severity}: {found.node} {found.path}: {found.message} {found.value}".strip()


def misquotes(record: ArticleRecord) -> Iterator[str]:
    """The spans of a record that do not quote the article's text; there must be none, ever."""
    text = record.article.text
    for span in (*record.spans(), *(cut.span for cut in record.article.discarded)):
        if text[span.start : span.end] != span.text:
            yield f"{record.article.id}: {span.start}-{span.end} does not quote the text: {span.text!r}"
