"""Opens a store from what `--store` says."""

from pathlib import Path

from pydantic import SecretStr

from kg.errors import StoreError
from kg.rdf.terms import DEFAULT_BASE
from kg.store.base import Store
from kg.store.oxigraph import OxigraphStore

__all__ = ["MEMORY", "open_served", "open_store"]

MEMORY = ":memory:"
"""The location of a store that lives in memory, and ends with the object."""


def open_store(location: str | Path, *, base: str = DEFAULT_BASE, read_only: bool = False) -> Store:
    """The store at `location`: a folder (made where it is missing), a server (`http://…`), or `MEMORY`.

    The folder is the store's own. It is open either for one writer or for any number of readers, across processes.
    `base` is the start of the instances' addresses.

    Raises:
        StoreBusyError: another process has the folder open in a way that excludes this one.
        StoreError: the folder holds no store (when reading), or a damaged one.
    """
    if str(location) == MEMORY:
        return OxigraphStore(None, base=base, read_only=read_only)
    if "://" in str(location):
        if not str(location).startswith(("http://", "https://")):
            raise StoreError(f"{location} is no address of a SPARQL server: give http://… or https://…, or a folder")
        from kg.store.remote import RemoteStore  # here, because few need an HTTP client

        return RemoteStore(str(location), base=base, read_only=read_only)
    return OxigraphStore(Path(location), base=base, read_only=read_only)


def open_served(address: str, *, base: str = DEFAULT_BASE, token: str | None = None) -> Store:
    """The graph of a running `kg serve` at `address`, for reading.

    Raises:
        StoreError: it is no address of a server.
    """
    if not address.startswith(("http://", "https://")):
        raise StoreError(f"{address!r} is no address of a server: give one such as http://127.0.0.1:8000")
    from kg.store.remote import RemoteStore
    from kg.store.remote_http import RemoteSettings

    root = address.rstrip("/")
    settings = RemoteSettings(
        query=f"{root}/sparql", graphs=f"{root}/graphs", token=SecretStr(token) if token else None
    )
    return RemoteStore(root, base=base, read_only=True, settings=settings)
