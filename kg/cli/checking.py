"""`kg check`: is what is stored sound?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import StoreOption, workspace_at
from kg.pipeline.checking import check_workspace

__all__ = ["COMMANDS"]


def check(
    store: StoreOption = None,
    page: Annotated[Path | None, typer.Option("--page", help="Write the ontology's page to this file.")] = None,
) -> None:
    """Check everything stored: spans, shapes (SHACL), and that the graph is what records and decisions say.

    Examples: `kg check` · `kg check --page ontology.html`
    """
    if page is not None:
        from kg.rdf.page import ontology_page

        page.write_text(ontology_page(), encoding="utf-8")
        Console(stderr=True).print(f"Wrote {page}", markup=False, highlight=False)
        return
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    found = 0
    for problem in check_workspace(workspace):
        found += 1
        typer.echo(problem)
    Console(stderr=True).print(f"{found} problems" if found else "No problem found.", highlight=False)
    if found:
        raise typer.Exit(1)


COMMANDS = (check,)
