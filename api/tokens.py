"""`kg token`: who may do what on a server."""

from pathlib import Path
from typing import Annotated

import typer

from api.auth import SCOPES, TokenFile
from api.settings import Settings

__all__ = ["token"]


def token(
    action: Annotated[str, typer.Argument(help="add, list or remove.")],
    name: Annotated[str | None, typer.Argument(help="Whom the token is for.")] = None,
    scope: Annotated[
        list[str] | None, typer.Option("--scope", help=f"What it may do: {', '.join(SCOPES)} (default: read).")
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", "-s", help="Folder of the graph (default: ./newsgraph-data, or KG_STORE).")
    ] = None,
) -> None:
    """Make, list and remove the tokens that a server asks for; only their hashes are kept.

    A new token is printed once, on standard output. A running server knows it at once.

    Examples: `kg token add newsroom --scope ingest --scope curate` · `kg token list` · `kg token remove newsroom`
    """
    file = TokenFile(store or Settings().store)
    if action == "list":
        for known in file.tokens():
            typer.echo(f"{known.name}\t{' '.join(known.scopes)}\t{known.created}")
    elif action in ("add", "remove") and name:
        if action == "add":
            typer.echo(file.add(name, scope or ["read"]))  # type: ignore[arg-type]  # checked there
            typer.echo("This is shown only now: keep it safe.", err=True)
        else:
            file.remove(name)
    else:
        raise typer.BadParameter("say 'add NAME', 'remove NAME' or 'list'")
