"""`kg backup` and `kg restore`: copies to keep."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import ServerOption, StoreOption, workspace_at
from kg.pipeline.keeping import back_up
from kg.pipeline.keeping import restore as run_restore
from kg.pipeline.sending import ask_for_backup

__all__ = ["COMMANDS"]


def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="A new folder (default: backups/ and the time, in the graph's folder).")
    ] = None,
    store: StoreOption = None,
    server: ServerOption = None,
) -> None:
    """Copy archive and graph into a new folder. With --server, a running `kg serve` does it while it goes on serving.

    Examples: `kg backup ../news-of-may` · `kg backup --server http://127.0.0.1:8000`
    """
    console = Console(stderr=True)
    if server is not None:
        if folder is not None:
            raise typer.BadParameter("a server chooses the folder itself, below its own: leave it out")
        made = ask_for_backup(server, token=os.environ.get("KG_TOKEN"))
        console.print(f"Backup in {made['folder']}, {made['quads']} quads.", markup=False, highlight=False)
        return
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    target = folder or workspace.folder / "backups" / datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
    with workspace.store(read_only=True) as graph:
        quads = back_up(workspace, graph, target)
    console.print(f"Backup in {target}, {quads} quads.", markup=False, highlight=False)


def restore(
    folder: Annotated[Path, typer.Argument(help="A folder that `kg backup` wrote.", exists=True, file_okay=False)],
    store: StoreOption = None,
) -> None:
    """Make a graph and its archive of a backup, in a folder that has none yet.

    Example: `kg restore ../news-of-may --store ./again`
    """
    workspace = workspace_at(store)
    quads = run_restore(folder, workspace)
    console = Console(stderr=True)
    console.print(f"Restored into {workspace.folder}, {quads} quads.", markup=False, highlight=False)


COMMANDS = (backup, restore)
