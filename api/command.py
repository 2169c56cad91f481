"""`kg serve`: the server of one store, until it is interrupted."""

import gc
import ipaddress
import os
import sys
from contextlib import closing, nullcontext, suppress
from pathlib import Path
from typing import Annotated

import typer

from api.auth import TokenFile
from api.desk import Desk
from api.listening import listen
from api.ports import Ingest, Records
from api.settings import Settings
from kg.archive import Archive
from kg.errors import KgError
from kg.pipeline import Workspace
from kg.store import Store

__all__ = ["run", "serve"]

_GRACE = 10
"""Seconds in which requests under way may end when the server is told to stop."""
_SWITCH = 0.0002
"""Seconds for which a thread may keep others waiting: requests go on beside what writes the graph."""
_GARBAGE = 20_000, 20, 20
"""When to look for unused cycles: seldomer than usual, since tables hold a great many objects that stay."""


def serve(
    store: Annotated[
        Path | None, typer.Option("--store", "-s", help="Folder of the graph (default: ./newsgraph-data, or KG_STORE).")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; the default is this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes any that is free.", min=0, max=65535)] = 8000,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Take no articles; leaves the folder to writers.")
    ] = False,
    config: Annotated[Path | None, typer.Option(help="A TOML file of settings (or KG_CONFIG).", exists=True)] = None,
) -> None:
    """Serve the explorer, REST and SPARQL over HTTP, until interrupted.

    Articles can be added over HTTP unless `--read-only` is given: from this machine, or with a token (`kg token`).
    Other machines may read with a token only, unless KG_OPEN_READING says otherwise.

    Examples: `kg serve` · `kg serve --store ./january --port 8080`
    """
    if config is not None:
        os.environ["KG_CONFIG"] = str(config)
    settings = Settings() if store is None else Settings(store=store)
    if settings.store.parts[:1] in (("http:",), ("https:",)):
        raise KgError("kg serve serves a folder, and that is the address of a server: name a folder with --store")
    workspace = Workspace(settings.store, settings.base)
    with (
        workspace.store(read_only=read_only) as graph,
        workspace.archive() as archive,
        closing(_desk(archive, graph, settings)) as desk,
    ):
        if not read_only:
            desk.start()
        run(settings, host=host, port=port, store=graph, records=desk, ingest=None if read_only else desk)


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
    from api.wire import Protocol
    from kg.store import open_store

    open_ = settings.open_reading if settings.open_reading is not None else _is_loopback(host)
    settings = settings.model_copy(update={"open_reading": open_})
    if not _is_loopback(host) and settings.token is None and not TokenFile(settings.store).tokens():
        if ingest is not None:
            typer.echo("Adding articles is off: 'kg token add NAME --scope ingest' allows it.", err=True)
            ingest = None
        if not open_:
            typer.echo("Reading needs a token too: 'kg token add NAME', or KG_OPEN_READING=true.", err=True)
    opening = nullcontext(store) if store else open_store(settings.graph, base=settings.base, read_only=True)
    with opening as opened, listen(host, port) as listener:
        app = create_app(_reachable(settings, host), store=opened, records=records, ingest=ingest)
        config = uvicorn.Config(
            app, http=Protocol, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE
        )
        server = uvicorn.Server(config)
        sys.setswitchinterval(_SWITCH)
        gc.set_threshold(*_GARBAGE)
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        gc.collect()
        gc.freeze()  # the application stays, and need not be looked through while requests are answered
        opened.announce(address.rstrip("/"))
        typer.echo(f"Serving {settings.store} at {address} (Ctrl+C ends it)", err=True)
        with suppress(KeyboardInterrupt):  # how uvicorn says that it has shut down as told
            server.run(sockets=[listener])


def _desk(archive: Archive, graph: Store, settings: Settings) -> Desk:
    """What takes articles in, and reads them as the settings say."""
    workers = _workers(settings)
    return Desk(archive, graph, settings.store, model=settings.model, engines=settings.engines, workers=workers)


def _workers(settings: Settings) -> int:
    return settings.workers or os.cpu_count() or 1


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
