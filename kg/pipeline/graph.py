"""Archive to graph: resolve all records, assemble, and write what differs."""

from collections.abc import Iterator

from kg.archive import Archive
from kg.assemble import assemble
from kg.model import ArticleRecord, Resolution
from kg.pipeline.reprints import find_reprints, note_reprints
from kg.rdf.ontology_quads import ontology_quads
from kg.rdf.terms import ONTOLOGY
from kg.resolve import resolve
from kg.store import Store

__all__ = ["resolve_archive", "sync_graph"]


class _Records:
    """The archive's records as a collection that can be gone through again and again without holding them all."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __iter__(self) -> Iterator[ArticleRecord]:
        return self._archive.records()


def resolve_archive(archive: Archive, base: str) -> Resolution:
    """What is the same among all records of an archive, obeying its ledger."""
    return resolve(_Records(archive), base=base, ledger=list(archive.decisions()))


def sync_graph(archive: Archive, store: Store) -> int:
    """Make the store hold exactly the graph of the archive; how many of its named graphs changed.

    The graph is a function of records and decisions, so what a build, a deletion or an interruption left undone is made
    good here. Only differences are written, graph by graph, each atomically.
    """
    note_reprints(archive)
    resolution, reprints = resolve_archive(archive, store.base), find_reprints(archive)
    changed = 0
    wanted: set[str] = set()
    with store.writer() as writer:
        wanted.add(ONTOLOGY)
        changed += bool(writer.replace(ONTOLOGY, ontology_quads()))
        for graph, quads in assemble(_Records(archive), resolution, base=store.base, reprints=reprints):
            wanted.add(graph)
            changed += bool(writer.replace(graph, quads))
        for graph in [graph for graph in store.graphs() if graph not in wanted]:
            changed += bool(writer.delete(graph))
    return changed
