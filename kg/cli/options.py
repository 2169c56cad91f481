"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from kg.pipeline import Workspace
from kg.settings import Settings

__all__ = ["ModelOption", "StoreOption", "WorkersOption", "settings_with", "workspace_at"]

StoreOption = Annotated[
    Path | None, typer.Option("--store", "-s", help="Folder of the graph (default: ./newsgraph-data, or KG_STORE).")
]
ModelOption = Annotated[
    Path | None, typer.Option("--model", help="Directory of another language model (default: the shipped one).")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=0, help="Processes that extract; 0 chooses by machine and input.")
]


def settings_with(store: Path | None = None, model: Path | None = None, workers: int | None = None) -> Settings:
    """The settings, with what the command line says on top."""
    told = {"store": store, "model": model, "workers": workers}
    return Settings(**{name: value for name, value in told.items() if value is not None})  # type: ignore[arg-type]


def workspace_at(store: Path | None) -> Workspace:
    """The workspace that `--store`, `KG_STORE` or the default names."""
    settings = settings_with(store)
    return Workspace(settings.store, settings.base)
