"""`kg build`, `kg delete`, `kg rebuild`: what changes the graph."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import ModelOption, StoreOption, WorkersOption, settings_with, workspace_at
from kg.cli.progress import BuildProgress
from kg.pipeline import BuildReport, Workspace, delete_article, rebuild
from kg.pipeline import build as run_build

__all__ = ["COMMANDS", "build_into"]


def build(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")],
    store: StoreOption = None,
    workers: WorkersOption = None,
    model: ModelOption = None,
) -> None:
    """Put articles into the graph.

    Reads text, Markdown, HTML, JSON and JSON Lines, RSS and Atom, WARC, e-mail, PDF and DOCX (also .gz and .zst).
    Building the same input again changes nothing; a changed article replaces exactly its part. An input that cannot be
    read is reported, counted, and set aside.

    Examples: `kg build articles/` · `kg build news.jsonl.gz --store ./graph` · `cat page.txt | kg build -`
    """
    settings = settings_with(store, model, workers)
    report = build_into(Workspace(settings.store, settings.base), paths, settings.model, settings.workers)
    if report.rejected or report.notices:
        raise typer.Exit(1)


def build_into(workspace: Workspace, paths: list[str], model: Path | None = None, workers: int = 0) -> BuildReport:
    """Build with progress, and sum up in one line."""
    console = Console(stderr=True)
    with BuildProgress(console) as progress:
        report = run_build(paths, workspace, progress, model=model, workers=workers)
    console.print(summary(report, workspace), markup=False, highlight=False, soft_wrap=True)
    return report


def summary(report: BuildReport, workspace: Workspace) -> str:
    """A build in one line."""
    parts = [f"{report.new} new", f"{report.changed} changed", f"{report.unchanged} unchanged"]
    if report.foreign:
        parts.append(f"{report.foreign} stored without facts (no model for their language)")
    if report.rejected:
        parts.append(f"{report.rejected} rejected")
    repeated = ""
    if report.copies or report.versions:
        repeated = f" In all, {report.copies} are reprints and {report.versions} later versions of another article."
    return f"{report.articles} articles: {', '.join(parts)}.{repeated} Graph in {workspace.folder}."


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
