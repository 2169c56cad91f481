"""Opens a store from what `--store` says."""

from pathlib import Path

from kg.errors import StoreError
from kg.rdf.terms import DEFAULT_BASE
from kg.store.base import Store
from kg.store.oxigraph import OxigraphStore

__all__ = ["MEMORY", "open_store"]

MEMORY = ":memory:"
"""The location of a store that lives in memory, and ends with the object."""


def open_store(location: str | Path, *, base: str = DEFAULT_BASE, read_only: bool = False) -> Store:
    """The store at `location`: a folder (made where it is missing), or `MEMORY`.

    The folder is the store's own. It is open either for one writer or for any number of readers, across processes.
    `base` is the start of the instances' addresses.

    Raises:
        StoreBusyError: another process has the folder open in a way that excludes this one.
        StoreError: the folder holds no store (when reading), or a damaged one.
    """
    if str(location) == MEMORY:
        return OxigraphStore(None, base=base, read_only=read_only)
    if "://" in str(location):  # a backend for servers is one more module, and one more line here
        raise StoreError(f"{location}: stores on a server are not supported yet; name a folder")
    return OxigraphStore(Path(location), base=base, read_only=read_only)
