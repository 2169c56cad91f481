"""The graph store: an RDF dataset behind one port."""

from kg.store.base import Change, Store, Writer
from kg.store.opening import MEMORY, open_served, open_store
from kg.store.rows import Iri, Row

__all__ = ["MEMORY", "Change", "Iri", "Row", "Store", "Writer", "open_served", "open_store"]
