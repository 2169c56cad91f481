"""`kg serve`: the server of one store, until it is interrupted."""

import ipaddress
import socket
from collections.abc import Mapping
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from api.ports import Ingest, Ingested, Records
from api.settings import Settings
from kg.errors import KgError
from kg.pipeline import Workspace
from kg.pipeline.ingestion import Ingestion
from kg.store import Store

__all__ = ["Articles", "run", "serve"]


class Articles:
    """Articles of a workspace for the server: their records, and the way in for new ones."""

    def __init__(self, ingestion: Ingestion) -> None:
        self._ingestion = ingestion

    def record(self, article_id: str) -> Mapping[str, Any]:
        """See `Records.record`."""
        return self._ingestion.record(article_id)

    def add(self, article: Mapping[str, Any]) -> Ingested:
        """See `Ingest.add`."""
        return Ingested(*self._ingestion.add(article))


def serve(
    store: Annotated[
        Path | None, typer.Option("--store", "-s", help="Folder of the graph (default: ./newsgraph-data, or KG_STORE).")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes any that is free.", min=0, max=65535)] = 8000,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Take no articles; leaves the folder to writers.")
    ] = False,
) -> None:
    """Serve the explorer, REST and SPARQL over HTTP, until interrupted.

    Articles can be added over HTTP, from this machine or with the token in KG_TOKEN, unless `--read-only` is given.

    Examples: `kg serve` · `kg serve --store ./january --port 8080`
    """
    settings = Settings() if store is None else Settings(store=store)
    workspace = Workspace(settings.store, settings.base)
    with (
        workspace.store(read_only=read_only) as graph,
        workspace.archive() as archive,
        closing(Ingestion(archive, graph)) as ingestion,
    ):
        articles = Articles(ingestion)
        run(settings, host=host, port=port, store=graph, records=articles, ingest=None if read_only else articles)


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
