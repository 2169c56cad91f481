"""`kg demo`: the graph of the sample articles, served."""

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.building import build_into
from kg.pipeline import Workspace
from kg.samples import articles
from kg.settings import Settings

__all__ = ["COMMANDS"]


def demo(
    folder: Annotated[Path, typer.Option("--store", "-s", help="Folder of the demonstration.")] = Path(
        "newsgraph-demo"
    ),
    port: Annotated[int, typer.Option(help="Port of the explorer.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the explorer when the graph is built.")] = True,
) -> None:
    """Build the graph of twelve bundled articles on Kazakhstan in January 2022, and open it to your browser.

    Example: `kg demo`
    """
    console = Console(stderr=True)
    console.print("Twelve articles from invented outlets, about what happened in Kazakhstan in January 2022.")
    build_into(Workspace(folder, Settings().base), [str(articles())])
    if not serve:
        return
    for point in entry_points(group="kg.commands", name="serve"):
        point.load()(store=folder, port=port)


COMMANDS = (demo,)
