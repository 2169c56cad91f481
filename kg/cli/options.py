"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from kg.pipeline import Workspace
from kg.settings import Settings

__all__ = [
    "EnginesOption",
    "ModelOption",
    "ServerOption",
    "StoreOption",
    "WorkersOption",
    "settings_with",
    "workspace_at",
]

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        "-s",
        help="Folder of the graph, or the address of a SPARQL server (default: ./newsgraph-data, or KG_STORE).",
    ),
]
ServerOption = Annotated[
    str | None,
    typer.Option("--server", help="Address of a running `kg serve`, such as http://127.0.0.1:8000 (token: KG_TOKEN)."),
]
ModelOption = Annotated[
    Path | None, typer.Option("--model", help="Directory of another language model (default: the shipped one).")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=0, help="Processes that extract; 0 chooses by machine and input.")
]
EnginesOption = Annotated[
    str | None,
    typer.Option(
        "--engines",
        help="What finds events and relations: lexicon, graph (the language model), or lexicon,graph (default).",
    ),
]


def settings_with(
    store: str | None = None, model: Path | None = None, workers: int | None = None, engines: str | None = None
) -> Settings:
    """The settings, with what the command line says on top; a value that cannot be ends the command in one line."""
    told = {"store": store, "model": model, "workers": workers, "engines": engines}
    given = {name: value for name, value in told.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        reason = str(first.get("ctx", {}).get("error", first["msg"]))
        raise typer.BadParameter(reason, param_hint=f"--{name}" if name in given else f"KG_{name.upper()}") from error


def workspace_at(store: str | None) -> Workspace:
    """The workspace that `--store`, `KG_STORE` or the default names."""
    settings = settings_with(store)
    return Workspace.at(settings.store, settings.base)
