"""`kg build`, `kg delete`, `kg rebuild`: what changes the graph."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import (
    EnginesOption,
    ModelOption,
    ServerOption,
    StoreOption,
    WorkersOption,
    settings_with,
    workspace_at,
)
from kg.cli.progress import BuildProgress
from kg.model import ENGINES
from kg.pipeline import BuildReport, Workspace, delete_article, rebuild
from kg.pipeline import build as run_build
from kg.pipeline.sending import send

__all__ = ["COMMANDS", "build_into"]


def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    store: StoreOption = None,
    workers: WorkersOption = None,
    model: ModelOption = None,
    server: ServerOption = None,
    engines: EnginesOption = None,
) -> None:
    """Put articles into the graph: in a folder, on a SPARQL server, or through a running `kg serve`.

    Reads text, Markdown, HTML, JSON and JSON Lines, RSS and Atom, WARC, e-mail, PDF and DOCX (also .gz and .zst).
    Building the same input again changes nothing; a changed article replaces exactly its part. An input that cannot be
    read is reported, counted, and set aside.

    Examples: `kg build articles/` · `kg build news.jsonl.gz --store ./graph` · `cat page.txt | kg build -` ·
    `kg build articles/ --store http://127.0.0.1:7878` · `kg build articles/ --server http://127.0.0.1:8000`
    """
    settings = settings_with(store, model, workers, engines)
    if server is not None:
        report = _send(paths, server)
    else:
        workspace = Workspace.at(settings.store, settings.base)
        report = build_into(workspace, paths, settings.model, settings.workers, settings.engines)
    if report.rejected or report.notices:
        raise typer.Exit(1)


def _send(paths: list[str], server: str) -> BuildReport:
    """Build through a running server, with progress, and sum up in one line."""
    console = Console(stderr=True)
    with BuildProgress(console) as progress:
        report = send(paths, server, progress, token=os.environ.get("KG_TOKEN"))
    console.print(summary(report, server), markup=False, highlight=False, soft_wrap=True)
    return report


def build_into(
    workspace: Workspace,
    paths: list[str],
    model: Path | None = None,
    workers: int = 0,
    engines: Sequence[str] = ENGINES,
) -> BuildReport:
    """Build with progress, and sum up in one line."""
    console = Console(stderr=True)
    with BuildProgress(console) as progress:
        report = run_build(paths, workspace, progress, model=model, workers=workers, engines=engines)
    console.print(summary(report, workspace.graph), markup=False, highlight=False, soft_wrap=True)
    return report


def summary(report: BuildReport, place: str) -> str:
    """A build in one line; `place` is where the graph is."""
    parts = [f"{report.new} new", f"{report.changed} changed", f"{report.unchanged} unchanged"]
    if report.foreign:
        parts.append(f"{report.foreign} stored without facts (no model for their language)")
    if report.rejected:
        parts.append(f"{report.rejected} rejected")
    repeated = ""
    if report.copies or report.versions:
        repeated = f" In all, {report.copies} are reprints and {report.versions} later versions of another article."
    return f"{report.articles} articles: {', '.join(parts)}.{repeated} Graph in {place}."


def delete(
    article: Annotated[str, typer.Argument(help="The article's id, as 'kg show' and exports give it.")],
    store: StoreOption = None,
) -> None:
    """Remove an article, and every fact that no other article supports.

    Example: `kg delete page-3f2a91c0`
    """
    changed = delete_article(workspace_at(store), article)
    Console(stderr=True).print(f"Deleted {article}; {changed} graphs changed.", markup=False, highlight=False)


def rebuild_(store: StoreOption = None) -> None:
    """Derive the graph anew from archived records and decisions; the same bytes, or what an interruption left undone.

    Example: `kg rebuild --store ./graph`
    """
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    changed = rebuild(workspace)
    Console(stderr=True).print(f"Rebuilt; {changed} graphs differed.", markup=False, highlight=False)


COMMANDS = (build, delete, rebuild_)
