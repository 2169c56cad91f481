"""`kg serve`: the server of one store, until it is interrupted."""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from api.ports import Ingest, Records
from api.settings import Settings
from kg.archive import Archive, open_archive
from kg.errors import KgError
from kg.model.interchange import record_to_json
from kg.store import Store

__all__ = ["ArchiveRecords", "run", "serve"]


class ArchiveRecords:
    """Article records as the archive keeps them.

    `addresses` gives, for an article's id, the addresses of its entities and events by their local ids; without it,
    records have none.
    """

    def __init__(self, archive: Archive, addresses: Callable[[str], Mapping[str, str]] | None = None) -> None:
        self._archive, self._addresses = archive, addresses

    def record(self, article_id: str) -> Mapping[str, Any]:
        """See `Records.record`."""
        record = self._archive.get(article_id)
        return record_to_json(record, self._addresses(article_id) if self._addresses else None)


def serve(
    store: Annotated[
        Path | None, typer.Option("--store", "-s", help="Folder of the graph (default: ./newsgraph-data, or KG_STORE).")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes any that is free.", min=0, max=65535)] = 8000,
) -> None:
    """Serve the explorer, REST and SPARQL over HTTP, until interrupted.

    Examples: `kg serve` · `kg serve --store ./january --port 8080`
    """
    settings = Settings() if store is None else Settings(store=store)
    with open_archive(settings.archive) as archive:
        run(settings, host=host, port=port, records=ArchiveRecords(archive))


def run(
    settings: Settings,
    *,
    host: str,
    port: int,
    store: Store | None = None,
    records: Records | None = None,
    ingest: Ingest | None = None,
) -> None:
    """Serve until interrupted; says on standard error where.

    Beyond this machine, nothing can be added unless the settings have a token.

    Raises:
        KgError: the address cannot be listened on, or the store cannot be opened.
    """
    import uvicorn  # here, because every `kg` command loads this module

    from api.app import create_app
    from kg.store import open_store

    if ingest is not None and settings.token is None and not _is_loopback(host):
        typer.echo("Adding articles is off: set KG_TOKEN to allow it from other machines.", err=True)
        ingest = None
    opening = nullcontext(store) if store else open_store(settings.graph, base=settings.base, read_only=True)
    with opening as opened, _listen(host, port) as listener:
        app = create_app(_reachable(settings, host), store=opened, records=records, ingest=ingest)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        typer.echo(f"Serving {settings.store} at {address} (Ctrl+C ends it)", err=True)
        with suppress(KeyboardInterrupt):  # how uvicorn says that it has shut down as told
            server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise KgError(f"cannot listen on {host}, port {port} ({error.strerror}): choose another with --port") from error


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reachable(settings: Settings, host: str) -> Settings:
    """The settings, with the name that is listened on among the allowed ones, unless they are chosen already."""
    if "allowed_hosts" in settings.model_fields_set or _is_loopback(host):
        return settings
    everywhere = host in ("0.0.0.0", "::")
    return settings.model_copy(update={"allowed_hosts": ("*",) if everywhere else (*settings.allowed_hosts, host)})
