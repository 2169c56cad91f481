"""Everything stored, out again: records with their addresses, and the graph in exchange formats."""

from collections.abc import Iterator

from kg.assemble import iris_of
from kg.export import export
from kg.model import ArticleRecord
from kg.pipeline.graph import resolve_archive
from kg.pipeline.workspace import Workspace

__all__ = ["graph_export", "records_with_iris"]

_TABLE = {"csv": "edges"}


def records_with_iris(workspace: Workspace) -> Iterator[tuple[ArticleRecord, dict[str, str]]]:
    """Each record with the addresses of its entities and events, in the order of article ids."""
    with workspace.archive() as archive:
        iris = iris_of(resolve_archive(archive, workspace.base))
        for record in archive.records():
            yield record, dict(iris.get(record.article.id, {}))


def graph_export(workspace: Workspace, form: str) -> Iterator[bytes]:
    """The graph: `nquads`, `trig`, `turtle`, `jsonld` sorted; `csv` (one line a statement), or a format of `kg.export`.

    Raises:
        KeyError: there is no such format.
    """
    with workspace.store(read_only=True) as store:
        if form == "nquads":
            yield store.dump()
        elif form in ("trig", "turtle", "jsonld"):
            yield store.serialize(form)
        else:
            yield from export(store, _TABLE.get(form, form))
