"""Copies of a store for rdflib's tools, whichever backend it is."""

from typing import TYPE_CHECKING

from kg.store.base import Store

if TYPE_CHECKING:
    from rdflib import Dataset

__all__ = ["copy_to_rdflib"]


def copy_to_rdflib(store: Store) -> "Dataset":
    """All graphs of `store` as an `rdflib.Dataset` in memory whose default graph is the union of all."""
    from rdflib import Dataset, URIRef

    dataset = Dataset(default_union=True)
    for name in store.graphs():  # graph by graph: rdflib's readers of datasets warn of themselves
        data = store.graph(name, "application/n-triples") or b""
        dataset.graph(URIRef(name)).parse(data=data, format="nt")
    return dataset
